import type { Order, OrderLine } from "./commerce.ts";
import { deliveryZone } from "./delivery-zone.ts";
import type { Money } from "./money.ts";
import { subtotalMinor, totalOf } from "./order.ts";
import { discountMinor } from "./promo.ts";
import type { Shop } from "./shop.ts";

/** What of an order changes with its lines or its city. */
export interface OrderPrices {
  discount?: { code: string; amount: Money };
  deliveryCost: Money;
  total: Money;
}

/**
 * What an order costs with other lines or to another city. What it was promised stays: its discount, and free delivery where
 * a code gave it.
 * @param city key of a city to which the shop delivers
 */
export function pricesOf(
  { discount, deliveryCost, lines: before }: Pick<Order, "discount" | "deliveryCost" | "lines">,
  { lines, city, shop }: { lines: readonly OrderLine[]; city: string; shop: Shop },
): OrderPrices {
  const { currency } = deliveryCost;
  const { freeFromMinor = Number.POSITIVE_INFINITY } = shop.delivery;
  const off = (some: readonly OrderLine[]): number => {
    const code = shop.promoCodes.find((one) => one.code === discount?.code);
    const goods = subtotalMinor(some);
    return code ? discountMinor(code, goods) : Math.min(goods, discount?.amount.amountMinor ?? 0);
  };
  const isPromised = deliveryCost.amountMinor === 0 && subtotalMinor(before) - off(before) < freeFromMinor;
  const isFree = isPromised || subtotalMinor(lines) - off(lines) >= freeFromMinor;
  const deliveryMinor = isFree ? 0 : (deliveryZone(city, shop)?.costMinor ?? deliveryCost.amountMinor);
  return {
    ...(discount && { discount: { code: discount.code, amount: { amountMinor: off(lines), currency } } }),
    deliveryCost: { amountMinor: deliveryMinor, currency },
    total: totalOf(lines, { discountMinor: off(lines), deliveryMinor, currency }),
  };
}
