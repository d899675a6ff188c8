import { z } from "zod";
import type { RecordKind } from "./ports/records.ts";

/** A token bucket that all processes draw on: what is left of it at an instant. https://en.wikipedia.org/wiki/Token_bucket */
export const SendRate = z.object({
  /** `<channel>:<account>`. */
  id: z.string(),
  tokens: z.number().min(0),
  at: z.iso.datetime(),
});
export type SendRate = z.infer<typeof SendRate>;

export const sendRateKind: RecordKind<SendRate, never> = {
  name: "send_rates",
  schema: SendRate,
  id: ({ id }) => id,
  indexes: {},
};

/** How long tokens that were drawn hold, in milliseconds. */
export const tokenLifeMs = 1_000;

/**
 * Draws on the bucket, which holds what may be sent in a second.
 * @param wanted at most; one is taken when there is no more.
 * @returns the bucket afterwards, and what was drawn, or when the next token is there.
 */
export function draw(
  before: SendRate,
  perSecond: number,
  wanted: number,
  now: Date,
): { after: SendRate; drawn: number } | { until: Date } {
  const passedMs = Math.max(0, now.getTime() - Date.parse(before.at));
  const tokens = Math.min(perSecond, before.tokens + (passedMs * perSecond) / 1000);
  if (tokens < 1) return { until: new Date(now.getTime() + Math.ceil(((1 - tokens) * 1000) / perSecond)) };
  const drawn = Math.min(Math.floor(tokens), wanted);
  return { after: { id: before.id, tokens: tokens - drawn, at: now.toISOString() }, drawn };
}
