import type { InboundEvent } from "../../models/events.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { adWindow } from "./ad-window.ts";
import { type Entry, Happening, type Message, type Postback, type Referral } from "./envelope.ts";
import { eventKey, momentKey } from "./event-key.ts";
import { linkedPayload } from "./linked-payload.ts";
import { eventsOf } from "./message-events.ts";

/** The page that a call concerns, who did something, and when. */
interface Source {
  account: string;
  /** Missing for visitors of a web site, and for what concerns the page only. */
  sender: string | undefined;
  recipient: string | undefined;
  /** Milliseconds since 1970. */
  unixMs: number;
}

/**
 * Everything that an entry tells. What stands by is another app's to answer, and nothing is done about who has a
 * conversation: Meta routes each message to the app whose turn it is.
 * https://developers.facebook.com/docs/messenger-platform/conversation-routing
 */
export function toArrivals({ id: account, time, messaging, standby, changes }: Entry, now: Date): Arrival[] {
  const unixMs = time ?? now.getTime();
  return [
    ...(messaging ?? []).flatMap((one) => ofHappening(one, account, unixMs)),
    ...(standby ?? []).map((one) => ignored(account, `standby: ${kindOf(one)}`)),
    ...(changes === undefined ? [] : [ignored(account, "changes")]),
  ];
}

function ofHappening(value: unknown, account: string, entryUnixMs: number): Arrival[] {
  const parsed = Happening.safeParse(value);
  if (!parsed.success) return [ignored(account, `${kindOf(value)} of an unknown form`)];
  const { sender, recipient, timestamp, message, postback, referral, read, delivery } = parsed.data;
  const source = { account, sender: sender?.id, recipient: recipient?.id, unixMs: timestamp ?? entryUnixMs };
  if (message?.is_echo) return [ofEcho(message, source)];
  if (message) return toEvents(source, "message", () => eventsOf(message, isoOf(source.unixMs)));
  if (postback) return ofPostback(postback, source);
  if (referral) return ofReferral(referral, source);
  if (read) return [ofWatermark("read", read.watermark, source)];
  if (delivery) return [ofWatermark("delivered", delivery.watermark, source)];
  return [ignored(account, kindOf(value))];
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
  { account, sender }: Source,
  kind: string,
  events: (sender: string) => InboundEvent[],
): Arrival[] {
  if (sender === undefined) return [ignored(account, `${kind} of somebody without an id`)];
  const opening = {
    channel: "messenger",
    account,
    peer: sender,
    identities: [identityOf(account, sender)],
  };
  return events(sender).map((event) => ({ kind: "event", opening, event }));
}

/** Our own messages have our key: all others were written in the page's inbox, or by another app. */
function ofEcho({ mid, text, metadata }: Message, { account, recipient, unixMs }: Source): Arrival {
  if (recipient === undefined) return ignored(account, "echo to somebody without an id");
  return {
    kind: "echo",
    account,
    identity: identityOf(account, recipient),
    vendorId: mid,
    ...(metadata && { key: metadata }),
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

const ignored = (account: string, what: string): Arrival => ({ kind: "ignored", account, what });
const identityOf = (account: string, psid: string): string => `messenger:${account}:${psid}`;
const isoOf = (unixMs: number): string => new Date(unixMs).toISOString();
