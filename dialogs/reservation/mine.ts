import { formatDay, formatTime } from "../../models/format.ts";
import { isHeld, type PutAside } from "../../models/reservation.ts";
import type { Scene } from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";
import { variantName } from "../product/name.ts";

/** Something put aside, with its names in the shopper's language. */
export interface Held extends PutAside {
  /** "Robe Lina (rouge, 38)", "2 × Robe Lina (rouge, 38)". */
  what: string;
}

/** What is put aside in this conversation now, the first to be over first. */
export async function heldNow(scene: Scene<unknown>): Promise<Held[]> {
  const all = await scene.commerce.reservations.ofConversation(scene.conversation.id);
  const live = all
    .filter((one) => isHeld(one, scene.now))
    .toSorted((a, b) => a.until.localeCompare(b.until) || a.key.localeCompare(b.key));
  return Promise.all(live.map((one) => named(one, scene)));
}

export async function named(one: PutAside, scene: Scene<unknown>): Promise<Held> {
  return { ...one, what: await nameOf(one, scene) };
}

async function nameOf({ productId, sku, quantity }: PutAside, scene: Scene<unknown>): Promise<string> {
  const hit = await scene.commerce.inventory.getProduct(productId);
  const variant = hit?.variants.find((each) => each.sku === sku);
  const name = hit ? variantName({ title: hit.product.title, ...variant }, scene) : sku;
  return quantity > 1 ? `${quantity} × ${name}` : name;
}

/** "demain à 18:00", "jeudi 26 novembre à 18:00", by the shop's clock. */
export function untilWhen(until: string, { language, now, shop, replies }: Scene<unknown>): string {
  const at = new Date(until);
  const day = (instant: Date): string => formatDay(instant, language, shop.timeZone);
  const inDays =
    day(at) === day(now)
      ? "today"
      : day(at) === day(new Date(now.getTime() + 86_400_000))
        ? "tomorrow"
        : "later";
  const time = formatTime(at, language, shop.timeZone);
  return replies.render("reservation.until", language, { inDays, day: day(at), time });
}

/** What may be done with it. */
export const nextOf = ({ key, extendedBy }: PutAside): Next[] => [
  ...(extendedBy !== null
    ? []
    : [{ title: "reservation.extend.button", flow: "reservation.extend", slots: { reservation: key } }]),
  { title: "reservation.cancel.button", flow: "reservation.cancel", slots: { reservation: key } },
];
