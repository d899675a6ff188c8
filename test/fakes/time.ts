import type { Time } from "../../web/widget/time.ts";

/** Time that passes only when it is told to. */
export interface VirtualTime extends Time {
  /** Lets `ms` pass, waking sleepers in their order, and what they set off run to its next wait. */
  pass(ms: number): Promise<void>;
}

export function virtualTime(): VirtualTime {
  let now = Date.parse("2026-11-20T10:00:00.000Z");
  let sleepers: { until: number; wake: () => void }[] = [];
  /** Work that waits for nothing but promises is done when the event loop turns. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { until: now + ms, wake: resolve };
        sleepers.push(sleeper);
        const end = (): void => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          resolve();
        };
        if (signal?.aborted) end();
        signal?.addEventListener("abort", end, { once: true });
      }),
    async pass(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = sleepers
          .filter(({ until }) => until <= end)
          .sort((one, two) => one.until - two.until)[0];
        if (!next) break;
        sleepers = sleepers.filter((one) => one !== next);
        now = next.until;
        next.wake();
        await settle();
      }
      now = end;
    },
  };
}
