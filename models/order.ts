import type { Order, OrderLine, OrderState, OrderStep } from "./commerce.ts";
import type { Money } from "./money.ts";

/** Where an order may go from where it is. What is shipped comes back only by its carrier, or as a return. */
const next: Record<OrderState, readonly OrderState[]> = {
  pending: ["placed", "cancelled"],
  placed: ["confirmed", "preparing", "shipped", "cancelled"],
  confirmed: ["preparing", "shipped", "cancelled"],
  preparing: ["shipped", "cancelled"],
  shipped: ["delivered", "refused"],
  delivered: ["returned"],
  refused: [],
  cancelled: [],
  returned: [],
};

export const mayBecome = (from: OrderState, to: OrderState): boolean => next[from].includes(to);

/**
 * By which states an order gets to another, each told once: a shop's systems may leave out what lies between. Empty where it
 * is there, or was there and has gone on; null: there is no way.
 */
export function wayTo(from: OrderState, to: OrderState): OrderState[] | null {
  if (from === to || shortestWay(to, from)) return [];
  return shortestWay(from, to);
}

function shortestWay(from: OrderState, to: OrderState): OrderState[] | null {
  const ways: OrderState[][] = [[from]];
  for (const way of ways) {
    const last = way.at(-1)!;
    if (last === to) return way.slice(1);
    ways.push(...next[last].map((state) => [...way, state]));
  }
  return null;
}

/** The shopper may still take it back, or have something else put in the parcel. */
export const isOpen = (state: OrderState): boolean => mayBecome(state, "cancelled");

/** Why an order was called off here: nobody said whether it is wanted. */
export const unansweredReason = "unanswered";

/** Why an order was cancelled here: no money came. */
export const unpaidReason = "unpaid";

/** What the shopper's silence, or their money's, did to an order, they know. */
const ownReasons: ReadonlySet<string | undefined> = new Set([unansweredReason, unpaidReason]);

/** By its own system, of its own accord. */
export const isCalledOffByShop = ({ state, history }: Pick<Order, "state" | "history">): boolean => {
  const last = history?.at(-1);
  return state === "cancelled" && last?.by === "shop" && !ownReasons.has(last.reason);
};

/** Nothing comes of it any more. */
export const isOver = (state: OrderState): boolean => next[state].length === 0;

/** By its link. */
export const isPayable = ({ paid, state }: Pick<Order, "paid" | "state">): boolean =>
  !paid && (isOpen(state) || state === "shipped");

/** Placed here, to be paid before it is sent, and neither the shopper nor the shop has done anything about it since. */
export const isUnpaid = ({ key, payment, paid, state }: Order): boolean =>
  key !== undefined && payment !== "cod" && !paid && state === "placed";

export const isCancelledUnpaid = ({ state, history }: Order): boolean =>
  state === "cancelled" && history?.at(-1)?.reason === unpaidReason;

/** The state of an order does not allow it. */
export class OrderStateError extends Error {
  override readonly name = "OrderStateError";
  readonly state: OrderState;

  constructor(order: Pick<Order, "number" | "state">, wanted: string) {
    super(`Order ${order.number} is ${order.state}: it cannot be ${wanted}`);
    this.state = order.state;
  }
}

/** @throws {OrderStateError} */
export function inState(order: Order, step: OrderStep): Order {
  if (!mayBecome(order.state, step.state)) throw new OrderStateError(order, step.state);
  return { ...order, state: step.state, history: [...(order.history ?? []), step] };
}

/** Of the lines, before discount and delivery. */
export const subtotalMinor = (lines: readonly Pick<OrderLine, "quantity" | "unitPrice">[]): number =>
  lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amountMinor, 0);

/** What is to be paid; a discount takes away the goods' price at most, never the delivery's. */
export function totalOf(
  lines: readonly Pick<OrderLine, "quantity" | "unitPrice">[],
  {
    discountMinor,
    deliveryMinor,
    currency,
  }: { discountMinor: number; deliveryMinor: number; currency: string },
): Money {
  const goods = subtotalMinor(lines);
  return { amountMinor: goods - Math.min(goods, discountMinor) + deliveryMinor, currency };
}
