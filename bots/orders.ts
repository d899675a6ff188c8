import { z } from "zod";
import { Address, OrderLine } from "../models/commerce.ts";
import { Language } from "../models/language.ts";
import { Money } from "../models/money.ts";
import { OrderStateError } from "../models/order.ts";
import { type OrderSystem, OutOfStockError } from "../models/ports/commerce.ts";
import type { MediaStore } from "../models/ports/media.ts";
import type { Replies } from "../models/ports/replies.ts";
import type { Shop } from "../models/shop.ts";
import { type Actions, Refusal } from "./actions.ts";
import { documentPath } from "./documents/address.ts";
import { invoicePdf } from "./documents/invoice.ts";
import { mediaName } from "./media-name.ts";

const Cancelled = z.object({ number: z.string(), reason: z.string().optional() });

const Changed = z.object({
  number: z.string(),
  /** What it was to cost before. */
  was: Money,
  change: z.object({
    lines: z.array(OrderLine).optional(),
    address: Address.optional(),
    wantedOn: z.iso.date().optional(),
    deliveryCost: Money.optional(),
    discount: z.object({ code: z.string(), amount: Money }).optional(),
    total: Money.optional(),
  }),
});

const Invoiced = z.object({ conversationId: z.string(), number: z.string(), language: Language });

export interface OrderServices {
  orders: OrderSystem;
  media: MediaStore;
  /** What is said, and the facts of the shop, as they are by then. */
  services: () => { replies: Replies; shop: Shop };
}

/** What a shopper may have done with an order of theirs. Each says how it is, and changes nothing when done again. */
export function orderActions({ orders, media, services }: OrderServices): Actions {
  return {
    "order.cancel": (args) => {
      const { number, reason } = Cancelled.parse(args);
      return refusing(() =>
        orders.moveOrder(number, { state: "cancelled", by: "shopper", ...(reason && { reason }) }),
      );
    },
    "order.change": (args) => {
      const { number, was, change } = Changed.parse(args);
      return refusing(async () => ({ was, order: await orders.updateOrder(number, present(change)) }));
    },
    "order.invoice": async (args) => {
      const { conversationId, number, language } = Invoiced.parse(args);
      const order = await orders.getOrder(number);
      if (!order) throw new Refusal("gone");
      const bytes = await invoicePdf({ ...services(), order, language });
      const name = mediaName(conversationId, `invoice:${language}:${JSON.stringify(order)}`);
      const id = await media.save(conversationId, { bytes, contentType: "application/pdf" }, name);
      return { url: documentPath(conversationId, id) };
    },
  };
}

/** Without what is undefined. */
const present = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof OrderStateError) throw new Refusal("too_late", { cause });
    if (cause instanceof OutOfStockError) throw new Refusal("out_of_stock", { cause });
    throw cause;
  }
}
