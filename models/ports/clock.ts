/** Where code that needs the time gets it; transcripts and tests hand in a virtual one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that moves only when it is told to. */
export interface VirtualClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: string): void;
}

export function virtualClock(start: string): VirtualClock {
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
