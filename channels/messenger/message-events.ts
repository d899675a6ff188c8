import type { EventOf, InboundEvent } from "../../models/events.ts";
import { vendorMedia } from "../shared/vendor-media.ts";
import { adWindow } from "./ad-window.ts";
import type { Attachment, Message } from "./envelope.ts";
import { eventKey } from "./event-key.ts";

type MediaKind = EventOf<"media">["media"];

/** Of all other kinds (shared posts, products, appointments, ...) we can only say that something came. */
const mediaKinds: ReadonlyMap<string, MediaKind> = new Map([
  ["image", "image"],
  ["audio", "audio"],
  ["video", "video"],
  ["reel", "video"],
  ["ig_reel", "video"],
  ["file", "document"],
  ["sticker", "sticker"],
]);

/** What a shopper did by a message: each picture or file is an event of its own, the first has the words. */
export function eventsOf(
  { mid, text = "", quick_reply, attachments = [], referral }: Message,
  at: string,
): InboundEvent[] {
  const common = { key: eventKey(mid), at, ...adWindow(referral) };
  if (quick_reply)
    return [{ ...common, kind: "tap", value: quick_reply.payload, ...(text && { title: text }) }];
  // A link in the text comes as a preview as well.
  const sent = attachments.filter(({ type }) => type !== "fallback" || text === "");
  if (sent.length > 0)
    return sent.map((attachment, place) => {
      const isFirst = place === 0;
      const key = isFirst ? common.key : eventKey(`${mid}:${place}`);
      return ofAttachment(attachment, { ...common, key }, isFirst ? text : "");
    });
  return text.trim() === ""
    ? [{ ...common, kind: "media", media: "unsupported" }]
    : [{ ...common, kind: "text", text }];
}

function ofAttachment(
  attachment: Attachment,
  common: Pick<EventOf<"media">, "key" | "at" | "freeWordsMs">,
  text: string,
): InboundEvent {
  const { type, payload } = attachment;
  if (payload?.coordinates) {
    const { lat: latitude, long: longitude } = payload.coordinates;
    return { ...common, kind: "location", latitude, longitude };
  }
  // Until August 2026 a sticker was an image with a number.
  const media = payload?.sticker_id === undefined ? (mediaKinds.get(type) ?? "unsupported") : "sticker";
  const caption = text || nameOf(attachment);
  const file = vendorMedia(media, payload?.url);
  return { ...common, kind: "media", media, ...file, ...(caption && { caption }) };
}

/** What a shared link or product of the page's shop is called. */
function nameOf({ type, title, url, payload }: Attachment): string {
  if (type === "fallback") return [payload?.title ?? title, payload?.url ?? url].filter(Boolean).join("\n");
  return payload?.product?.elements.map((product) => product.title).join("\n") ?? "";
}
