import { z } from "zod";
import type { Order, Product } from "./commerce.ts";
import type { Shop } from "./shop.ts";
import { daysAfter, localDay } from "./time-zone.ts";

export const returnReasons = [
  "size",
  "color",
  "not_as_expected",
  "changed_mind",
  "defective",
  "wrong_item",
] as const;
export const ReturnReason = z.enum(returnReasons);
export type ReturnReason = z.infer<typeof ReturnReason>;

/** It came broken, or it is not what was ordered: the shop's own fault. */
export const isShopsFault = (reason: ReturnReason): boolean =>
  reason === "defective" || reason === "wrong_item";

/** What a shop takes back, beside `returnDays`: `returns` in `locales/shop.yaml`. */
export const ReturnPolicy = z
  .strictObject({
    /** Days after delivery during which what the shop is to blame for is taken back, whatever it is. */
    faultDays: z.int().min(0).default(30),
    /** Keys of categories that do not come back, such as `makeup`. */
    excludedCategories: z.array(z.string()).default([]),
    /** Products with one of these tags are sold for good. */
    finalSaleTags: z.array(z.string()).default(["final-sale"]),
    /** Only what was not worn, with its tag. */
    unwornOnly: z.boolean().default(true),
    /** What a person says yes to first; the rest is agreed to at once. */
    approval: z
      .strictObject({
        reasons: z.array(ReturnReason).default(["defective"]),
        /** From this refund on; minor units of the shop's currency. */
        fromMinor: z.int().positive().optional(),
      })
      .prefault({}),
    /** The money is back so many days after the parcel, at the latest. */
    refundDays: z.int().min(1).default(7),
  })
  .prefault({});
export type ReturnPolicy = z.infer<typeof ReturnPolicy>;

/** Why something is not taken back. */
export type ReturnProblem = "late" | "excluded" | "final_sale" | "worn";

/** When an order arrived, as far as anybody noted it; null: it has not. */
export function deliveredAt({ state, history = [], parcel, placedAt }: Order): Date | null {
  if (state !== "delivered" && state !== "returned") return null;
  const steps = [...history, ...(parcel?.events ?? [])];
  const arrived = steps.find((step) => step.state === "delivered");
  return new Date(arrived?.at ?? placedAt);
}

/** The last day, YYYY-MM-DD on the shop's calendar, on which a delivered order may come back for this reason. */
export function lastReturnDay(
  delivered: Date,
  reason: ReturnReason,
  { returnDays, returns, timeZone }: Pick<Shop, "returnDays" | "returns" | "timeZone">,
): string {
  const days = isShopsFault(reason) ? Math.max(returnDays, returns.faultDays) : returnDays;
  return daysAfter(localDay(delivered, timeZone), days);
}

/**
 * Why the shop does not take an article back; null: it does. What it is to blame for comes back whatever it is, and worn.
 * @param product null: not known, for example off sale by now; then nothing speaks against it.
 * @param isUnworn undefined: not asked yet
 */
export function returnProblem(
  {
    product,
    delivered,
    reason,
    isUnworn,
  }: {
    product: Pick<Product, "category" | "tags"> | null;
    delivered: Date;
    reason: ReturnReason;
    isUnworn: boolean | undefined;
  },
  shop: Pick<Shop, "returnDays" | "returns" | "timeZone">,
  now: Date,
): ReturnProblem | null {
  const { excludedCategories, finalSaleTags, unwornOnly } = shop.returns;
  if (localDay(now, shop.timeZone) > lastReturnDay(delivered, reason, shop)) return "late";
  if (isShopsFault(reason)) return null;
  if (product && excludedCategories.includes(product.category)) return "excluded";
  if (product?.tags.some((tag) => finalSaleTags.includes(tag))) return "final_sale";
  return unwornOnly && isUnworn === false ? "worn" : null;
}

/** Whether a person is to say yes first. */
export const needsApproval = (
  { reason, refundMinor }: { reason: ReturnReason; refundMinor: number },
  { approval: { reasons, fromMinor } }: ReturnPolicy,
): boolean => reasons.includes(reason) || (fromMinor !== undefined && refundMinor >= fromMinor);
