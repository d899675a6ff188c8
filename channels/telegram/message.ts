import { type EventOf, type InboundEvent, longestPhone } from "../../models/events.ts";
import { vendorMedia } from "../shared/vendor-media.ts";
import { meaningOf } from "./command.ts";
import type { Message } from "./update.ts";

type MediaKind = EventOf<"media">["media"];

/**
 * What a message can hold besides text and places, by the field that has it. An animation has a document as well, and a
 * live photo a photo. Of the last group we can only say that something came.
 */
const mediaFields: readonly [string, MediaKind][] = [
  ["photo", "image"],
  ["voice", "audio"],
  ["audio", "audio"],
  ["animation", "video"],
  ["video", "video"],
  ["video_note", "video"],
  ["sticker", "sticker"],
  ["contact", "contact"],
  ["document", "document"],
  ...["rich_message", "poll", "checklist", "dice", "game", "story", "paid_media", "gift", "unique_gift"].map(
    (field): [string, MediaKind] => [field, "unsupported"],
  ),
];

/** What the shopper did by a message. Null: a note of Telegram's own, such as a pinned message. */
export function eventOf(message: Message, common: { key: string; at: string }): InboundEvent | null {
  const { text, caption, location } = message;
  if (text !== undefined) {
    const meaning = meaningOf(text);
    return "tapped" in meaning
      ? { ...common, kind: "tap", value: meaning.tapped, title: meaning.title }
      : { ...common, kind: "text", text: meaning.text };
  }
  if (location)
    return { ...common, kind: "location", latitude: location.latitude, longitude: location.longitude };
  const media = mediaOf(message);
  if (!media) return null;
  const { photo, document, contact } = message;
  const file = vendorMedia(media, photo?.at(-1)?.file_id ?? document?.file_id, document?.file_name);
  const phone = contact?.phone_number.slice(0, longestPhone);
  return { ...common, kind: "media", media, ...file, ...(phone && { phone }), ...(caption && { caption }) };
}

function mediaOf(message: Message): MediaKind | null {
  const [field, media] = mediaFields.find(([name]) => message[name] !== undefined) ?? [];
  // A picture that was sent as a file, for its quality.
  if (field === "document" && message.document?.mime_type?.startsWith("image/")) return "image";
  return media ?? null;
}

const everywhere = new Set(["message_id", "from", "chat", "date"]);

/** The fields of a message that is no event, for the log. */
export const fieldsOf = (message: Message): string =>
  Object.keys(message)
    .filter((field) => !everywhere.has(field))
    .join(", ")
    .slice(0, 200);
