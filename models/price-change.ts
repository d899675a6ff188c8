import type { Money } from "./money.ts";

/** A variant costs something else than before. */
export interface PriceChange {
  productId: string;
  sku: string;
  former: Money;
  price: Money;
}
