import { type Arrival, WebhookBodyError, type WebhookRequest } from "../../models/ports/webhook.ts";
import { Envelope } from "./envelope.ts";
import { ofReceived } from "./received.ts";
import { ofSent } from "./sent.ts";

/** One call tells of one e-mail. Every webhook of a Resend team hears of every e-mail of that team. */
export function parseCall({ body }: WebhookRequest, account: string, now: Date): Arrival[] {
  const envelope = Envelope.safeParse(jsonOf(body.toString("utf8")));
  if (!envelope.success) throw new WebhookBodyError("no call of Resend", { cause: envelope.error });
  const { type, created_at, data } = envelope.data;
  if (type === "email.received") return ofReceived(data, account, now);
  const told: Arrival = type.startsWith("email.")
    ? ofSent(type, data, { created_at, now })
    : { kind: "ignored", what: type.slice(0, 100) };
  return [told];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WebhookBodyError("no JSON", { cause });
  }
}
