import type { Clock } from "../models/ports/clock.ts";
import type { OrderSystem } from "../models/ports/commerce.ts";
import type { Shop } from "../models/shop.ts";
import type { OrderNews } from "./shop-events/order-news.ts";

export interface EndOrdersServices {
  orders: Pick<OrderSystem, "cancelUnpaid" | "undoLeft">;
  clock: Clock;
  shop(): Pick<Shop, "unpaidDays">;
  unpaid: OrderNews["orderUnpaid"];
}

/** Those that wait in vain for their money first: settled without that, they would be told to nobody. */
export async function endOrders({ orders, clock, shop, unpaid }: EndOrdersServices): Promise<void> {
  const before = new Date(clock.now().getTime() - shop().unpaidDays * 24 * 3_600_000);
  await orders.cancelUnpaid(before, unpaid);
  await orders.undoLeft();
}
