import { consentWord } from "../models/consent.ts";
import type { InboundEvent } from "../models/events.ts";
import type { AcceptChange, ConversationStore } from "../models/ports/store.ts";
import type { ChangeBoard } from "./changes.ts";
import type { Inbox } from "./http/services.ts";
import type { Metrics } from "./metrics.ts";
import type { Worker } from "./worker.ts";

/** Accepts events durably and sets the worker on the conversation. */
export function createInbox(services: {
  store: ConversationStore;
  worker: Worker;
  changes: ChangeBoard;
  metrics: Metrics;
}): Inbox {
  const { store, worker, changes, metrics } = services;
  return {
    async receive(conversationId, events, change) {
      const accepting = store.accept(conversationId, events, withConsent(events, change));
      // Asked for in the same tick, the claim travels to the store in the same batch, behind the events.
      if (events.every(({ kind }) => kind === "start")) worker.wakeLater(conversationId);
      else worker.wake(conversationId);
      const acceptances = await accepting;
      for (const { outcome } of acceptances ?? []) metrics.eventsTotal.inc({ outcome });
      if (acceptances?.some(({ outcome }) => outcome !== "duplicate")) changes.arrived(conversationId);
      return acceptances;
    },
  };
}

/** "STOP" counts from the write that accepts it, whoever has the conversation and whatever becomes of the turn. */
function withConsent(events: InboundEvent[], change: AcceptChange | undefined): AcceptChange | undefined {
  const words = events.flatMap((event) => (event.kind === "text" ? (consentWord(event.text) ?? []) : []));
  const last = words.at(-1);
  return last === undefined ? change : { ...change, wantsMessages: last === "in" };
}
