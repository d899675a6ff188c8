import { phoneIdentity } from "../../models/identity.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { ReservationSystem, ToldOrder } from "../../models/ports/commerce.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { isHeld, type PutAside } from "../../models/reservation.ts";

export interface BoughtElsewhereServices {
  shopId: string;
  reservations: ReservationSystem;
  conversations: Pick<ConversationStore, "find" | "get" | "ofContact">;
  clock: Clock;
}

/**
 * What the buyer of an order had put aside of its articles is sold now: as many as were bought, those first that are over
 * first. Done again for the same order, nothing more is.
 */
export async function convertBought(
  { number, lines, placedAt }: Pick<ToldOrder, "number" | "lines" | "placedAt">,
  phone: string | undefined,
  services: BoughtElsewhereServices,
): Promise<void> {
  if (phone === undefined) return;
  const { reservations, clock } = services;
  const aside = (await asideOf(phone, services)).toSorted((a, b) => a.until.localeCompare(b.until));
  for (const { sku, quantity } of lines) {
    const ofSku = aside.filter((one) => one.sku === sku);
    const done = ofSku.filter(({ soldIn }) => soldIn === number);
    let left = quantity - done.reduce((sum, one) => sum + one.quantity, 0);
    for (const one of ofSku.filter((each) => isHeld(each, clock.now()))) {
      if (one.quantity > left) continue;
      await reservations.convert(one.key, number, new Date(placedAt));
      left -= one.quantity;
    }
  }
}

/** In all conversations of who writes from a number. */
async function asideOf(
  phone: string,
  { shopId, reservations, conversations }: BoughtElsewhereServices,
): Promise<PutAside[]> {
  const id = await conversations.find(shopId, phoneIdentity(phone));
  const known = id === null ? null : await conversations.get(id);
  if (!known) return [];
  const all = await conversations.ofContact(known.contact.id);
  const aside = await Promise.all(
    all.map(({ conversation }) => reservations.ofConversation(conversation.id)),
  );
  return aside.flat();
}
