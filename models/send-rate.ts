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

/** The bucket holds this part of a second's requests: few writes, and others are left theirs. */
const share = 1 / 16;

/**
 * Draws all that is in the bucket. It holds little, and fills so much more slowly that a process, with what it has just drawn
 * and with what it draws then, sends no more than `perSecond` in any second.
 * @returns the bucket afterwards, and what was drawn, or when the next token is there.
 */
export function draw(
  before: SendRate,
  perSecond: number,
  now: Date,
): { after: SendRate; drawn: number } | { until: Date } {
  const holds = Math.max(1, perSecond * share);
  const filledPerSecond = perSecond + 2 - holds - Math.floor(holds);
  const passedMs = Math.max(0, now.getTime() - Date.parse(before.at));
  const tokens = Math.min(holds, before.tokens + (passedMs * filledPerSecond) / 1000);
  if (tokens < 1)
    return { until: new Date(now.getTime() + Math.ceil(((1 - tokens) * 1000) / filledPerSecond)) };
  const drawn = Math.floor(tokens);
  return { after: { id: before.id, tokens: tokens - drawn, at: now.toISOString() }, drawn };
}
