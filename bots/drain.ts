import type { MessageEffect, OutboxItem } from "../models/conversation.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Claim, Lease } from "../models/ports/store.ts";
import { type CallServices, runDueCalls } from "./calls.ts";
import type { ChangeBoard } from "./changes.ts";
import { putOff } from "./put-off.ts";

export interface DrainServices extends CallServices {
  /** By `<channel>:<account>`. */
  channels: ReadonlyMap<string, Channel>;
  changes: ChangeBoard;
}

/** A delivery ends this long before its lease, so that what it wrote is still ours to mark. */
const leaseReserveMs = 2_000;

/**
 * Carries out the effects that are due, calls and messages side by side, each lane in its order.
 * @param stops whether the process is being stopped: a slow channel's next message is then left for the next one
 */
export async function drain(
  claim: Claim,
  lease: () => Lease,
  services: DrainServices,
  stops: () => boolean,
): Promise<void> {
  await Promise.all([runDueCalls(claim, lease, services), sendMessages(claim, lease, services, stops)]);
}

async function sendMessages(
  claim: Claim,
  lease: () => Lease,
  services: DrainServices,
  stops: () => boolean,
): Promise<void> {
  const { conversation, outbox } = claim;
  const channel = services.channels.get(`${conversation.channel}:${conversation.account}`);
  for (const item of outbox.filter(({ effect }) => effect.kind === "message")) {
    // The order is kept: one that must wait holds back those behind it.
    if (stops() || item.dueAt > services.clock.now().toISOString()) break;
    if (!(await send(item, claim, channel, lease, services))) break;
  }
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
  const signal = AbortSignal.timeout(timeoutMs);
  let vendorId: string | undefined;
  try {
    for (const request of channel.render(effect.activity)) {
      const keyed = { ...request, key: `${item.id}:${request.key}` };
      const receipt = await channel.deliver(recipient, keyed, signal);
      vendorId = receipt.vendorId ?? vendorId;
    }
  } catch (cause) {
    return (await putOff(item, cause, lease, services)) === "dead";
  }
  await store.settle(lease(), item.id, {
    status: "sent",
    at: clock.now(),
    ...(vendorId !== undefined && { vendorId }),
  });
  changes.changed(conversation.id);
  metrics.effectsTotal.inc({ kind: "message", outcome: "done" });
  return true;
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
