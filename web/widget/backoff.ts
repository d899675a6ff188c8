import type { Time } from "./time.ts";

const firstMs = 500;
const longestMs = 30_000;

/** How long to wait after so many failures in a row: doubling, half of it random, at most 30 s. */
export function backoffMs(failures: number, random: () => number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return (fullMs / 2) * (1 + random());
}

/** Waits between tries that can all be cut short, because the network is back or the shopper is. */
export class Backoff {
  readonly #time: Time;
  readonly #random: () => number;
  #hurry = new AbortController();

  constructor(time: Time, random: () => number) {
    this.#time = time;
    this.#random = random;
  }

  /** Waits as {@link backoffMs} says, or `atLeastMs` if that is longer, or until `signal` is aborted. */
  wait(failures: number, signal: AbortSignal, atLeastMs = 0): Promise<void> {
    const ms = Math.max(atLeastMs, backoffMs(failures, this.#random));
    return this.#time.sleep(ms, AbortSignal.any([signal, this.#hurry.signal]));
  }

  /** Ends every wait of this moment. */
  hurry(): void {
    this.#hurry.abort();
    this.#hurry = new AbortController();
  }
}
