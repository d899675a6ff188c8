import { z } from "zod";
import type { EventOf } from "../../models/events.ts";

/** The form of the ids that Resend gives to attachments, which go into addresses: UUIDs. */
const partId = /^[\w-]{1,100}$/;

/** https://resend.com/docs/api-reference/emails/list-received-email-attachments */
export const Attachment = z.looseObject({
  id: z.string().regex(partId).optional().catch(undefined),
  filename: z.string().nullish().catch(null),
  content_type: z.string().nullish().catch(null),
  content_disposition: z.string().nullish().catch(null),
  content_id: z.string().nullish().catch(null),
  size: z.number().nullish().catch(null),
});

/** Pictures within the words that are smaller are logos and signs of a signature; no photo is. */
const smallestInlineBytes = 20_000;

/** What a file is; null for one that the shopper did not mean to send. */
export function mediaOf(
  attachment: z.infer<typeof Attachment> | undefined,
): EventOf<"media">["media"] | null {
  if (!attachment) return null;
  const type = attachment.content_type?.toLowerCase() ?? "";
  if (isOrnament(type, attachment) || /^application\/(?:pgp|(?:x-)?pkcs7)-(?:signature|keys)\b/.test(type))
    return null;
  const [family] = type.split("/");
  if (family === "image" || family === "audio" || family === "video") return family;
  if (/^text\/(?:x-)?vcard\b/.test(type)) return "contact";
  return family === "application" || family === "text" ? "document" : "unsupported";
}

const isOrnament = (
  type: string,
  { content_disposition, content_id, size }: z.infer<typeof Attachment>,
): boolean =>
  type.startsWith("image/") &&
  content_disposition === "inline" &&
  Boolean(content_id) &&
  typeof size === "number" &&
  size < smallestInlineBytes;
