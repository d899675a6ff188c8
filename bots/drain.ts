import type { CallEffect, MessageEffect, OutboxItem } from "../models/conversation.ts";
import type { EventOf } from "../models/events.ts";
import { type Channel, DeliveryError } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Claim, ConversationStore, Failure, Lease } from "../models/ports/store.ts";
import { type Actions, Refusal } from "./actions.ts";
import type { ChangeBoard } from "./changes.ts";
import type { Metrics } from "./metrics.ts";
import { nextTry } from "./retry.ts";

export interface DrainServices {
  store: ConversationStore;
  clock: Clock;
  /** From 0 up to 1. */
  random: () => number;
  actions: Actions;
  /** By `<channel>:<account>`. */
  channels: ReadonlyMap<string, Channel>;
  changes: ChangeBoard;
  metrics: Metrics;
}

/** A delivery ends this long before its lease, so that what it wrote is still ours to mark. */
const leaseReserveMs = 2_000;

/**
 * Carries out the effects that are due, calls and messages side by side, each lane in its order.
 * @returns a promise of the last write; it may still be under way, so that the release can travel with it.
 */
export async function drain(claim: Claim, lease: () => Lease, services: DrainServices): Promise<void> {
  const now = services.clock.now().toISOString();
  const waiting = claim.outbox.filter((item) => item.status !== "dead");
  const calls = waiting.filter((item) => item.effect.kind === "call" && item.dueAt <= now);
  const messages = waiting.filter((item) => item.effect.kind === "message");
  await Promise.all([runCalls(calls, lease, services), sendMessages(messages, claim, lease, services)]);
}

async function runCalls(items: OutboxItem[], lease: () => Lease, services: DrainServices): Promise<void> {
  for (const item of items) await runCall(item, item.effect as CallEffect, lease, services);
}

async function runCall(
  item: OutboxItem,
  call: CallEffect,
  lease: () => Lease,
  services: DrainServices,
): Promise<void> {
  const { store, clock, metrics } = services;
  const result = (outcome: EventOf<"result">["outcome"]): EventOf<"result"> => ({
    kind: "result",
    key: `result:${item.id}`,
    at: clock.now().toISOString(),
    call: call.key,
    outcome,
  });
  try {
    const action = services.actions[call.action];
    if (!action) throw new Refusal(`unknown action ${call.action}`);
    const value = await action(call.args as Record<string, unknown>, call.key);
    await store.settle(lease(), item.id, {
      status: "called",
      at: clock.now(),
      result: result({ ok: true, value: value ?? null }),
    });
    metrics.effectsTotal.inc({ kind: "call", outcome: "done" });
  } catch (cause) {
    const error = messageOf(cause);
    const refused = result({ ok: false, error });
    if (cause instanceof Refusal) {
      await store.settle(lease(), item.id, { status: "called", at: clock.now(), result: refused });
      metrics.effectsTotal.inc({ kind: "call", outcome: "done" });
    } else {
      await putOff(item, error, lease, services, { result: refused });
    }
  }
}

async function sendMessages(
  items: OutboxItem[],
  claim: Claim,
  lease: () => Lease,
  services: DrainServices,
): Promise<void> {
  const { conversation } = claim;
  const channel = services.channels.get(`${conversation.channel}:${conversation.account}`);
  const writes: Promise<unknown>[] = [];
  for (const item of items) {
    // The order is kept: one that must wait holds back those behind it.
    if (item.dueAt > services.clock.now().toISOString()) break;
    if (channel?.capabilities.readsTranscript) writes.push(publish(item, conversation.id, lease, services));
    else if (!(await send(item, claim, channel, lease, services))) break;
  }
  await Promise.all(writes);
}

/** The page reads the transcript: writing the row is the delivery, and repeating it does no harm. */
async function publish(
  item: OutboxItem,
  conversationId: string,
  lease: () => Lease,
  services: DrainServices,
): Promise<void> {
  const { store, clock, changes, metrics } = services;
  const effect = item.effect as MessageEffect;
  const sent = {
    status: "sent" as const,
    at: clock.now(),
    ...(effect.from === "bot" && { ifEpoch: item.epoch }),
  };
  const outcome = await store.settle(lease(), item.id, sent);
  if (outcome === "superseded") await withhold(item, lease, services);
  if (outcome === "settled") metrics.effectsTotal.inc({ kind: "message", outcome: "done" });
  changes.changed(conversationId);
}

/** @returns false when those behind it must wait. */
async function send(
  item: OutboxItem,
  { conversation }: Claim,
  channel: Channel | undefined,
  lease: () => Lease,
  services: DrainServices,
): Promise<boolean> {
  const { store, clock, changes, metrics } = services;
  const effect = item.effect as MessageEffect;
  if (!channel) {
    const error = `channel ${conversation.channel} (${conversation.account}) is not configured`;
    await store.fail(lease(), item.id, { error, at: clock.now(), dead: true });
    return true;
  }
  const epoch = effect.from === "bot" ? item.epoch : null;
  if (!(await store.markSending(lease(), item.id, epoch, clock.now()))) {
    return withhold(item, lease, services);
  }
  const recipient = {
    conversationId: conversation.id,
    peer: conversation.peer,
    reference: conversation.reference,
  };
  const timeoutMs = Math.max(0, lease().until.getTime() - clock.now().getTime() - leaseReserveMs);
  try {
    let vendorId: string | undefined;
    for (const request of channel.render(effect.activity)) {
      const receipt = await channel.deliver(
        recipient,
        { ...request, key: `${item.id}:${request.key}` },
        AbortSignal.timeout(timeoutMs),
      );
      vendorId = receipt.vendorId ?? vendorId;
    }
    await store.settle(lease(), item.id, {
      status: "sent",
      at: clock.now(),
      ...(vendorId !== undefined && { vendorId }),
    });
    changes.changed(conversation.id);
    metrics.effectsTotal.inc({ kind: "message", outcome: "done" });
    return true;
  } catch (cause) {
    return putOff(
      item,
      messageOf(cause),
      lease,
      services,
      cause instanceof DeliveryError ? { delivery: cause } : {},
    );
  }
}

/** A person has taken over since: the bot's words stay unsaid, with the reason on them. */
async function withhold(
  item: OutboxItem,
  lease: () => Lease,
  { store, clock, metrics }: DrainServices,
): Promise<boolean> {
  metrics.effectsTotal.inc({ kind: "message", outcome: "withheld" });
  return (
    (await store.settle(lease(), item.id, {
      status: "withheld",
      at: clock.now(),
      reason: "a person has taken over",
    })) === "settled"
  );
}

/** Later, or never. @returns true when it is a dead letter, so that those behind it may go. */
async function putOff(
  item: OutboxItem,
  error: string,
  lease: () => Lease,
  { store, clock, random, metrics }: DrainServices,
  how: { result?: EventOf<"result">; delivery?: DeliveryError },
): Promise<boolean> {
  const at = clock.now();
  const hopeless = how.delivery?.kind === "never" || how.delivery?.kind === "gone";
  const later = hopeless ? null : nextTry(item, at, random());
  const retryAt = later && how.delivery?.until && how.delivery.until > later ? how.delivery.until : later;
  const failure: Failure = retryAt
    ? { error, at, retryAt }
    : { error, at, dead: true, ...(how.result && { result: how.result }) };
  await store.fail(lease(), item.id, failure);
  metrics.effectsTotal.inc({ kind: item.effect.kind, outcome: retryAt ? "retried" : "dead" });
  return retryAt === null;
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
