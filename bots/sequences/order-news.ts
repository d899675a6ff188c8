import { inShop, type Order } from "../../models/commerce.ts";
import { StaleRecordError } from "../../models/ports/records.ts";
import { type Sale, saleOf } from "../../models/sequence/sale.ts";
import { endedBy, endOpen, enrol } from "./enrol.ts";
import type { SequenceServices } from "./services.ts";
import { conversationOf } from "./whose.ts";

/** Its buyer is thanked, and asked back one day; what was to be sold to them is not offered any more. */
export async function placed(order: Order, services: SequenceServices): Promise<void> {
  const { shopId, enrolments, sequences, store } = services;
  const conversationId = await conversationOf(order, services);
  const found = conversationId === null ? null : await store.get(conversationId);
  if (!conversationId || !found) return;
  const all = await enrolments.find("contact", inShop(shopId, found.contact.id));
  const sale = saleOf(order, all, sequences().attributionDays);
  if (sale) await noteSale(sale, services);
  await endOpen(
    found.contact.id,
    "purchase",
    endedBy(order, (kind) => sequences()[kind]),
    services,
  );
  const about = { subject: order.number, conversationId, startedAt: order.placedAt };
  for (const kind of ["thanks", "win_back"] as const) await enrol({ kind, ...about }, services);
}

/** Its buyer is asked whether all is well, and what they think of it. */
export async function delivered(order: Order, services: SequenceServices): Promise<void> {
  const conversationId = await conversationOf(order, services);
  if (conversationId === null) return;
  const step = order.history?.findLast(({ state }) => state === "delivered");
  const startedAt = step?.at ?? order.placedAt;
  const about = { subject: order.number, conversationId, startedAt };
  for (const kind of ["news", "review"] as const) await enrol({ kind, ...about }, services);
}

/** Owed once: whoever is told of the order again finds it noted. */
async function noteSale(sale: Sale, { sales }: SequenceServices): Promise<void> {
  try {
    await sales.save(sale, 0);
  } catch (error) {
    if (!(error instanceof StaleRecordError)) throw error;
  }
}
