import type { Order } from "../../models/commerce.ts";
import { phoneIdentity } from "../../models/identity.ts";
import { isCalledOffByShop } from "../../models/order.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { CustomerSystem } from "../../models/ports/commerce.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { isNews } from "../../models/shop-events.ts";
import type { Unasked } from "../withhold.ts";
import type { Happened } from "./happened.ts";

export interface OrderNewsServices {
  customers: Pick<CustomerSystem, "getCustomer">;
  conversations: Pick<ConversationStore, "find">;
  clock: Clock;
  /** The shop begins a flow at an instant; `key` names it once and for all. */
  begin(conversationId: string, unasked: Unasked, at: Date, key: string): Promise<void>;
}

/** Tells the shopper once what became of their order: where they ordered it, or else where they write from their number. */
export function orderNews({
  customers,
  conversations,
  clock,
  begin,
}: OrderNewsServices): Pick<Happened, "orderPaid" | "orderShipped" | "orderDelivered" | "orderCancelled"> {
  async function conversationOf(order: Order): Promise<string | null> {
    if (order.conversationId !== undefined) return order.conversationId;
    const phone = (await customers.getCustomer(order.customerId))?.phone;
    return phone === undefined ? null : conversations.find(order.shopId, phoneIdentity(phone));
  }

  const tell =
    (flow: "order.paid" | "order.shipped" | "order.delivered" | "order.cancelled") =>
    async (order: Order, at: Date): Promise<void> => {
      const now = clock.now();
      if (order.collected || !isNews(at, now)) return;
      const conversationId = await conversationOf(order);
      if (conversationId === null) return;
      const { number } = order;
      await begin(conversationId, { flow, slots: { number }, purpose: "service" }, now, `${flow}:${number}`);
    };
  const tellCancelled = tell("order.cancelled");
  return {
    orderPaid: tell("order.paid"),
    orderShipped: tell("order.shipped"),
    orderDelivered: tell("order.delivered"),
    async orderCancelled(order, at) {
      if (isCalledOffByShop(order)) await tellCancelled(order, at);
    },
  };
}
