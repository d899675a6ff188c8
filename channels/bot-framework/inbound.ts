import { createHash } from "node:crypto";
import type { Activity } from "botframework-schema";
import { z } from "zod";
import type { EventOf, InboundEvent } from "../../models/events.ts";
import { Language } from "../../models/language.ts";
import { decodePayload } from "../../models/payload.ts";
import type { Inbound } from "../../models/ports/channel.ts";

const Account = z.looseObject({ id: z.string().min(1).max(300), name: z.string().max(300).optional() });

/**
 * The fields of an activity that we use; all others are kept for the conversation reference.
 * https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md
 */
export const InboundActivity = z.looseObject({
  type: z.string(),
  id: z.string().max(500).optional(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().max(1000),
  from: Account,
  recipient: Account,
  conversation: z.looseObject({ id: z.string().min(1).max(500) }),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  locale: z.string().max(50).optional(),
  deliveryMode: z.string().optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string() })).optional(),
});
export type InboundActivity = z.infer<typeof InboundActivity>;

/** The shopper's event in an activity. Null for what is nothing to answer: typing, reactions, members added. */
export function toInbound(activity: InboundActivity, account: string, now: Date): Inbound | null {
  if (activity.type !== "message") return null;
  const at = activity.timestamp ? new Date(activity.timestamp) : now;
  const event = toEvent(activity, { key: keyOf(activity, now), at: at.toISOString() });
  if (!event) return null;
  const inline = activity.deliveryMode === "expectReplies";
  const name = inline ? "bot-framework-inline" : "bot-framework";
  const language = Language.safeParse(activity.locale?.slice(0, 2).toLowerCase());
  return {
    event,
    opening: {
      channel: name,
      account,
      peer: activity.from.id,
      identities: [`${name}:${activity.channelId}:${activity.conversation.id}`],
      ...(activity.from.name && { claimed: { name: activity.from.name } }),
      ...(language.success && { language: language.data }),
      reference: referenceOf(activity),
    },
  };
}

/** The parsed activity under its vendor's type, which says of more fields that they are there than is true. */
export const toActivity = (activity: InboundActivity): Activity => ({ ...activity }) as unknown as Activity;

/**
 * What an answer needs later, as botframework-schema's ConversationReference. Without `activityId`: later
 * answers go to the conversation, not into a thread below its first message.
 */
const referenceOf = ({ channelId, serviceUrl, conversation, from, recipient, locale }: InboundActivity) => ({
  ...(locale !== undefined && { locale }),
  channelId,
  serviceUrl,
  conversation,
  user: from,
  bot: recipient,
});

/** Ids of activities are unique within their conversation; long ones are hashed to fit. */
function keyOf({ id, conversation }: InboundActivity, now: Date): string {
  const key = `bf:${conversation.id}:${id ?? `at-${now.getTime()}`}`;
  return key.length <= 200 ? key : `bf:${createHash("sha256").update(key).digest("base64url")}`;
}

function toEvent(activity: InboundActivity, common: { key: string; at: string }): InboundEvent | null {
  const { text, value } = activity;
  if (value !== undefined && value !== null)
    return { ...common, kind: "tap", value: typeof value === "string" ? value : JSON.stringify(value) };
  // Many channels send back the payload of a postBack button as text.
  if (text !== undefined && decodePayload(text)) return { ...common, kind: "tap", value: text };
  // Teams repeats the text as an HTML attachment.
  const attachment = activity.attachments?.find(({ contentType }) => contentType !== "text/html");
  if (attachment) {
    const media = mediaKind(attachment.contentType);
    return { ...common, kind: "media", media, ...(text && { caption: text }) };
  }
  return text ? { ...common, kind: "text", text } : null;
}

function mediaKind(contentType: string): EventOf<"media">["media"] {
  const family = contentType.split("/")[0];
  if (family === "image" || family === "audio" || family === "video") return family;
  return contentType.startsWith("application/vnd.") ? "unsupported" : "document";
}
