import type { Order, OrderLine } from "./commerce.ts";
import { subtotalMinor } from "./order.ts";
import { counts, type Return, sentInstead } from "./return.ts";

/** What a shopper has of one article of an order: all of its pieces together, amounts in minor units. */
interface Held {
  quantity: number;
  /** Before the order's discount. */
  priceMinor: number;
  /** What was paid for them, less what came back of it: never more of an order than its total without the delivery. */
  paidMinor: number;
}

type Sold = Pick<Order, "lines" | "deliveryCost" | "total" | "paid">;

/** By SKU, what of an order has not come back yet and is not about to; what was sent instead is there for it. */
export const leftOf = (order: Sold, returns: readonly Return[]): Map<string, number> =>
  new Map([...heldOf(order, returns)].map(([sku, { quantity }]) => [sku, quantity]));

/**
 * What comes back for a wish, and what is to be paid, after the other returns of the order. Delivery is no part of it,
 * nothing comes back of what was never paid, and of one SKU at two prices each piece is worth the same. Of a cheaper article
 * sent instead, its part of what was paid comes back; a dearer one costs the full difference, for no code was for that; the
 * same again costs nothing, whatever it costs today.
 * @param others the first one is the oldest
 */
export function amountsOf(
  order: Sold,
  { lines, instead }: Pick<Return, "lines" | "instead">,
  others: readonly Return[],
): Pick<Return, "refund" | "toPay"> {
  const held = heldOf(order, others);
  const allMinor = [...held.values()].reduce((sum, { paidMinor }) => sum + paidMinor, 0);
  const back = takenFrom(held, lines);
  const mostMinor = order.paid ? Math.max(0, Math.min(back.paidMinor, allMinor)) : 0;
  const dearerMinor = instead && !isSame(lines, instead) ? subtotalMinor([instead]) - back.priceMinor : 0;
  const cheaperMinor = partOf(mostMinor, Math.max(0, -dearerMinor), back.priceMinor);
  const { currency } = order.total;
  return {
    refund: { amountMinor: instead ? cheaperMinor : mostMinor, currency },
    toPay: { amountMinor: Math.max(0, dearerMinor), currency },
  };
}

function heldOf(order: Sold, returns: readonly Return[]): Map<string, Held> {
  const held = sold(order);
  for (const one of returns.filter(counts)) {
    const back = takenFrom(held, one.lines);
    if (one.kind === "return") {
      // What was promised is what counts.
      add(held, one.lines[0]!.sku, { ...nothing, paidMinor: back.paidMinor - one.refund.amountMinor });
      continue;
    }
    for (const { line } of sentInstead([one]))
      add(held, line.sku, {
        quantity: line.quantity,
        priceMinor: subtotalMinor([line]),
        paidMinor: back.paidMinor - one.refund.amountMinor + one.toPay.amountMinor,
      });
  }
  return held;
}

/** Every line's part of what was paid for the goods. */
function sold({ lines, total, deliveryCost }: Sold): Map<string, Held> {
  const held = new Map<string, Held>();
  const goodsMinor = subtotalMinor(lines);
  const paidMinor = Math.max(0, Math.min(goodsMinor, total.amountMinor - deliveryCost.amountMinor));
  let countedMinor = 0;
  for (const line of lines) {
    const priceMinor = subtotalMinor([line]);
    const part = (upToMinor: number): number => partOf(paidMinor, upToMinor, goodsMinor);
    add(held, line.sku, {
      quantity: line.quantity,
      priceMinor,
      paidMinor: part(countedMinor + priceMinor) - part(countedMinor),
    });
    countedMinor += priceMinor;
  }
  return held;
}

/** Takes articles out, as many of them as there are. */
function takenFrom(held: Map<string, Held>, articles: Return["lines"]): Held {
  let taken = nothing;
  for (const { sku, quantity } of articles) {
    const all = held.get(sku) ?? nothing;
    const part = {
      quantity: Math.min(quantity, all.quantity),
      priceMinor: partOf(all.priceMinor, Math.min(quantity, all.quantity), all.quantity),
      paidMinor: partOf(all.paidMinor, Math.min(quantity, all.quantity), all.quantity),
    };
    held.set(sku, sum(all, part, -1));
    taken = sum(taken, part);
  }
  return taken;
}

const nothing: Held = { quantity: 0, priceMinor: 0, paidMinor: 0 };

const sum = (one: Held, other: Held, sign: 1 | -1 = 1): Held => ({
  quantity: one.quantity + sign * other.quantity,
  priceMinor: one.priceMinor + sign * other.priceMinor,
  paidMinor: one.paidMinor + sign * other.paidMinor,
});

function add(held: Map<string, Held>, sku: string, more: Held): void {
  held.set(sku, sum(held.get(sku) ?? nothing, more));
}

const isSame = (lines: Return["lines"], { sku, quantity }: OrderLine): boolean =>
  lines.every((line) => line.sku === sku) && lines.reduce((all, line) => all + line.quantity, 0) === quantity;

/** Rounded towards 0. The product of two amounts may be more than a number holds exactly. */
const partOf = (amountMinor: number, part: number, all: number): number =>
  all === 0 ? 0 : Number((BigInt(amountMinor) * BigInt(part)) / BigInt(all));
