import type { Logger } from "pino";
import { DeliveryError } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";

/**
 * A circuit breaker: while the requests of a vendor's account fail one after the other, nothing is sent to it. Each
 * would hold a worker's hand until it times out, and shoppers on other channels would wait for it.
 * https://martinfowler.com/bliki/CircuitBreaker.html
 */
export interface Circuit {
  isClosed(): boolean;
  /** Null: send. Else not before this instant. When it has come, one is let through, to see. */
  openUntil(): Date | null;
  sent(): void;
  failed(cause: unknown): void;
}

const failuresInARow = 5;
const firstRestMs = 5_000;
const longestRestMs = 60_000;
/** The vendor refuses this message, and is well. */
const refusals: readonly DeliveryError["kind"][] = ["throttled", "never", "gone", "needs-template"];

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

  function open(forMs: number, cause: unknown): void {
    restMs = forMs;
    until = clock.now().getTime() + forMs;
    log.error(
      { account, err: cause },
      `nothing is sent to this account for ${forMs / 1000} s: its channel fails`,
    );
  }

  function sent(): void {
    if (until !== null) log.info({ account }, "the channel of this account answers again");
    failures = 0;
    until = null;
    restMs = firstRestMs;
  }

  return {
    isClosed: () => until === null,
    openUntil() {
      if (until === null) return null;
      const now = clock.now().getTime();
      if (now < until) return new Date(until);
      until = now + restMs;
      return null;
    },
    sent,
    failed(cause) {
      const kind = cause instanceof DeliveryError ? cause.kind : "retry";
      if (refusals.includes(kind)) return sent();
      failures += 1;
      if (kind === "credentials") open(longestRestMs, cause);
      else if (until !== null) open(Math.min(restMs * 2, longestRestMs), cause);
      else if (failures >= failuresInARow) open(firstRestMs, cause);
    },
  };
}
