const firstDelayMs = 1_000;
const longestDelayMs = 5 * 60_000;
/** About eight minutes together: longer than a restart, or a database that changes its leader. */
const mostTries = 10;

/**
 * When a job that failed is tried again: doubling waits, half of each drawn by chance so that what failed together
 * does not come back together. Null: never.
 * @param failures this one included.
 * @param random from 0 up to 1
 */
export function nextTry(failures: number, now: Date, random: number): Date | null {
  if (failures >= mostTries) return null;
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
  return new Date(now.getTime() + delayMs / 2 + random * (delayMs / 2));
}
