import { type Arrival, WebhookBodyError, type WebhookRequest } from "../../models/ports/webhook.ts";
import { toArrivals } from "./arrivals.ts";
import { Change, Entry, Envelope } from "./envelope.ts";

/** A call holds what happened to one number or several, each thing once or more often, in any order. */
export function parseCall({ body }: WebhookRequest, now: Date): Arrival[] {
  const envelope = Envelope.safeParse(jsonOf(body.toString("utf8")));
  if (!envelope.success) throw new WebhookBodyError("no call of WhatsApp", { cause: envelope.error });
  const { object, entry } = envelope.data;
  // The same app may have Messenger or Instagram as well.
  if (object !== "whatsapp_business_account")
    return [{ kind: "ignored", what: `object ${object.slice(0, 100)}` }];
  return entry.flatMap((one): Arrival[] => {
    const parsed = Entry.safeParse(one);
    return parsed.success
      ? parsed.data.changes.flatMap((change) => ofChange(change, now))
      : [{ kind: "ignored", what: "an entry of an unknown form" }];
  });
}

/** What concerns no number (templates, the account, ...) is none of a conversation. */
function ofChange(value: unknown, now: Date): Arrival[] {
  const change = Change.safeParse(value);
  if (change.success) return toArrivals(change.data.field, change.data.value, now);
  const named = Change.pick({ field: true }).safeParse(value);
  return [
    {
      kind: "ignored",
      what: named.success
        ? `field ${named.data.field.slice(0, 100)}, about no number`
        : "a change of an unknown form",
    },
  ];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WebhookBodyError("no JSON", { cause });
  }
}
