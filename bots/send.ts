import type { MessageEffect, OutboxItem } from "../models/conversation.ts";
import { type Channel, DeliveryError, type Outgoing as Request } from "../models/ports/channel.ts";
import type { Claim, Lease } from "../models/ports/store.ts";
import type { ChangeBoard } from "./changes.ts";
import type { Circuit } from "./circuits.ts";
import { accountOf, type Form } from "./outgoing.ts";
import { messageOf, type PutOffServices, postpone, putOff } from "./put-off.ts";
import type { SendRates } from "./send-rates.ts";
import { insteadOf, leaveUnsaid, type WithholdServices, withhold } from "./withhold.ts";

export interface SendServices extends PutOffServices, WithholdServices {
  /** By `<channel>:<account>`. */
  circuitOf: (account: string) => Circuit;
  rates: SendRates;
  changes: ChangeBoard;
}

/** A conversation after its turn, with the message that the commit has marked as being sent. */
export interface Answered extends Claim {
  sending?: string | null;
}

/** `waits`: those behind it must wait as well. */
type Outcome = "ended" | "waits" | "released";

/** A delivery ends this long before its lease, so that what it wrote is still ours to mark. */
const leaseReserveMs = 2_000;
/** Why a message waits; it is known by it when it comes back. */
const waitsForRate = "the vendor's rate for this account";
/** Those that waited for a channel do not all come back in one moment. */
const spreadMs = 1_000;
/** So long a vendor that repeats our keys has to tell of a message that was cut off on its way. */
const echoWithinMs = 60_000;

/** Sends a message, as the gate allows it now; one that the commit has marked was let through by then. */
export async function send(
  item: OutboxItem,
  claim: Answered,
  channel: Channel | undefined,
  lease: () => Lease,
  services: SendServices,
): Promise<Outcome> {
  const { store, clock } = services;
  if (!channel) {
    const { channel: name, account } = claim.conversation;
    const error = `channel ${name} (${account}) is not configured`;
    await store.fail(lease(), item.id, { error, at: clock.now(), dead: true });
    return "ended";
  }
  const sending = { item, claim, channel, lease, services };
  return item.id === claim.sending ? deliver(sending, "words") : sendAnew(sending);
}

interface Sending {
  item: OutboxItem;
  claim: Answered;
  channel: Channel;
  lease: () => Lease;
  services: SendServices;
}

async function sendAnew(sending: Sending): Promise<Outcome> {
  const { item, claim, channel, lease, services } = sending;
  const message = item.effect as MessageEffect;
  const wait = async (until: Date, reason: string): Promise<Outcome> => {
    await postpone(item, until, reason, lease, services);
    return "waits";
  };
  const ended = async (settling: Promise<boolean>): Promise<Outcome> =>
    (await settling) ? "ended" : "waits";

  const verdict = await services.outgoing.verdict(message, claim, channel);
  const form = verdict.verdict === "send" ? verdict.as : "words";
  if (item.sendingAt !== null) {
    // It was on its way when its process died, or its connection broke: the vendor may have taken it.
    if (untaken(sending, form).length === 0) return settled(sending, {});
    const until = new Date(Date.parse(item.sendingAt) + echoWithinMs);
    if (channel.repeatsKeys && until > services.clock.now())
      return wait(until, "it may have been sent: its vendor may still tell");
    // Better none than two.
    if (message.terms?.unasked?.purpose === "marketing")
      return ended(leaveUnsaid(item, "it may have been sent before", lease, services));
  }
  const openUntil = services.circuitOf(accountOf(claim.conversation)).openUntil();
  if (openUntil) {
    const spread = services.random() * spreadMs;
    return wait(new Date(openUntil.getTime() + spread), "the channel of this account fails");
  }
  if (verdict.verdict === "wait") return wait(verdict.until, verdict.reason);
  if (verdict.verdict !== "send") return ended(withhold(item, verdict, claim, lease, services));
  const line = message.terms?.unasked ? "begun" : "answers";
  const rateUntil = await services.rates.take(channel, line, item.lastError === waitsForRate);
  if (rateUntil) return wait(rateUntil, waitsForRate);
  if (message.terms?.unasked?.purpose === "marketing") await services.outgoing.noteBegun(claim.contact.id);
  const epoch = message.from === "bot" ? item.epoch : null;
  return (await services.store.markSending(lease(), item.id, epoch, services.clock.now()))
    ? deliver(sending, form)
    : ended(leaveUnsaid(item, "a person has taken over", lease, services));
}

/** Marked as being sent. */
async function deliver(sending: Sending, as: Form): Promise<Outcome> {
  const { item, claim, channel, lease, services } = sending;
  const { clock } = services;
  const { conversation } = claim;
  const circuit = services.circuitOf(accountOf(conversation));
  const recipient = {
    conversationId: conversation.id,
    peer: conversation.peer,
    reference: conversation.reference,
  };
  const timeoutMs = Math.max(0, lease().until.getTime() - clock.now().getTime() - leaseReserveMs);
  const signal = AbortSignal.timeout(timeoutMs);
  let vendorId: string | undefined;
  const requests = untaken(sending, as);
  services.rates.charge(channel, requests.length - 1);
  let { requestsTaken } = item;
  const startedAt = clock.now().getTime();
  try {
    for (const request of requests) {
      const receipt = await channel.deliver(
        recipient,
        { ...request, key: `${item.id}:${request.key}` },
        signal,
      );
      vendorId = receipt.vendorId ?? vendorId;
      requestsTaken += 1;
    }
  } catch (cause) {
    if (cause instanceof DeliveryError && cause.kind === "needs-template") {
      if (as !== "template" && services.outgoing.hasTemplate(item.effect as MessageEffect, channel))
        return deliver(sending, "template");
      const verdict = { verdict: "withhold", why: "closed", reason: cause.message } as const;
      return (await withhold(item, verdict, claim, lease, services)) ? "ended" : "waits";
    }
    circuit.failed(cause, clock.now().getTime() - startedAt);
    return failed(sending, cause, requestsTaken);
  }
  circuit.sent();
  return settled(sending, { requests: requests.length, ...(vendorId !== undefined && { vendorId }) });
}

/** Its requests that the vendor has not taken yet, as far as we know. */
function untaken({ item, channel, services }: Sending, as: Form): Request[] {
  const requests = channel.render(services.outgoing.formed(item.effect as MessageEffect, as, channel));
  return requests.slice(item.requestsTaken).filter(({ key }) => !item.echoed.includes(key));
}

async function failed(
  { item, claim, channel, lease, services }: Sending,
  cause: unknown,
  requestsTaken: number,
): Promise<Outcome> {
  const isMarked = item.id === claim.sending;
  const before = { ...item, requestsTaken, attempts: item.attempts - Number(isMarked) };
  const mayBeTold = cause instanceof DeliveryError && cause.isUnsure && channel.repeatsKeys;
  const unsureUntil = new Date(services.clock.now().getTime() + echoWithinMs);
  const outcome = await putOff(before, cause, lease, services, { ...(mayBeTold && { unsureUntil }) });
  if (outcome === "later") return "waits";
  if (cause instanceof DeliveryError && cause.kind === "gone")
    await insteadOf(
      { id: item.id, message: item.effect as MessageEffect, reason: messageOf(cause) },
      claim,
      services,
    );
  return "ended";
}

async function settled(
  { item, claim, channel, lease, services }: Sending,
  { vendorId, requests = 0 }: { vendorId?: string; requests?: number },
): Promise<Outcome> {
  const { store, clock, changes, metrics } = services;
  const sent = {
    status: "sent" as const,
    at: clock.now(),
    ...(vendorId !== undefined && { vendorId }),
    ...(channel.pair && { spends: requests * channel.pair.everyMs }),
  };
  const outcome = await store.settle(lease(), item.id, sent, { release: item === claim.outbox.at(-1) });
  changes.changed(claim.conversation.id);
  metrics.effectsTotal.inc({ kind: "message", outcome: "done" });
  return outcome === "released" ? "released" : "ended";
}
