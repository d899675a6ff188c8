import type { Logger } from "pino";
import { DeliveryError } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";

/**
 * A circuit breaker: while a vendor leaves the requests of an account without an answer, or says that all of them are too
 * many, nothing is sent to it. Each would spend a try, or hold a worker's hand until it times out, and shoppers on other channels would wait for it. A failure that
 * comes at once holds up nobody, and each message waits longer after it anyway.
 * https://martinfowler.com/bliki/CircuitBreaker.html
 */
export interface Circuit {
  isClosed(): boolean;
  /** Null: send. Else not before this instant. When it has come, one is let through, to see. */
  openUntil(): Date | null;
  sent(): void;
  /** @param afterMs from the request to its failure. */
  failed(cause: unknown, afterMs: number): void;
}

const failuresInARow = 5;
/** From then on a request has held a hand for nothing. */
const slowMs = 1_000;
const firstRestMs = 5_000;
const longestRestMs = 60_000;
/** The circuit of each `<channel>:<account>` in this process; another process learns it in as few sends. */
export function createCircuits(services: { clock: Clock; log: Logger }): (account: string) => Circuit {
  const circuits = new Map<string, Circuit>();
  return (account) => {
    const circuit = circuits.get(account) ?? createCircuit(account, services);
    circuits.set(account, circuit);
    return circuit;
  };
}

function createCircuit(account: string, { clock, log }: { clock: Clock; log: Logger }): Circuit {
  let failures = 0;
  let restMs = firstRestMs;
  /** Milliseconds since the epoch; null while it is closed. */
  let until: number | null = null;
  /** The vendor has said so; that it took what was under way then ends nothing. */
  let pausedUntil = 0;

  function open(forMs: number, cause: unknown): void {
    restMs = forMs;
    until = clock.now().getTime() + forMs;
    log.error(
      { account, err: cause },
      `nothing is asked of this account for ${forMs / 1000} s: its channel fails`,
    );
  }

  function pause(end: Date): void {
    pausedUntil = Math.max(pausedUntil, end.getTime());
    log.warn({ account }, `its vendor takes nothing of this account until ${end.toISOString()}`);
  }

  function sent(): void {
    if (until !== null) log.info({ account }, "the channel of this account answers again");
    failures = 0;
    until = null;
    restMs = firstRestMs;
  }

  return {
    isClosed: () => until === null && clock.now().getTime() >= pausedUntil,
    openUntil() {
      const now = clock.now().getTime();
      if (now < pausedUntil) return new Date(pausedUntil);
      if (until === null) return null;
      if (now < until) return new Date(until);
      until = now + restMs;
      return null;
    },
    sent,
    failed(cause, afterMs) {
      if (cause instanceof DeliveryError && cause.kind === "credentials") return open(longestRestMs, cause);
      if (cause instanceof DeliveryError && cause.ofAccount && cause.until) return pause(cause.until);
      if (afterMs < slowMs) return sent();
      failures += 1;
      if (until !== null) open(Math.min(restMs * 2, longestRestMs), cause);
      else if (failures >= failuresInARow) open(firstRestMs, cause);
    },
  };
}
