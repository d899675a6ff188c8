import type { MessageEffect, OutboxItem } from "../models/conversation.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Claim, Lease } from "../models/ports/store.ts";
import { type CallServices, runDueCalls } from "./calls.ts";
import type { ChangeBoard } from "./changes.ts";
import type { Circuit } from "./circuits.ts";
import { postpone, putOff } from "./put-off.ts";

export interface DrainServices extends CallServices {
  /** By `<channel>:<account>`. */
  channels: ReadonlyMap<string, Channel>;
  /** Of the same name. */
  circuitOf: (account: string) => Circuit;
  changes: ChangeBoard;
}

/** A delivery ends this long before its lease, so that what it wrote is still ours to mark. */
const leaseReserveMs = 2_000;

/** A conversation after its turn, with the message that the commit has marked as being sent. */
export interface Answered extends Claim {
  sending?: string | null;
}

/**
 * Carries out the effects that are due, calls and messages side by side, each lane in its order.
 * @param stops whether the process is being stopped: a slow channel's next message is then left for the next one
 * @returns `released`: the last write gave the lease back, for nothing is left to do
 */
export async function drain(
  claim: Answered,
  lease: () => Lease,
  services: DrainServices,
  stops: () => boolean,
): Promise<"released" | "held"> {
  const [, outcome] = await Promise.all([
    runDueCalls(claim, lease, services),
    sendMessages(claim, lease, services, stops),
  ]);
  return outcome;
}

async function sendMessages(
  claim: Answered,
  lease: () => Lease,
  services: DrainServices,
  stops: () => boolean,
): Promise<"released" | "held"> {
  const { conversation, outbox } = claim;
  const channel = services.channels.get(`${conversation.channel}:${conversation.account}`);
  for (const item of outbox.filter(({ effect }) => effect.kind === "message")) {
    // The order is kept: one that must wait holds back those behind it.
    const isMarked = item.id === claim.sending;
    if (!isMarked && (stops() || item.dueAt > services.clock.now().toISOString())) break;
    const outcome = await send(item, claim, channel, lease, services);
    if (outcome === "released") return outcome;
    if (outcome === "waits") break;
  }
  return "held";
}

/** `waits`: those behind it must wait as well. */
async function send(
  item: OutboxItem,
  { conversation, outbox, sending }: Answered,
  channel: Channel | undefined,
  lease: () => Lease,
  services: DrainServices,
): Promise<"ended" | "waits" | "released"> {
  const { store, clock, changes, metrics } = services;
  const effect = item.effect as MessageEffect;
  if (!channel) {
    const error = `channel ${conversation.channel} (${conversation.account}) is not configured`;
    await store.fail(lease(), item.id, { error, at: clock.now(), dead: true });
    return "ended";
  }
  const isMarked = item.id === sending;
  const circuit = services.circuitOf(`${channel.name}:${channel.account}`);
  const openUntil = isMarked ? null : circuit.openUntil();
  if (openUntil) {
    await postpone(item, openUntil, lease, services);
    return "waits";
  }
  const epoch = effect.from === "bot" ? item.epoch : null;
  if (!isMarked && !(await store.markSending(lease(), item.id, epoch, clock.now()))) {
    return withhold(item, lease, services);
  }
  const recipient = {
    conversationId: conversation.id,
    peer: conversation.peer,
    reference: conversation.reference,
  };
  const timeoutMs = Math.max(0, lease().until.getTime() - clock.now().getTime() - leaseReserveMs);
  const signal = AbortSignal.timeout(timeoutMs);
  let vendorId: string | undefined;
  let { requestsTaken } = item;
  const startedAt = clock.now().getTime();
  try {
    for (const request of channel.render(effect.activity).slice(requestsTaken)) {
      const keyed = { ...request, key: `${item.id}:${request.key}` };
      const receipt = await channel.deliver(recipient, keyed, signal);
      vendorId = receipt.vendorId ?? vendorId;
      requestsTaken += 1;
    }
  } catch (cause) {
    circuit.failed(cause, clock.now().getTime() - startedAt);
    const before = { ...item, requestsTaken, attempts: item.attempts - Number(isMarked) };
    return (await putOff(before, cause, lease, services)) === "dead" ? "ended" : "waits";
  }
  circuit.sent();
  const sent = {
    status: "sent" as const,
    at: clock.now(),
    ...(vendorId !== undefined && { vendorId }),
  };
  const outcome = await store.settle(lease(), item.id, sent, { release: item === outbox.at(-1) });
  changes.changed(conversation.id);
  metrics.effectsTotal.inc({ kind: "message", outcome: "done" });
  return outcome === "released" ? "released" : "ended";
}

/** A person has taken over since: the bot's words stay unsaid, with the reason on them. */
async function withhold(
  item: OutboxItem,
  lease: () => Lease,
  { store, clock, metrics }: DrainServices,
): Promise<"ended" | "waits"> {
  metrics.effectsTotal.inc({ kind: "message", outcome: "withheld" });
  const withheld = { status: "withheld" as const, at: clock.now(), reason: "a person has taken over" };
  return (await store.settle(lease(), item.id, withheld)) === "lost" ? "waits" : "ended";
}
