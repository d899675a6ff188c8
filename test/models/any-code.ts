import fc from "fast-check";
import { PromoCode } from "../../models/promo.ts";

/** Any code that a shop may have. */
export const anyCode = fc
  .record(
    {
      code: fc.constant("CODE"),
      percent: fc.integer({ min: 1, max: 100 }),
      amountMinor: fc.integer({ min: 1, max: 10_000_000 }),
      freeDelivery: fc.boolean(),
    },
    { requiredKeys: ["code"] },
  )
  .filter((written) => PromoCode.safeParse(written).success);
