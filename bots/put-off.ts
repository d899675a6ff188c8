import type { OutboxItem } from "../models/conversation.ts";
import type { EventOf } from "../models/events.ts";
import { DeliveryError } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { ConversationStore, Lease } from "../models/ports/store.ts";
import type { Metrics } from "./metrics.ts";
import { nextTry } from "./retry.ts";

export interface PutOffServices {
  store: ConversationStore;
  clock: Clock;
  /** From 0 up to 1. */
  random: () => number;
  metrics: Metrics;
}

/**
 * Notes that a try failed: later again, or never.
 * @param item as it was before this try, but for the requests that got through.
 * @param options.lastResult of a call: what its flow is told when there is no other try.
 * @param options.unsureUntil of a message that may have been taken: until then the vendor may tell.
 */
export async function putOff(
  item: OutboxItem,
  cause: unknown,
  lease: () => Lease,
  { store, clock, random, metrics }: PutOffServices,
  { lastResult, unsureUntil }: { lastResult?: EventOf<"result">; unsureUntil?: Date } = {},
): Promise<"later" | "dead"> {
  const at = clock.now();
  const retryAt = whenAgain(item, cause, at, random());
  const error = messageOf(cause);
  const gone = cause instanceof DeliveryError && cause.kind === "gone";
  await store.fail(
    lease(),
    item.id,
    retryAt
      ? {
          error,
          at,
          retryAt: unsureUntil && unsureUntil > retryAt ? unsureUntil : retryAt,
          requestsTaken: item.requestsTaken,
          unsure: unsureUntil !== undefined,
        }
      : { error, at, dead: true, gone, ...(lastResult && { result: lastResult }) },
  );
  metrics.effectsTotal.inc({ kind: item.effect.kind, outcome: retryAt ? "retried" : "dead" });
  return retryAt ? "later" : "dead";
}

/** Not now; that is no try, and ends nothing. */
export async function postpone(
  item: OutboxItem,
  until: Date,
  error: string,
  lease: () => Lease,
  { store, clock, metrics }: PutOffServices,
): Promise<void> {
  await store.fail(lease(), item.id, { error, at: clock.now(), retryAt: until, untried: true });
  metrics.effectsTotal.inc({ kind: item.effect.kind, outcome: "postponed" });
}

/** A vendor that says when to come back is obeyed; one that says never is believed. */
function whenAgain(item: OutboxItem, cause: unknown, at: Date, random: number): Date | null {
  const refused = cause instanceof DeliveryError ? cause : null;
  if (refused?.kind === "never" || refused?.kind === "gone") return null;
  const later = nextTry(item, at, random);
  const until = refused && endOfPause(refused, item.attempts, at);
  return later && until && until > later ? until : later;
}

function endOfPause({ until, growth }: DeliveryError, attempts: number, at: Date): Date | null {
  if (!until) return null;
  return new Date(at.getTime() + (until.getTime() - at.getTime()) * growth ** attempts);
}

export const messageOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
