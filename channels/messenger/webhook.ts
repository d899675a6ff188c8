import { type Arrival, WebhookBodyError, type WebhookRequest } from "../../models/ports/webhook.ts";
import { toArrivals } from "./arrivals.ts";
import { Entry, Envelope } from "./envelope.ts";

/** A call holds what happened to one page or several, each thing once or more often. */
export function parseCall({ body }: WebhookRequest, now: Date, ourApp: string | undefined): Arrival[] {
  const envelope = Envelope.safeParse(jsonOf(body.toString("utf8")));
  if (!envelope.success) throw new WebhookBodyError("no call of Messenger", { cause: envelope.error });
  const { object, entry } = envelope.data;
  // The same app may have Instagram or WhatsApp as well.
  if (object !== "page") return [{ kind: "ignored", what: `object ${object.slice(0, 100)}` }];
  return entry.flatMap((one): Arrival[] => {
    const parsed = Entry.safeParse(one);
    return parsed.success
      ? toArrivals(parsed.data, now, ourApp)
      : [{ kind: "ignored", what: "an entry of an unknown form" }];
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WebhookBodyError("no JSON", { cause });
  }
}
