import { expect } from "@jest/globals";
import type { CallEffect, MessageEffect } from "../../models/conversation.ts";
import type { InboundEvent } from "../../models/events.ts";
import type { Claim, ConversationStore, Opening, TurnCommit } from "../../models/ports/store.ts";

/** A store under test, and what its process may go through. */
export interface StoreUnderTest {
  store: ConversationStore;
  /** The process dies with its leases in hand; another opens what it left. */
  restart(): Promise<ConversationStore>;
  dispose(): Promise<void>;
}

export const leaseMs = 8_000;
const start = Date.UTC(2026, 0, 5, 9);

/** So many seconds after the start of every test. */
export const at = (seconds: number): Date => new Date(start + seconds * 1000);

export const opening = (visitor: string, more: Partial<Opening> = {}): Opening => ({
  shopId: "dar-lina",
  channel: "web",
  account: "page",
  peer: visitor,
  identities: [`web:${visitor}`],
  at: at(0),
  ...more,
});

export const text = (key: string, said = key): InboundEvent => ({
  kind: "text",
  key,
  at: at(0).toISOString(),
  text: said,
});

export const result = (key: string): InboundEvent => ({
  kind: "result",
  key,
  at: at(0).toISOString(),
  call: "reservation",
  outcome: { ok: true, value: { until: 5 } },
});

export const staff = (key: string, action: "take" | "handBack"): InboundEvent => ({
  kind: "staff",
  key,
  at: at(0).toISOString(),
  action,
  by: "salma",
});

export const message = (said: string, causes: string[] = []): MessageEffect => ({
  kind: "message",
  activity: { type: "message", text: said },
  from: "bot",
  causes,
});

export const call = (key: string): CallEffect => ({
  kind: "call",
  key,
  action: "reserve",
  args: { sku: "ROBE-38", quantity: 1 },
});

export const newConversation = async (store: ConversationStore, visitor = "amina"): Promise<string> =>
  (await store.open(opening(visitor))).conversationId;

/** Claims what must be there to be claimed. */
export async function claimed(store: ConversationStore, id: string, now = at(0)): Promise<Claim> {
  const claim = await store.claim(id, "worker-1", now, leaseMs);
  expect(claim).not.toBeNull();
  return claim!;
}

export const turn = (claim: Claim, more: Partial<TurnCommit> = {}): TurnCommit => ({
  version: claim.conversation.version,
  state: { step: "asked" },
  handled: claim.mailbox.map((event) => event.seq),
  effects: [],
  at: at(0),
  ...more,
});

/** A conversation whose outbox holds these effects, still leased. */
export async function withEffects(
  store: ConversationStore,
  id: string,
  effects: TurnCommit["effects"],
): Promise<Claim> {
  await store.accept(id, [text(`ask ${effects.length} of ${id}`)]);
  const claim = await claimed(store, id);
  const outcome = await store.commit(claim.lease, turn(claim, { effects }));
  if (outcome.outcome !== "committed") throw new Error(outcome.outcome);
  const after = await store.reload(claim.lease);
  expect(after?.outbox).toEqual(outcome.outbox);
  return after!;
}

export const dueIds = async (store: ConversationStore, now: Date, limit = 10): Promise<string[]> =>
  (await store.due(now, limit)).map((found) => found.conversationId);

export const said = async (store: ConversationStore, id: string): Promise<unknown[]> =>
  (await store.transcript(id, 0)).map((row) => [
    row.from,
    row.status,
    row.activity?.text ?? keyOf(row.event),
  ]);

const keyOf = (event: unknown): unknown => (event as InboundEvent).key;
