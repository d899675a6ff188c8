import type { Clock } from "../../models/ports/clock.ts";

/** A clock that moves only when it is told to. */
export interface VirtualClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: string): void;
}

export function virtualClock(start = "2026-11-20T10:00:00.000Z"): VirtualClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance(milliseconds) {
      now += milliseconds;
    },
    set(instant) {
      now = Date.parse(instant);
    },
  };
}
