import { type CartLine, openCode, openLines, type Totals, totals } from "../../models/cart.ts";
import type { OrderLine } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import { subtotalMinor } from "../../models/order.ts";
import { findPromo, promoProblem } from "../../models/promo.ts";
import { isHeld } from "../../models/reservation.ts";
import { localDay } from "../../models/time-zone.ts";
import type { Scene } from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";
import { orderLine } from "../order/line.ts";

/** A line of the cart as the shop sells it now. */
export interface PricedLine extends OrderLine {
  productId: string;
  /** Free to sell, with what is put aside for this shopper; null: not counted. */
  available: number | null;
}

/** What a shopper means to order, by today's prices. */
export interface OwnCart {
  lines: PricedLine[];
  code: string | null;
  revision: number;
}

export async function ownCart(scene: Scene<unknown>): Promise<OwnCart> {
  const { commerce, conversation, now } = scene;
  const cart = await commerce.carts.getCart(conversation.id);
  const aside = (await commerce.reservations.ofConversation(conversation.id)).filter((one) =>
    isHeld(one, now),
  );
  const priced = async ({ productId, sku, quantity }: CartLine): Promise<PricedLine[]> => {
    const hit = await commerce.inventory.getProduct(productId);
    const variant = hit?.variants.find((each) => each.sku === sku);
    if (!hit || !variant) return [];
    const { color, size, price, available } = variant;
    const own = aside.filter((one) => one.sku === sku).reduce((sum, one) => sum + one.quantity, 0);
    return [
      {
        productId,
        sku,
        quantity,
        title: hit.product.title,
        ...(color !== undefined && { color }),
        ...(size !== undefined && { size }),
        unitPrice: price,
        available: available === null ? null : available + own,
      },
    ];
  };
  const lines = await Promise.all(openLines(cart).map(priced));
  return { lines: lines.flat(), code: openCode(cart), revision: cart.revision };
}

/** What the shop has too little of. */
export const shortLines = ({ lines }: OwnCart): PricedLine[] =>
  lines.filter(({ available, quantity }) => available !== null && available < quantity);

/** Why the code of a cart takes nothing off today; null also where there is no code. */
export function codeProblem(code: string | null, lines: readonly OrderLine[], { shop, now }: Scene<unknown>) {
  if (code === null) return null;
  const today = localDay(now, shop.timeZone);
  return promoProblem(shop.promoCodes, code, { subtotalMinor: subtotalMinor(lines), today });
}

/** What it costs; a code that does not apply takes nothing off. @param city where it goes, when that is known */
export function cartTotals(cart: OwnCart, scene: Scene<unknown>, city?: string): Totals {
  const { shop } = scene;
  const applies = cart.code !== null && codeProblem(cart.code, cart.lines, scene) === null;
  return totals(cart.lines, { shop, city, code: applies ? findPromo(shop.promoCodes, cart.code!) : null });
}

/** The lines and sums as reply parameters: `lines`, `discount`, `hasDiscount`, `code`, `delivery`, `isFree`, `total`. */
export function costParams(cart: OwnCart, sums: Totals, scene: Scene<unknown>) {
  const { language } = scene;
  return {
    lines: cart.lines.map((line) => orderLine(line, scene)).join("\n"),
    hasDiscount: sums.discount ? "yes" : "no",
    discount: sums.discount ? formatMoney(sums.discount.amount, language) : "",
    code: sums.discount?.code ?? "",
    delivery: sums.delivery ? formatMoney(sums.delivery, language) : "",
    isFree: sums.delivery?.amountMinor === 0 ? "yes" : "no",
    total: formatMoney(sums.total, language),
  };
}

export const emptyCart = {
  key: "cart.empty",
  next: [{ title: "menu.search.button", flow: "product.search" }],
} as const;

export const afterCart: Next[] = [
  { title: "title.cart.checkout.button", flow: "cart.checkout" },
  { title: "cart.change.button", flow: "cart.change" },
  { title: "menu.search.button", flow: "product.search" },
];
