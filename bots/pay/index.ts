import type { EmbeddedPayments } from "../../commerce/embedded/payments.ts";
import type { Order } from "../../models/commerce.ts";
import type { Language } from "../../models/language.ts";
import { isPayable } from "../../models/order.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { OrderSystem } from "../../models/ports/commerce.ts";
import type { Replies } from "../../models/ports/replies.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import type { Shop } from "../../models/shop.ts";
import type { Happened } from "../shop-events/happened.ts";
import { acceptedLanguage } from "./accept-language.ts";
import { payPage } from "./page.ts";

/** The page behind a payment link. No card is asked for: it stands in for that of a payment service. */
export interface PayPages {
  /** The same for a wrong token and for an order that there is not: `found` is false. */
  show(number: string, token: string, acceptLanguage: string): Promise<{ found: boolean; html: string }>;
  /** Paid twice is paid once; what is not to be paid (any more) stays as it is. */
  pay(number: string, token: string): Promise<void>;
}

export interface PayServices {
  payments: Pick<EmbeddedPayments, "isLink">;
  orders: Pick<OrderSystem, "getOrder" | "updateOrder">;
  conversations: Pick<ConversationStore, "get">;
  /** Read anew for each page: merchants change the words while we run. */
  words(): { replies: Replies; shop: Shop };
  clock: Clock;
  paid: Happened["orderPaid"];
}

export function createPayPages({
  payments,
  orders,
  conversations,
  words,
  clock,
  paid,
}: PayServices): PayPages {
  const orderOf = async (number: string, token: string): Promise<Order | null> =>
    (await payments.isLink(number, token)) ? orders.getOrder(number) : null;

  /** That of the conversation in which it was ordered, or else the browser's. */
  async function languageFor(order: Order | null, acceptLanguage: string): Promise<Language> {
    const { languages } = words().shop;
    const talk = order?.conversationId === undefined ? null : await conversations.get(order.conversationId);
    return talk?.contact.language ?? acceptedLanguage(acceptLanguage, languages) ?? languages[0]!;
  }

  return {
    async show(number, token, acceptLanguage) {
      const order = await orderOf(number, token);
      const language = await languageFor(order, acceptLanguage);
      const { replies, shop } = words();
      return { found: order !== null, html: payPage(order, { replies, language, shopName: shop.name }) };
    },
    async pay(number, token) {
      const order = await orderOf(number, token);
      if (!order || !isPayable(order)) return;
      await paid(await orders.updateOrder(order.number, { paid: true }), clock.now());
    },
  };
}
