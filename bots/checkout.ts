import { z } from "zod";
import { CartLine } from "../models/cart.ts";
import { Address, Order, OrderLine } from "../models/commerce.ts";
import type { Clock } from "../models/ports/clock.ts";
import { type Commerce, KeyReusedError, OutOfStockError } from "../models/ports/commerce.ts";
import { isHeld } from "../models/reservation.ts";
import { type Actions, Refusal } from "./actions.ts";

const Wanted = z.object({
  conversationId: z.string(),
  /** As it was agreed to. */
  cart: z.object({ revision: z.int(), lines: z.array(CartLine) }),
  order: z.object({
    lines: z.array(OrderLine).min(1),
    deliveryCost: Order.shape.deliveryCost,
    discount: Order.shape.discount,
    total: Order.shape.total,
    payment: Order.shape.payment,
    address: Address.extend({ phone: z.string() }),
  }),
});

const Numbered = Order.pick({ number: true });

export interface CheckoutServices {
  commerce: Pick<Commerce, "carts" | "customers" | "orders" | "payments" | "reservations">;
  clock: Clock;
  /** Told of each order; may be told of one again. */
  placed(order: Order): Promise<void>;
}

/** Orders what is in a cart. What its buyer had put aside becomes the order's, and the cart is empty from then on. */
export function checkoutActions({ commerce, clock, placed }: CheckoutServices): Actions {
  const { carts, customers, orders, payments, reservations } = commerce;

  /** @throws {Refusal} `out_of_stock`; `key_reused`: something else was ordered from that revision of the cart */
  async function place(key: string, { conversationId, order }: z.infer<typeof Wanted>): Promise<Order> {
    const { name, phone } = order.address;
    const { id: customerId } = await customers.customerOf({ name, phone });
    const aside = (await reservations.ofConversation(conversationId)).filter(
      (one) => isHeld(one, clock.now()) && order.lines.some(({ sku }) => sku === one.sku),
    );
    try {
      const made = await orders.createOrder(key, {
        ...order,
        customerId,
        conversationId,
        reservations: Object.fromEntries(aside.map((one) => [one.sku, one.key])),
      });
      for (const one of aside) await reservations.giveBack(one.key);
      return made;
    } catch (cause) {
      if (cause instanceof KeyReusedError) throw new Refusal("key_reused", { cause });
      if (!(cause instanceof OutOfStockError)) throw cause;
      await carts.changeCart(`${key}:refused`, conversationId, { kind: "refused" });
      throw new Refusal("out_of_stock", { cause });
    }
  }

  return {
    "order.pay_link": async (args) => ({ payUrl: await payments.linkFor(Numbered.parse(args)) }),
    "order.place": async (args, key) => {
      const wanted = Wanted.parse(args);
      const order = await place(key, wanted);
      const { conversationId, cart } = wanted;
      await carts.changeCart(`${key}:ordered`, conversationId, { kind: "ordered", ...cart });
      await placed(order);
      const { number, total, payment } = order;
      return {
        order: { number, total, payment },
        payUrl: payment === "card" ? await payments.linkFor(order) : null,
      };
    },
  };
}
