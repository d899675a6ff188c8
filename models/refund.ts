import type { Order } from "./commerce.ts";
import { subtotalMinor } from "./order.ts";

/** Articles of one line. */
export interface Returned {
  sku: string;
  quantity: number;
}

type Paid = Pick<Order, "lines" | "discount" | "paid">;

/**
 * What comes back for articles, in minor units: their price less their share of the order's discount; delivery is not part
 * of it, and nothing comes back of what was never paid. Several returns of one order make up what one of all their articles
 * would, so that roundings never add up to more than was paid.
 * @param before what of the order came back, or is about to
 */
export function refundMinor(order: Paid, wanted: readonly Returned[], before: readonly Returned[]): number {
  if (!order.paid) return 0;
  return (
    worthMinor(order, priceMinor(order, [...before, ...wanted])) -
    worthMinor(order, priceMinor(order, before))
  );
}

/**
 * What is to be paid (above 0) or comes back (below 0) when other articles are sent instead, in minor units. Both are
 * compared at their price before the discount, which the shopper keeps; no more comes back than for a return.
 */
export function exchangeMinor(
  order: Paid,
  wanted: readonly Returned[],
  before: readonly Returned[],
  insteadMinor: number,
): number {
  const returnedMinor = priceMinor(order, [...before, ...wanted]) - priceMinor(order, before);
  const difference = insteadMinor - returnedMinor;
  return difference >= 0 ? difference : Math.max(difference, -refundMinor(order, wanted, before));
}

/** Of goods of that price, after their share of the discount. */
function worthMinor({ lines, discount }: Paid, goodsMinor: number): number {
  const allMinor = subtotalMinor(lines);
  if (!discount || allMinor === 0) return goodsMinor;
  const offMinor = Math.min(allMinor, discount.amount.amountMinor);
  // The product of two amounts may be more than a number holds exactly.
  return goodsMinor - Number((BigInt(offMinor) * BigInt(goodsMinor)) / BigInt(allMinor));
}

/** Before the discount. Two lines may be of one SKU, at two prices: the dearer comes back last. */
function priceMinor({ lines }: Pick<Paid, "lines">, articles: readonly Returned[]): number {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of articles) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  let sum = 0;
  for (const line of lines.toSorted((a, b) => a.unitPrice.amountMinor - b.unitPrice.amountMinor)) {
    const taken = Math.min(line.quantity, wanted.get(line.sku) ?? 0);
    wanted.set(line.sku, (wanted.get(line.sku) ?? 0) - taken);
    sum += taken * line.unitPrice.amountMinor;
  }
  return sum;
}
