import type { Order } from "../../models/commerce.ts";
import type { OrderSystem } from "../../models/ports/commerce.ts";

/** The same orders; whoever has one delivered tells of it. What is told again changes nothing. */
export const tellingOrders = (
  orders: OrderSystem,
  delivered: (order: Order) => Promise<void>,
): OrderSystem => ({
  ...orders,
  async moveOrder(number, step) {
    const order = await orders.moveOrder(number, step);
    if (order.state === "delivered") await delivered(order);
    return order;
  },
});
