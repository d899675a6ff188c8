import { type Cart, type CartLine, openLines } from "../../models/cart.ts";
import { inShop } from "../../models/commerce.ts";
import { type Enrolment, enrolmentId } from "../../models/sequence/enrolment.ts";
import { changeRecord } from "../change-record.ts";
import { endOpen, enrol } from "./enrol.ts";
import type { SequenceServices } from "./services.ts";

/** A cart is come back to, and the prices of what is in it are watched; of what is not in it any more, nothing is said. */
export async function cartChanged(cart: Cart, services: SequenceServices): Promise<void> {
  const { conversationId, changedAt: startedAt } = cart;
  const found = await services.store.get(conversationId);
  if (!found) return;
  const lines = openLines(cart);
  const isOver = ({ kind, subject, conversationId: where }: Enrolment): boolean =>
    where === conversationId &&
    ((kind === "abandoned_cart" && subject === conversationId && lines.length === 0) ||
      (kind === "price_drop" && !lines.some(({ sku }) => sku === subject)));
  await endOpen(found.contact.id, "untrue", isOver, services);
  if (lines.length === 0) return;
  await enrol({ kind: "abandoned_cart", subject: conversationId, conversationId, startedAt }, services);
  for (const line of lines) {
    const beforeMinor = await priceOf(line, services);
    if (beforeMinor === undefined) continue;
    const about = { subject: line.sku, slots: { product: line.productId, beforeMinor } };
    await enrol({ kind: "price_drop", ...about, conversationId, startedAt, waits: true }, services);
  }
}

/** Those who have it in a cart are told, if it costs less than then. */
export async function priceChanged(sku: string, services: SequenceServices): Promise<void> {
  const { shopId, enrolments, sequences, clock, look } = services;
  const step = sequences().price_drop?.steps[0];
  if (!step) return;
  for (const one of await enrolments.find("watched", inShop(shopId, sku))) {
    const price = await priceOf({ productId: String(one.slots.product), sku }, services);
    if (price === undefined || price >= Number(one.slots.beforeMinor)) continue;
    const dueAt = new Date(clock.now().getTime() + step.after).toISOString();
    const id = enrolmentId(one);
    const now = await changeRecord(enrolments, id, (kept) => {
      if (!kept || kept.ended || kept.dueAt !== null) return { value: kept };
      const doc = { ...kept, dueAt };
      return { doc, value: doc };
    });
    if (now?.dueAt) await look(id, now.dueAt);
  }
}

async function priceOf(
  { productId, sku }: Pick<CartLine, "productId" | "sku">,
  { commerce }: SequenceServices,
): Promise<number | undefined> {
  const hit = await commerce.inventory.getProduct(productId);
  return hit?.variants.find((each) => each.sku === sku)?.price.amountMinor;
}
