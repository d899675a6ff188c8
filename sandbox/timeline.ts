import type { SandboxClock } from "./clock.ts";

/** Work that is due at a time of the sandbox's clock. */
export interface Timeline {
  at(dueMs: number, work: () => Promise<unknown>): void;
  /** Resolves when nothing runs, and nothing is due. */
  settled(): Promise<void>;
  /** What is not due yet is forgotten. */
  clear(): void;
  close(): Promise<void>;
}

/** A timer cannot wait longer. */
const longestTimerMs = 2 ** 31 - 1;

export function createTimeline(clock: SandboxClock): Timeline {
  let planned: { dueMs: number; work: () => Promise<unknown> }[] = [];
  const running = new Set<Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    clearTimeout(timer);
    const now = clock.now().getTime();
    const due = planned.filter(({ dueMs }) => dueMs <= now).sort((one, other) => one.dueMs - other.dueMs);
    planned = planned.filter(({ dueMs }) => dueMs > now);
    for (const { work } of due) {
      const done: Promise<unknown> = work().finally(() => running.delete(done));
      running.add(done);
    }
    const next = Math.min(...planned.map(({ dueMs }) => dueMs));
    if (Number.isFinite(next)) timer = setTimeout(look, Math.min(next - now, longestTimerMs)).unref();
  }

  const leave = clock.onJump(look);
  return {
    at(dueMs, work) {
      planned.push({ dueMs, work });
      look();
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    clear() {
      planned = [];
      clearTimeout(timer);
    },
    async close() {
      leave();
      planned = [];
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
