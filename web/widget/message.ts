import * as z from "zod/mini";

const Choice = z.object({ title: z.string(), value: z.string() });
export type Choice = z.infer<typeof Choice>;

const Card = z.object({
  title: z.string(),
  subtitle: z.optional(z.string()),
  image: z.optional(z.string()),
  price: z.optional(z.string()),
  buttons: z.array(Choice),
});
export type Card = z.infer<typeof Card>;

/** A message as `GET /v1/conversations/{id}/messages` gives it; the parts that the widget can show. */
export const Message = z.object({
  /** For a message of the shopper, the id under which it was sent. */
  id: z.string(),
  /** Place in the conversation: rising, with gaps. */
  seq: z.number(),
  /** ISO 8601, UTC. */
  at: z.string(),
  from: z.enum(["bot", "shopper", "staff"]),
  text: z.optional(z.string()),
  value: z.optional(z.string()),
  choices: z.optional(z.array(Choice)),
  cards: z.optional(z.array(Card)),
  image: z.optional(z.object({ url: z.string(), alt: z.string() })),
  location: z.optional(z.object({ latitude: z.number(), longitude: z.number() })),
  attachments: z.optional(z.array(z.object({ kind: z.string(), mediaId: z.optional(z.string()) }))),
});
export type Message = z.infer<typeof Message>;

/** A message of a newer server that this widget cannot read is left out: the rest of the chat goes on. */
export const toMessages = (candidates: unknown[]): Message[] =>
  candidates.flatMap((candidate) => {
    const parsed = Message.safeParse(candidate);
    return parsed.success ? [parsed.data] : [];
  });

/** Both lists as one, each message once, in the order of the conversation. */
export function mergeMessages(known: Message[], arrived: Message[]): Message[] {
  const bySeq = new Map([...known, ...arrived].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}
