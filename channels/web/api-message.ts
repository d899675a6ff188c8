import { z } from "zod";
import { fromActivity } from "../../models/activity.ts";
import type { TranscriptEntry } from "../../models/conversation.ts";
import { type EventOf, InboundEvent, NotKept } from "../../models/events.ts";

const ApiChoice = z.strictObject({ title: z.string(), value: z.string() });

/** A message as the public API shows it. */
export const ApiMessage = z.strictObject({
  /** For a message of the shopper, the id that the client gave it. */
  id: z.string(),
  seq: z.int(),
  at: z.iso.datetime(),
  from: z.enum(["bot", "shopper", "staff"]),
  text: z.string().optional(),
  /** The payload of a button that the shopper tapped; `text` is then its title, where known. */
  value: z.string().optional(),
  choices: z.array(ApiChoice).optional(),
  cards: z
    .array(
      z.strictObject({
        title: z.string(),
        subtitle: z.string().optional(),
        image: z.string().optional(),
        price: z.string().optional(),
        buttons: z.array(ApiChoice),
      }),
    )
    .optional(),
  image: z.strictObject({ url: z.string(), alt: z.string() }).optional(),
  document: z.strictObject({ url: z.string(), name: z.string(), contentType: z.string() }).optional(),
  /** Where the shopper is. */
  location: z.strictObject({ latitude: z.number(), longitude: z.number() }).optional(),
  /** Where something of the shop's is; the text tells of it as well. */
  place: z
    .strictObject({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string(),
      address: z.string(),
    })
    .optional(),
  /**
   * What the shopper sent along; `mediaId` is there for what can be fetched again, `notKept` says why it cannot. `name`
   * is the shopper's own, and only to be read.
   */
  attachments: z
    .array(
      z.strictObject({
        kind: z.string(),
        mediaId: z.string().optional(),
        notKept: NotKept.optional(),
        name: z.string().optional(),
      }),
    )
    .optional(),
});
export type ApiMessage = z.infer<typeof ApiMessage>;

/** A transcript row as both sides saw it; null for what is no message (results, staff actions, jobs). */
export function toApiMessage(entry: TranscriptEntry): ApiMessage | null {
  if (entry.from === "system") return null;
  const shown = entry.activity ? shownActivity(entry.activity) : shownEvent(entry.event);
  return shown && { id: entry.id, seq: entry.seq, at: entry.at, from: entry.from, ...shown };
}

/** The key of the event that a message becomes; the client's own id of it. */
export const webEventKey = (clientId: string): string => `web:${clientId}`;
const clientIdOf = (key: string): string | null => (key.startsWith("web:") ? key.slice(4) : null);

/** True for rows that reached the shopper or came from the shopper: what the public API may show. */
export const wasExchanged = (entry: TranscriptEntry): boolean =>
  entry.status !== "withheld" && entry.status !== "failed";

type Shown = Omit<ApiMessage, "id" | "seq" | "at" | "from"> & { id?: string };

function shownActivity(activity: NonNullable<TranscriptEntry["activity"]>): Shown | null {
  if (activity.type !== undefined && activity.type !== "message") return null;
  const { text, choices, cards, image, document, place } = fromActivity(activity);
  return {
    ...(text !== undefined && { text }),
    ...(choices && { choices }),
    ...(cards && { cards }),
    ...(image && { image }),
    ...(document && { document }),
    ...(place && { place }),
  };
}

function shownEvent(stored: unknown): Shown | null {
  const parsed = InboundEvent.safeParse(stored);
  if (!parsed.success) return null;
  const content = shownContent(parsed.data);
  const id = clientIdOf(parsed.data.key);
  return content && { ...content, ...(id !== null && { id }) };
}

const attachmentOf = ({ media, mediaId, notKept, fileName }: EventOf<"media">) => ({
  kind: media,
  ...(mediaId !== undefined && { mediaId }),
  ...(notKept && { notKept }),
  ...(fileName !== undefined && { name: fileName }),
});

function shownContent(event: InboundEvent): Shown | null {
  switch (event.kind) {
    case "text":
      return { text: event.text };
    case "tap":
      return { value: event.value, ...(event.title !== undefined && { text: event.title }) };
    case "media": {
      const text = event.caption ?? event.phone;
      return { attachments: [attachmentOf(event)], ...(text !== undefined && { text }) };
    }
    case "location":
      return { location: { latitude: event.latitude, longitude: event.longitude } };
    default:
      return null;
  }
}
