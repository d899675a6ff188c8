import type { Arrival } from "../../models/ports/webhook.ts";
import { contactOf } from "./contact.ts";
import { type Contact, Preference } from "./envelope.ts";
import { eventKey } from "./event-key.ts";
import { openingOf, shopperOf } from "./shopper.ts";
import { ignored, type Source, timeOf } from "./source.ts";

/**
 * A shopper stopped, or resumed, the marketing messages of the shop in WhatsApp. The change has no id: whose it is and
 * when it was made stand for one.
 */
export function toConsent(value: unknown, contacts: readonly Contact[], source: Source): Arrival {
  const parsed = Preference.safeParse(value);
  if (!parsed.success) return ignored(source, "a preference of an unknown form");
  const { wa_id, user_id, category, timestamp, value: wish } = parsed.data;
  if (category !== "marketing_messages" || (wish !== "stop" && wish !== "resume"))
    return ignored(source, `preference ${wish} of ${category}`);
  const contact = contactOf(contacts, wa_id, user_id);
  const opening = openingOf(shopperOf(wa_id, user_id, contact), source.account);
  if (!opening) return ignored(source, "a preference of somebody without an id");
  const at = timeOf(timestamp, source);
  return {
    kind: "consent",
    opening,
    key: eventKey(`preference:${opening.identities[0]}:${at}:${wish}`),
    wantsMessages: wish === "resume",
    at,
  };
}
