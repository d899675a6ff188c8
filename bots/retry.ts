import type { OutboxItem } from "../models/conversation.ts";

const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;
/** After so many tries, or so long, an effect is a dead letter: those behind it go on. */
const mostTries = 8;
const longestMs = 15 * 60_000;

/**
 * When an effect that failed is tried again: doubling waits, half of each drawn by chance so that what failed
 * together does not come back together. Null: never, it is a dead letter.
 * @param random from 0 up to 1
 */
export function nextTry(
  item: Pick<OutboxItem, "attempts" | "createdAt">,
  now: Date,
  random: number,
): Date | null {
  const tries = item.attempts + 1;
  if (tries >= mostTries || now.getTime() - Date.parse(item.createdAt) >= longestMs) return null;
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (tries - 1));
  return new Date(now.getTime() + delayMs / 2 + random * (delayMs / 2));
}
