import { createHash } from "node:crypto";
import type { EventOf, InboundEvent } from "../../models/events.ts";
import type { Inbound } from "../../models/ports/channel.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { vendorMedia } from "../shared/vendor-media.ts";
import { wantsMessages } from "./opt-out.ts";
import { isWhatsApp } from "./sender.ts";

/** What a shopper sent, as a webhook or the Messages API tells it. */
export interface Incoming {
  sid: string;
  /** `+336…`; `whatsapp:+336…`; `whatsapp:FR.…` of one who hides the number. */
  from: string;
  to: string;
  at: Date;
  text: string;
  /** The messaging service that the number belongs to. */
  service?: string | undefined;
  /** What came with it. */
  media: Attached[];
  /** What WhatsApp calls it: `text`, `sticker`, `button`, ... */
  type?: string | undefined;
  optOutType?: string | undefined;
  name?: string | undefined;
  /** Another address of the same shopper. */
  otherAddress?: string | undefined;
  button?: { payload: string; text?: string | undefined } | undefined;
  place?: { latitude: number; longitude: number } | undefined;
}

/** `contentType` is empty where it is not told; `file` as `fetchMedia` wants it. */
export interface Attached {
  contentType: string;
  file?: string | undefined;
}

const longestKey = 200;
const longestName = 300;

/** A message as what the shopper did by it: each picture or file is an event of its own, the first has the words. */
export function toArrivals(message: Incoming, account: string): Arrival[] {
  const opening = openingOf(message, account);
  const at = message.at.toISOString();
  const key = keyOf(message.sid);
  const wants = wantsMessages(message);
  if (wants !== null) return [{ kind: "consent", opening, key, wantsMessages: wants, at }];
  const events = message.media.length > 0 ? mediaEvents(message, at) : [eventOf(message, { key, at })];
  return events.map((event) => ({ kind: "event", opening, event }));
}

function eventOf(message: Incoming, common: { key: string; at: string }): InboundEvent {
  const { button, place, text } = message;
  if (button) {
    const title = button.text ?? text;
    return { ...common, kind: "tap", value: button.payload, ...(title && { title }) };
  }
  if (place) return { ...common, kind: "location", ...place };
  if (text.trim() !== "") return { ...common, kind: "text", text };
  return { ...common, kind: "media", media: "unsupported" };
}

const mediaEvents = ({ sid, media, text, type }: Incoming, at: string): InboundEvent[] =>
  media.map(({ contentType, file }, place) => ({
    key: keyOf(`${sid}:${place}`),
    at,
    kind: "media",
    ...fileOf(type === "sticker" ? "sticker" : mediaKind(contentType), file),
    ...(place === 0 && text.trim() !== "" && { caption: text }),
  }));

const fileOf = (media: EventOf<"media">["media"], file: string | undefined) => ({
  media,
  ...vendorMedia(media, file),
});

function mediaKind(contentType: string): EventOf<"media">["media"] {
  const [family] = contentType.split("/");
  if (family === "image" || family === "audio" || family === "video") return family;
  if (/^text\/(?:x-)?vcard\b/.test(contentType)) return "contact";
  return family === "application" || family === "text" ? "document" : "unsupported";
}

/** Whom a message is from, or to be sent to. */
export function openingOf(
  { from, name, otherAddress }: Pick<Incoming, "from" | "name" | "otherAddress">,
  account: string,
): Inbound["opening"] {
  const phone = /^(?:whatsapp:)?(\+\d{6,15})$/.exec(from)?.[1];
  const addresses = [...new Set([from, otherAddress].filter((address) => address !== undefined))];
  return {
    channel: "twilio",
    account,
    peer: from,
    identities: addresses.map((address) => `twilio:${account}:${address}`),
    ...(phone && { phone }),
    ...(name && { claimed: { name: name.slice(0, longestName) } }),
  };
}

/**
 * The business-scoped user id of WhatsApp as an address, where `ExternalUserIdentifier` holds one. Twilio's changelog
 * of 2026-07-20 names the field and does not describe it, so nothing but an id of that form is taken for one.
 * https://www.twilio.com/en-us/changelog/whatsapp-bsuid-format-in-conversations-and-webhook-fields
 */
export function userIdAddress(from: string, external: string | undefined): string | undefined {
  const id = /^(?:whatsapp:)?([A-Z]{2}\.[A-Za-z0-9]{1,128})$/.exec(external ?? "")?.[1];
  return id !== undefined && isWhatsApp(from) ? `whatsapp:${id}` : undefined;
}

function keyOf(id: string): string {
  const key = `sms:${id}`;
  return key.length <= longestKey ? key : `sms:${createHash("sha256").update(id).digest("base64url")}`;
}
