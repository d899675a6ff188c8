import type { VirtualClock } from "../models/ports/clock.ts";

export interface SandboxClock extends VirtualClock {
  /** Told at each jump. @returns how to be told no more */
  onJump(listener: () => void): () => void;
}

/**
 * Begins at the real time and runs with it; `advance` and `set` make it jump. Timers of the process are not moved: who
 * waits by one sees the new time when it next looks.
 */
export function sandboxClock(real: () => number = Date.now): SandboxClock {
  let aheadMs = 0;
  const listeners = new Set<() => void>();
  const jump = (milliseconds: number): void => {
    aheadMs += milliseconds;
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => new Date(real() + aheadMs),
    advance: jump,
    set: (instant) => jump(Date.parse(instant) - (real() + aheadMs)),
    onJump(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
