import type { Order, OrderState } from "../../models/commerce.ts";
import { OrderStateError, wayTo } from "../../models/order.ts";
import type { OrderSystem } from "../../models/ports/commerce.ts";
import { EventRefused } from "./refused.ts";

/** An order becomes what it is told to be, by all states that lie between; what has gone on since stays. @throws {EventRefused} what became of it before does not allow it */
export async function moveAlong(
  order: Order,
  to: OrderState,
  reason: string | undefined,
  orders: Pick<OrderSystem, "moveOrder">,
): Promise<Order> {
  // Asked again, the stock follows where a death cut that off.
  const way = order.state === to ? [to] : wayTo(order.state, to);
  if (!way) throw new EventRefused(["type"], `Order ${order.number} is ${order.state}: it cannot be ${to}.`);
  let moved = order;
  try {
    for (const state of way) {
      const isLast = state === to;
      moved = await orders.moveOrder(order.number, {
        state,
        by: "shop",
        ...(isLast && reason && { reason }),
      });
    }
  } catch (cause) {
    if (cause instanceof OrderStateError) throw new EventRefused(["type"], `${cause.message}.`, { cause });
    throw cause;
  }
  return moved;
}
