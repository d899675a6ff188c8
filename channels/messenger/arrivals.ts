import type { InboundEvent } from "../../models/events.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { adWindow } from "./ad-window.ts";
import { toControl } from "./control.ts";
import { type Entry, Happening, type Message, type Postback, type Referral } from "./envelope.ts";
import { eventKey, momentKey } from "./event-key.ts";
import { linkedPayload } from "./linked-payload.ts";
import { eventsOf } from "./message-events.ts";
import { identityOf, ignored, isoOf, openingOf, type Source } from "./source.ts";
import { pageInbox } from "./thread.ts";

/** What an entry tells; `unixMs` is its own time. */
interface Told {
  account: string;
  unixMs: number;
  standsBy: boolean;
  ourApp: string | undefined;
}

/**
 * Everything that an entry tells. Meta routes each message to the app that has its conversation; the others stand by, and
 * hear it all the same. https://developers.facebook.com/docs/messenger-platform/conversation-routing
 */
export function toArrivals(
  { id: account, time, messaging, standby, changes }: Entry,
  now: Date,
  ourApp: string | undefined,
): Arrival[] {
  const told = { account, unixMs: time ?? now.getTime(), ourApp };
  return [
    ...(messaging ?? []).flatMap((one) => ofHappening(one, { ...told, standsBy: false })),
    ...(standby ?? []).flatMap((one) => ofHappening(one, { ...told, standsBy: true })),
    ...(changes === undefined ? [] : [ignored(account, "changes")]),
  ];
}

function ofHappening(value: unknown, { account, unixMs, standsBy, ourApp }: Told): Arrival[] {
  const parsed = Happening.safeParse(value);
  if (!parsed.success) return [ignored(account, `${kindOf(value)} of an unknown form`)];
  const { sender, recipient, timestamp, message, postback, referral, read, delivery } = parsed.data;
  const source: Source = {
    account,
    sender: sender?.id,
    recipient: recipient?.id,
    unixMs: timestamp ?? unixMs,
    standsBy,
  };
  if (message?.is_echo) return [ofEcho(message, source)];
  if (message) return toEvents(source, "message", () => eventsOf(message, isoOf(source.unixMs)));
  if (postback) return ofPostback(postback, source);
  if (referral) return ofReferral(referral, source);
  if (read) return [ofWatermark("read", read.watermark, source)];
  if (delivery) return [ofWatermark("delivered", delivery.watermark, source)];
  return [toControl(parsed.data, source, ourApp) ?? ignored(account, kindOf(value))];
}

/** Get started, the menu, a question of the welcome screen, or a button. A link that led here decides where to go on. */
function ofPostback({ mid, title, payload, referral }: Postback, source: Source): Arrival[] {
  if (payload === undefined) return [ignored(source.account, "postback of another app")];
  return toEvents(source, "postback", (sender) => [
    {
      kind: "tap",
      key: mid === undefined ? momentKey(sender, source.unixMs, payload) : eventKey(mid),
      at: isoOf(source.unixMs),
      value: linkedPayload(referral?.ref) ?? payload,
      ...(title && { title }),
      ...adWindow(referral),
    },
  ]);
}

/**
 * Somebody who wrote before follows a link or an ad: that says something only when its parameter is one of ours. What an
 * ad gives begins with their first message, which names the ad again.
 */
function ofReferral(referral: Referral, source: Source): Arrival[] {
  const value = linkedPayload(referral.ref);
  if (value === null) return [ignored(source.account, "referral")];
  const at = isoOf(source.unixMs);
  return toEvents(source, "referral", (sender) => [
    { kind: "tap", key: momentKey(sender, source.unixMs, value), at, value, ...adWindow(referral) },
  ]);
}

function toEvents(
  { account, sender, standsBy }: Source,
  kind: string,
  events: (sender: string) => InboundEvent[],
): Arrival[] {
  if (sender === undefined) return [ignored(account, `${kind} of somebody without an id`)];
  const opening = openingOf(account, sender);
  return events(sender).map((event) => ({
    kind: "event",
    opening,
    event,
    ...(standsBy && { overheard: true as const }),
  }));
}

/** Our own messages have our key: all others were written in the page's inbox, or by another app. */
function ofEcho(
  { mid, text, metadata, app_id }: Message,
  { account, recipient, unixMs, standsBy }: Source,
): Arrival {
  if (recipient === undefined) return ignored(account, "echo to somebody without an id");
  return {
    kind: "echo",
    account,
    identity: identityOf(account, recipient),
    vendorId: mid,
    ...(metadata && { key: metadata }),
    ...(standsBy && { heldBy: app_id ?? pageInbox }),
    ...(text && { text }),
    at: isoOf(unixMs),
  };
}

/** The ids of messages may be left out, and are not needed: all those before came as far. */
function ofWatermark(status: "delivered" | "read", unixMs: number, { account, sender }: Source): Arrival {
  if (sender === undefined) return ignored(account, `${status} by somebody without an id`);
  return { kind: "watermark", account, identity: identityOf(account, sender), status, at: isoOf(unixMs) };
}

const everywhere = new Set(["sender", "recipient", "timestamp"]);

/** The field that says what happened, for the log. */
function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return "something";
  const kind = Object.keys(value).find((field) => !everywhere.has(field));
  return kind?.slice(0, 100) ?? "nothing";
}
