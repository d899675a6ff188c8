import { newSecret } from "../../bots/http/secrets.ts";
import { createPayPages } from "../../bots/pay/index.ts";
import { embeddedPayments } from "../../commerce/embedded/payments.ts";
import type { Order, OrderState } from "../../models/commerce.ts";
import type { OrderSystem } from "../../models/ports/commerce.ts";
import { type OpenStage, openStage } from "../conversations/stage.ts";
import { type Front, startFront } from "./front.ts";

/** The payment page over HTTP, of the real shop; what is told of a payment is listed. */
export interface PayStage {
  front: Front;
  shop: OpenStage;
  paid: string[];
  /** As the page sees them. */
  orders: OrderSystem;
  /** A new order of a chat, by card, with its link on this server. */
  order(state?: OrderState): Promise<{ order: Order; path: string }>;
  close(): Promise<void>;
}

const sku = "BABOUCHES-FES-FEMME-YELLOW-38";

export async function openPayStage(): Promise<PayStage> {
  const shop = await openStage();
  const paid: string[] = [];
  const orders = { ...shop.commerce.orders };
  const { clock, commerce, records, store, shopId } = shop;
  const address = "https://shop.example";
  const payments = await embeddedPayments({ shopId, records, address, newToken: newSecret });
  await commerce.inventory.updateStock(sku, 100);
  const front = await startFront({
    services: () => ({
      payPages: createPayPages({
        payments,
        orders,
        conversations: store,
        words: shop.words,
        clock,
        paid: async ({ number }) => void paid.push(number),
      }),
    }),
  });
  const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
  let made = 0;
  return {
    front,
    shop,
    paid,
    orders,
    async order(state) {
      const key = `order-${made++}`;
      const { conversationId } = await store.open({
        shopId,
        channel: "web",
        account: shopId,
        peer: key,
        identities: [`web:${key}`],
        at: clock.now(),
      });
      const order = await commerce.orders.createOrder(key, {
        customerId: "amina",
        conversationId,
        lines: [
          {
            sku,
            quantity: 1,
            title: { fr: "Babouches" },
            unitPrice: mad(19_900),
          },
        ],
        deliveryCost: mad(0),
        total: mad(19_900),
        payment: "card",
        address: { name: "Amina", street: "1, rue des Orangers", city: "casablanca", country: "MA" },
      });
      if (state) await commerce.orders.moveOrder(order.number, { state, by: "staff" });
      return { order, path: new URL(await payments.linkFor(order)).pathname };
    },
    async close() {
      await front.close();
      await shop.close();
    },
  };
}
