import { phoneIdentity } from "../../models/identity.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { type Message, UserIdUpdate } from "./envelope.ts";
import { identityOf, isNumber, openingOf, type Shopper, withoutPlus } from "./shopper.ts";
import { ignored, type Source, timeOf } from "./source.ts";

/**
 * WhatsApp tells that a shopper has another number, and with it another user id; or another user id alone, where the
 * number is hidden. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system
 */
export function ofSystemMessage({ from, from_user_id, system, timestamp }: Message, source: Source): Arrival {
  const { type = "without a type", wa_id, user_id, previous_user_id } = system ?? {};
  if (type !== "user_changed_number" && type !== "user_changed_user_id")
    return ignored(source, `system message ${type}`);
  const before = [previous_user_id ?? from_user_id, withoutPlus(from)];
  return moved(before, { phone: withoutPlus(wa_id), userId: user_id }, timestamp, source);
}

/** The same as a field of its own. */
export function ofUserIdUpdate(value: unknown, source: Source): Arrival {
  const update = UserIdUpdate.safeParse(value);
  if (!update.success) return ignored(source, "user_id_update of an unknown form");
  const { wa_id, user_id, timestamp } = update.data;
  return moved([user_id.previous], { phone: withoutPlus(wa_id), userId: user_id.current }, timestamp, source);
}

function moved(
  before: (string | undefined)[],
  shopper: Shopper,
  timestamp: number | undefined,
  source: Source,
): Arrival {
  const opening = openingOf(shopper, source.account, before);
  const isKnown = before.some((id) => id !== undefined);
  if (!opening || !isKnown) return ignored(source, "somebody moved, without the ids of before and of now");
  const stays = Object.values(shopper);
  const left = before.flatMap((id) => (id === undefined || stays.includes(id) ? [] : [id]));
  return {
    kind: "moved",
    opening,
    leaves: left.flatMap((id) => [
      identityOf(source.account, id),
      ...(isNumber(id) ? [phoneIdentity(`+${id}`)] : []),
    ]),
    at: timeOf(timestamp, source),
  };
}
