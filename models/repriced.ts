import { totals } from "./cart.ts";
import type { Order, OrderLine } from "./commerce.ts";
import { subtotalMinor, totalOf } from "./order.ts";
import { findPromo, type PromoCode, promoProblem } from "./promo.ts";
import type { Shop } from "./shop.ts";
import { localDay } from "./time-zone.ts";

export type Price = Pick<Order, "deliveryCost" | "total"> & { discount?: NonNullable<Order["discount"]> };

/**
 * What an order costs with other lines, or going to another city. A code counts as it does now, by the day of the order, and
 * falls away where the new lines are too little for it. One that the shop has no longer, or that never was for such an
 * order, takes off what it did; of less than was ordered, its share. Delivery that did not cost the usual (a promise, a
 * gift) costs what it did.
 * @param from, to keys of cities; left out where ours has no key for it
 */
export function repriced(
  order: Order,
  { lines = order.lines, from, to = from }: { lines?: OrderLine[]; from?: string; to?: string },
  shop: Shop,
): Price {
  const before = codeFor(order.lines, order, shop);
  const usual = from === undefined ? null : totals(order.lines, { shop, city: from, code: before }).delivery;
  const isSpecial = usual !== null && usual.amountMinor !== order.deliveryCost.amountMinor;
  const { discount, delivery } = totals(lines, { shop, city: to, code: codeFor(lines, order, shop) });
  const deliveryCost = isSpecial ? order.deliveryCost : (delivery ?? order.deliveryCost);
  const discountMinor = discount?.amount.amountMinor ?? 0;
  const { currency } = order.total;
  return {
    deliveryCost,
    total: totalOf(lines, { discountMinor, deliveryMinor: deliveryCost.amountMinor, currency }),
    ...(discount && { discount }),
  };
}

/** The code of an order that takes nothing off at its new price; null: it had none, or it still does. */
export const lostCode = ({ discount }: Pick<Order, "discount">, price: Price): string | null =>
  discount && !price.discount ? discount.code : null;

function codeFor(
  lines: OrderLine[],
  { lines: ordered, discount, placedAt }: Order,
  { promoCodes, timeZone }: Shop,
): PromoCode | null {
  if (!discount) return null;
  const { code, amount } = discount;
  const today = localDay(new Date(placedAt), timeZone);
  const isFor = (some: OrderLine[]): boolean =>
    promoProblem(promoCodes, code, { subtotalMinor: subtotalMinor(some), today }) === null;
  if (isFor(ordered)) return isFor(lines) ? (findPromo(promoCodes, code) ?? null) : null;
  const [goodsMinor, orderedMinor] = [subtotalMinor(lines), subtotalMinor(ordered)];
  const isLess = goodsMinor < orderedMinor;
  const offMinor = isLess ? Math.floor((amount.amountMinor * goodsMinor) / orderedMinor) : amount.amountMinor;
  return { code, amountMinor: offMinor };
}
