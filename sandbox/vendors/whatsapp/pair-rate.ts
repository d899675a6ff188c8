const burst = 45;
const everyMs = 6_000;

/**
 * Whether one more message to the same shopper is too much: one in six seconds, 45 at once.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/about-the-platform
 */
export function isTooMuch(sentAtMs: readonly number[], nowMs: number): boolean {
  let [left, atMs] = [burst, 0];
  for (const sentMs of sentAtMs) {
    left = Math.min(burst, left + (sentMs - atMs) / everyMs) - 1;
    atMs = sentMs;
  }
  return left + (nowMs - atMs) / everyMs < 1;
}
