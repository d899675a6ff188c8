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

export interface OrderNews
  extends Pick<Happened, "orderPaid" | "orderShipped" | "orderDelivered" | "orderCancelled"> {
  /** It was cancelled because no money came. */
  orderUnpaid(order: Order): Promise<void>;
}

/** Tells the shopper once what became of their order: where they ordered it, or else where they write from their number. */
export function orderNews({ customers, conversations, clock, begin }: OrderNewsServices): OrderNews {
  async function conversationOf(order: Order): Promise<string | null> {
    if (order.conversationId !== undefined) return order.conversationId;
    const phone = (await customers.getCustomer(order.customerId))?.phone;
    return phone === undefined ? null : conversations.find(order.shopId, phoneIdentity(phone));
  }

  async function tell(flow: string, order: Order): Promise<void> {
    const conversationId = await conversationOf(order);
    if (conversationId === null) return;
    const { number } = order;
    const unasked = { flow, slots: { number }, purpose: "service" } as const;
    await begin(conversationId, unasked, clock.now(), `${flow}:${number}`);
  }

  const news =
    (flow: "order.paid" | "order.shipped" | "order.delivered" | "order.cancelled") =>
    async (order: Order, at: Date): Promise<void> => {
      if (order.collected || !isNews(at, clock.now())) return;
      await tell(flow, order);
    };

  const orderPaid = news("order.paid");
  const orderCancelled = news("order.cancelled");
  return {
    // Money that is to be given back is no news: it is owed, whenever it came.
    orderPaid: (order, at) => (order.paidLate ? tell("order.paid_late", order) : orderPaid(order, at)),
    orderUnpaid: (order) => tell("order.unpaid", order),
    orderShipped: news("order.shipped"),
    orderDelivered: news("order.delivered"),
    async orderCancelled(order, at) {
      if (isCalledOffByShop(order)) await orderCancelled(order, at);
    },
  };
}
