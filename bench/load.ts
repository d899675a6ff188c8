import { setTimeout as sleep } from "node:timers/promises";

/** Does the work for every item, `width` at a time: as fast as the server answers. */
export async function inFlight<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/**
 * Starts the work for every item at a steady pace, however long the answers take: a slow server gets no mercy.
 * Resolves when the last is done.
 */
export async function atPace<T>(
  items: readonly T[],
  perSecond: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  const all: Promise<void>[] = [];
  for (const [at, item] of items.entries()) {
    const waitMs = startedAt + (at * 1000) / perSecond - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    all.push(work(item));
  }
  await Promise.all(all);
}
