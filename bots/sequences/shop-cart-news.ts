import type { ShopCart } from "../../models/shop-cart.ts";
import { isNews } from "../../models/shop-events.ts";
import { endOpen, enrol } from "./enrol.ts";
import type { SequenceServices } from "./services.ts";
import { conversationOfCart } from "./whose.ts";

/** A cart on the shop's page is come back to beside that of the chat; of one that was emptied nothing is said. */
export async function shopCartChanged(cart: ShopCart, services: SequenceServices): Promise<void> {
  const { store, clock } = services;
  const conversationId = await conversationOfCart(cart, services);
  const found = conversationId === null ? null : await store.get(conversationId);
  if (!conversationId || !found) return;
  const { id, lines, updatedAt: startedAt } = cart;
  const kind = "abandoned_cart";
  const subject = `page:${id}`;
  if (lines.length === 0)
    return endOpen(
      found.contact.id,
      "untrue",
      (one) => one.kind === kind && one.subject === subject,
      services,
    );
  if (!isNews(new Date(startedAt), clock.now())) return;
  await enrol({ kind, subject, conversationId, slots: { shopCart: id }, startedAt }, services);
}
