import { totals } from "./cart.ts";
import type { Order, OrderLine } from "./commerce.ts";
import { totalOf } from "./order.ts";
import { findPromo, type PromoCode } from "./promo.ts";
import type { Shop } from "./shop.ts";

export type Price = Pick<Order, "deliveryCost" | "total"> & { discount?: NonNullable<Order["discount"]> };

/**
 * What an order costs with other lines, or going to another city. A code counts as it does now, or takes off what it did
 * where the shop has it no longer. Delivery that did not cost the usual (a promise, a gift) costs what it did.
 * @param from, to keys of cities; left out where ours has no key for it
 */
export function repriced(
  order: Order,
  { lines = order.lines, from, to = from }: { lines?: OrderLine[]; from?: string; to?: string },
  shop: Shop,
): Price {
  const code = codeOf(order, shop);
  const usual = from === undefined ? null : totals(order.lines, { shop, city: from, code }).delivery;
  const isSpecial = usual !== null && usual.amountMinor !== order.deliveryCost.amountMinor;
  const { discount, delivery } = totals(lines, { shop, city: to, code });
  const deliveryCost = isSpecial ? order.deliveryCost : (delivery ?? order.deliveryCost);
  const discountMinor = discount?.amount.amountMinor ?? 0;
  const { currency } = order.total;
  return {
    deliveryCost,
    total: totalOf(lines, { discountMinor, deliveryMinor: deliveryCost.amountMinor, currency }),
    ...(discount && { discount }),
  };
}

function codeOf({ discount }: Order, { promoCodes }: Shop): PromoCode | null {
  if (!discount) return null;
  return (
    findPromo(promoCodes, discount.code) ?? {
      code: discount.code,
      amountMinor: discount.amount.amountMinor,
    }
  );
}
