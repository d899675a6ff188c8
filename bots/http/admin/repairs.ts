import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { Problem } from "../problem.ts";
import { DeadLetters, Done, Parked } from "./schemas.ts";

/** What failed for good and waits for people. */
export function adminRepairs({ store, clock }: EndpointServices) {
  const deadLetters = endpoint({
    method: "GET",
    path: "/v1/admin/dead-letters",
    access: "operator",
    summary: "Messages and calls that failed for good",
    answers: { 200: { description: "Dead letters", schema: DeadLetters } },
    async handle() {
      const letters = await store.deadLetters();
      const shown = letters.map(({ id, conversationId, effect, attempts, lastError, createdAt, diedAt }) => ({
        id,
        conversationId,
        kind: effect.kind,
        attempts,
        error: lastError,
        createdAt,
        diedAt,
      }));
      return { status: 200, json: { deadLetters: shown } };
    },
  });

  const retry = endpoint({
    method: "POST",
    path: "/v1/admin/dead-letters/{letterId}/retry",
    access: "operator",
    summary: "Try a dead letter again",
    answers: { 200: { description: "It is in the outbox again", schema: Done } },
    async handle({ params }) {
      if (!(await store.retryDeadLetter(params.letterId!, clock.now())))
        throw new Problem(404, "not-found", "There is no such dead letter.");
      return { status: 200, json: { status: "done" } };
    },
  });

  const parked = endpoint({
    method: "GET",
    path: "/v1/admin/parked",
    access: "operator",
    summary: "Events that were taken out of a mailbox because they crashed the worker",
    answers: { 200: { description: "Parked events", schema: Parked } },
    async handle() {
      const rows = await store.parked();
      const shown = rows.map(({ conversationId, event, reason, at }) => ({
        conversationId,
        seq: event.seq,
        kind: event.kind,
        reason,
        at,
      }));
      return { status: 200, json: { parked: shown } };
    },
  });
  return [deadLetters, retry, parked];
}
