import type {
  Contact,
  Conversation,
  MessageEffect,
  MessageTerms,
  OutboxItem,
} from "../models/conversation.ts";
import type { Verdict } from "../models/gate.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Claim, ConversationStore, Lease } from "../models/ports/store.ts";
import type { Metrics } from "./metrics.ts";
import { accountOf, type Outgoing } from "./outgoing.ts";

export type Unasked = NonNullable<MessageTerms["unasked"]>;
type Withheld = Extract<Verdict, { verdict: "later" | "withhold" }>;

export interface WithholdServices {
  store: ConversationStore;
  clock: Clock;
  metrics: Metrics;
  channels: ReadonlyMap<string, Channel>;
  outgoing: Outgoing;
  /** The shop begins a flow at an instant; `key` names it once and for all. */
  begin(conversationId: string, unasked: Unasked, at: Date, key: string): Promise<void>;
}

/**
 * A message that does not go out here, or not now: what the shop began is begun again, later or on another channel of the
 * same shopper; an answer that comes too late is for people.
 * @returns false: the lease is lost.
 */
export async function withhold(
  item: OutboxItem,
  verdict: Withheld,
  claim: Claim,
  lease: () => Lease,
  services: WithholdServices,
): Promise<boolean> {
  // What follows from it has the item's name: whoever dies before the item ends does it a second time, to no effect.
  return leaveUnsaid(item, await consequence(item, verdict, claim, services), lease, services);
}

/** Its row in the transcript says why. @returns false: the lease is lost. */
export async function leaveUnsaid(
  item: OutboxItem,
  reason: string,
  lease: () => Lease,
  { store, clock, metrics }: Pick<WithholdServices, "store" | "clock" | "metrics">,
): Promise<boolean> {
  metrics.effectsTotal.inc({ kind: "message", outcome: "withheld" });
  return (await store.settle(lease(), item.id, { status: "withheld", at: clock.now(), reason })) !== "lost";
}

/** @returns the reason, with what was done instead. */
async function consequence(
  item: OutboxItem,
  verdict: Withheld,
  claim: Claim,
  services: WithholdServices,
): Promise<string> {
  const { reason } = verdict;
  if (verdict.verdict === "later") {
    const unasked = (item.effect as MessageEffect).terms?.unasked;
    if (unasked) await services.begin(claim.conversation.id, unasked, verdict.at, `later:${item.id}`);
    return `${reason}: put off until ${verdict.at.toISOString()}`;
  }
  if (verdict.why === "opted-out") return reason;
  return insteadOf({ id: item.id, message: item.effect as MessageEffect, reason }, claim, services);
}

/** What nobody got is begun on another channel, if the shop began it; if it was an answer, people are told. */
export async function insteadOf(
  { id, message, reason }: { id: string; message: MessageEffect; reason: string },
  whose: Whose,
  services: WithholdServices,
): Promise<string> {
  const unasked = message.terms?.unasked;
  if (unasked) {
    const other = await otherWay(message, whose, services);
    if (!other) return reason;
    await services.begin(other.id, unasked, services.clock.now(), `elsewhere:${id}`);
    return `${reason}: begun by ${other.channel} instead`;
  }
  if (message.from === "bot") await tellPeople(id, reason, whose, services);
  return reason;
}

interface Whose {
  conversation: Conversation;
  contact: Contact;
}

/** Another conversation with the same shopper, in which this may go out. */
async function otherWay(
  message: MessageEffect,
  { conversation, contact }: Whose,
  { store, channels, outgoing }: WithholdServices,
): Promise<Conversation | null> {
  for (const other of await store.ofContact(contact.id)) {
    const channel = channels.get(accountOf(other.conversation));
    if (!channel || channel.readsTranscript || other.conversation.id === conversation.id) continue;
    const verdict = await outgoing.verdict(message, other, channel);
    if (verdict.verdict === "send" || verdict.verdict === "wait") return other.conversation;
  }
  return null;
}

/** The shopper waits for an answer that they will not get. */
async function tellPeople(
  item: string,
  reason: string,
  { conversation }: Whose,
  { store, clock }: WithholdServices,
): Promise<void> {
  const at = clock.now().toISOString();
  await store.accept(
    conversation.id,
    [{ kind: "undelivered", key: `undelivered:${item}`, at, item, reason }],
    {
      unanswered: true,
      ...(conversation.owner === "bot" && {
        owner: "waiting",
        handover: { reason: "undelivered", summary: reason, at },
      }),
    },
  );
}
