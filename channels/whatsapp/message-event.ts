import { type EventOf, type InboundEvent, longestPhone } from "../../models/events.ts";
import { vendorMedia } from "../shared/vendor-media.ts";
import type { Message, Order } from "./envelope.ts";

type MediaKind = EventOf<"media">["media"];

const mediaKinds: ReadonlyMap<string, MediaKind> = new Map([
  ["image", "image"],
  ["audio", "audio"],
  ["video", "video"],
  ["document", "document"],
  ["sticker", "sticker"],
  ["contacts", "contact"],
]);

/**
 * What a shopper did by a message. Of a type that is new, or that WhatsApp does not show to businesses, we can only say
 * that something came. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
export function eventOf(message: Message, common: { key: string; at: string }): InboundEvent {
  const { text, button, interactive, location, order } = message;
  const reply = interactive?.button_reply ?? interactive?.list_reply;
  if (reply) return tapOf(reply.id, reply.title, common);
  // Of a template: without a payload of ours it is the words on the button.
  const tapped = button?.payload || button?.text;
  if (button && tapped) return tapOf(tapped, button.text, common);
  if (location)
    return { ...common, kind: "location", latitude: location.latitude, longitude: location.longitude };
  if (text && text.body.trim() !== "") return { ...common, kind: "text", text: text.body };
  if (order) return { ...common, kind: "text", text: wordsOf(order) };
  return mediaOf(message, common);
}

const tapOf = (
  value: string,
  title: string | undefined,
  common: { key: string; at: string },
): InboundEvent => ({
  ...common,
  kind: "tap",
  value,
  ...(title && { title }),
});

function mediaOf(message: Message, common: { key: string; at: string }): InboundEvent {
  const { type, image, video, document, contacts } = message;
  // A picture that was sent as a file, for its quality.
  const isPicture = type === "document" && document?.mime_type?.startsWith("image/");
  const media = isPicture ? "image" : (mediaKinds.get(type) ?? "unsupported");
  const caption = image?.caption ?? video?.caption ?? document?.caption;
  const file = vendorMedia(media, (image ?? document)?.id, document?.filename);
  // Of whom the shopper chose, or typed: their own number is the one that they write from.
  const phone = contacts?.[0]?.phones?.[0]?.phone?.slice(0, longestPhone);
  return { ...common, kind: "media", media, ...file, ...(phone && { phone }), ...(caption && { caption }) };
}

/**
 * A cart that was filled in WhatsApp's own catalogue, with all that it says: the shopper's words, then the products by
 * the ids that they have in the shop. "2 × LINA-38 – 349 MAD".
 */
function wordsOf({ text, product_items }: Order): string {
  const lines = product_items.map(
    ({ quantity, product_retailer_id, item_price, currency }) =>
      `${quantity} × ${product_retailer_id} – ${item_price} ${currency}`,
  );
  return [text?.trim(), ...lines].filter(Boolean).join("\n");
}
