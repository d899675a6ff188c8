import type { CallEffect, OutboxItem } from "../models/conversation.ts";
import type { EventOf } from "../models/events.ts";
import { type Claim, type Lease, StorageError } from "../models/ports/store.ts";
import { type Actions, Later, Refusal } from "./actions.ts";
import { messageOf, type PutOffServices, postpone, putOff } from "./put-off.ts";

export interface CallServices extends PutOffServices {
  actions: Actions;
}

type Outcome = EventOf<"result">["outcome"];

/** Runs the calls that are due, one after the other; each result goes to the mailbox in the write that ends it. */
export async function runDueCalls(claim: Claim, lease: () => Lease, services: CallServices): Promise<void> {
  for (const item of dueCalls(claim, services)) await runCall(item, lease, services);
}

/** Ends the calls that are due as dead letters; their flows are told why. */
export async function giveUpCalls(
  claim: Claim,
  reason: string,
  lease: () => Lease,
  services: CallServices,
): Promise<void> {
  const at = services.clock.now();
  for (const item of dueCalls(claim, services)) {
    const result = resultOf(item, { ok: false, error: reason }, at);
    await services.store.fail(lease(), item.id, { error: reason, at, dead: true, result });
    services.metrics.effectsTotal.inc({ kind: "call", outcome: "dead" });
  }
}

function dueCalls({ outbox }: Claim, { clock }: CallServices): OutboxItem[] {
  const now = clock.now().toISOString();
  return outbox.filter((item) => item.effect.kind === "call" && item.dueAt <= now);
}

async function runCall(item: OutboxItem, lease: () => Lease, services: CallServices): Promise<void> {
  const { store, clock, metrics } = services;
  let outcome: Outcome;
  try {
    outcome = await carryOut(item, services.actions);
  } catch (cause) {
    // Nothing was decided: it runs again once the store is back.
    if (cause instanceof StorageError) throw cause;
    if (cause instanceof Later) return postpone(item, cause.until, messageOf(cause), lease, services);
    const result = resultOf(item, { ok: false, error: messageOf(cause) }, clock.now());
    await putOff(item, cause, lease, services, { lastResult: result });
    return;
  }
  const at = clock.now();
  await store.settle(lease(), item.id, { status: "called", at, result: resultOf(item, outcome, at) });
  metrics.effectsTotal.inc({ kind: "call", outcome: "done" });
}

/** @throws whatever may go better another time. */
async function carryOut({ effect, lastError }: OutboxItem, actions: Actions): Promise<Outcome> {
  const call = effect as CallEffect;
  const hasWaited = lastError?.startsWith(`${Later.name}: `) ?? false;
  const action = actions[call.action];
  if (!action) return { ok: false, error: `unknown action ${call.action}` };
  try {
    const value = await action(call.args as Record<string, unknown>, call.key, hasWaited);
    return { ok: true, value: value ?? null };
  } catch (cause) {
    if (cause instanceof Refusal) return { ok: false, error: cause.message };
    throw cause;
  }
}

const resultOf = (item: OutboxItem, outcome: Outcome, at: Date): EventOf<"result"> => ({
  kind: "result",
  key: `result:${item.id}`,
  at: at.toISOString(),
  call: (item.effect as CallEffect).key,
  outcome,
});
