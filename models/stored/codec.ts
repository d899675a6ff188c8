import type {
  Contact,
  Conversation,
  Effect,
  Handover,
  OutboxItem,
  TranscriptEntry,
} from "../conversation.ts";
import { afterReceipt, type Delivery } from "../delivery.ts";
import type { InboundEvent, StoredEvent } from "../events.ts";
import { phoneIdentity } from "../identity.ts";
import type { AcceptChange, Opening, ParkedEvent } from "../ports/store.ts";
import { exact, itemId } from "./keys.ts";
import type {
  AcceptChangeRow,
  ConversationRow,
  EffectRow,
  EventRow,
  MailRow,
  OpeningRow,
  OutboxRow,
  OwnerChange,
  ParkedRow,
  TranscriptRow,
} from "./rows.ts";

// Between the model and the rows of the database. What is JSON there becomes JSON here, on the caller's side,
// so that the thread moves strings and nothing else.

type About = Pick<Conversation, "channel" | "account" | "peer" | "createdAt">;

export function encodeOpening(opening: Opening): OpeningRow {
  const { channel, account, peer, at } = opening;
  return {
    shopId: opening.shopId,
    identities: opening.identities.map(exact),
    phoneIdentity: opening.phone === undefined ? null : exact(phoneIdentity(opening.phone)),
    phone: opening.phone ?? null,
    about: JSON.stringify({ channel, account, peer, createdAt: at.toISOString() } satisfies About),
    reference: opening.reference === undefined ? null : JSON.stringify(opening.reference),
    claimed: opening.claimed ?? {},
    language: opening.language ?? null,
    at: at.getTime(),
  };
}

export const encodeEvent = (event: InboundEvent): EventRow => ({
  key: exact(event.key),
  kind: event.kind,
  at: event.at,
  json: JSON.stringify(event),
});

export function encodeEffect(effect: Effect): EffectRow {
  return effect.kind === "message"
    ? {
        lane: "message",
        sender: effect.from,
        causes: JSON.stringify(effect.causes),
        body: JSON.stringify(effect.activity),
        terms: effect.terms ? JSON.stringify(effect.terms) : null,
      }
    : { lane: "call", callKey: exact(effect.key), body: JSON.stringify(effect) };
}

export const encodeOwnerChange = (change: {
  owner?: OwnerChange["owner"];
  handover?: Handover | null;
}): OwnerChange => ({
  ...(change.owner && { owner: change.owner }),
  ...(change.handover !== undefined && { handover: change.handover && JSON.stringify(change.handover) }),
});

/** What changes with events: what the caller says, and what is in them; undefined: nothing. */
export function encodeAcceptChange(
  events: readonly InboundEvent[],
  change: AcceptChange | undefined,
): AcceptChangeRow | undefined {
  const freeUntil = events.flatMap((event) =>
    "freeWordsMs" in event && event.freeWordsMs ? [Date.parse(event.at) + event.freeWordsMs] : [],
  );
  if (!change && freeUntil.length === 0) return undefined;
  const { owner, handover, ...conditions } = change ?? {};
  return {
    ...encodeOwnerChange({ ...(owner && { owner }), ...(handover !== undefined && { handover }) }),
    ...conditions,
    ...(freeUntil.length > 0 && { freeUntil: Math.max(...freeUntil) }),
  };
}

export function decodeConversation(row: ConversationRow): Conversation {
  const about = JSON.parse(row.about) as About;
  return {
    id: row.id,
    shopId: row.shopId,
    contactId: row.contactId,
    channel: about.channel,
    account: about.account,
    peer: about.peer,
    owner: row.owner,
    epoch: row.epoch,
    handover: row.handover === null ? null : (JSON.parse(row.handover) as Handover),
    version: row.version,
    state: JSON.parse(row.state),
    reach: {
      heardAt: instantOf(row.heardAt),
      freeUntil: instantOf(row.freeUntil),
      goneAt: instantOf(row.goneAt),
      spentUntil: instantOf(row.spentUntil),
    },
    reference: JSON.parse(row.reference),
    createdAt: about.createdAt,
  };
}

const instantOf = (ms: number | null | undefined): string | null =>
  ms == null ? null : new Date(ms).toISOString();

export const decodeContact = (row: ConversationRow): Contact => JSON.parse(row.contact) as Contact;

export const decodeMail = ({ seq, event }: MailRow): StoredEvent => ({
  ...(JSON.parse(event) as InboundEvent),
  seq,
});

export const decodeItem = (row: OutboxRow): OutboxItem => ({
  id: itemId(row.conversationId, row.seq),
  seq: row.seq,
  effect: decodeEffect(row),
  epoch: row.epoch,
  status: row.status,
  attempts: row.attempts,
  requestsTaken: row.requestsTaken ?? 0,
  sendingAt: instantOf(row.sendingAt),
  echoed: row.echoed ? JSON.parse(row.echoed) : [],
  createdAt: new Date(row.createdAt).toISOString(),
  dueAt: new Date(row.dueAt).toISOString(),
  lastError: row.lastError,
});

function decodeEffect({ lane, sender, causes, body, terms }: OutboxRow): Effect {
  if (lane === "call") return JSON.parse(body) as Effect;
  return {
    kind: "message",
    activity: JSON.parse(body),
    from: sender!,
    causes: JSON.parse(causes!),
    ...(terms && { terms: JSON.parse(terms) }),
  };
}

export const decodeEntry = (conversationId: string, row: TranscriptRow): TranscriptEntry => ({
  id: itemId(conversationId, row.seq),
  seq: row.seq,
  at: row.at,
  from: row.sender,
  ...(row.event !== null && { event: JSON.parse(row.event) }),
  ...(row.activity !== null && { activity: JSON.parse(row.activity) }),
  status: row.status,
  ...(row.reason !== null && { reason: row.reason }),
  ...(row.causes !== null && { causes: JSON.parse(row.causes) }),
  // Rows of before it was noted have none at all.
  ...(row.delivery && { delivery: JSON.parse(row.delivery) }),
  ...(row.terms && { terms: JSON.parse(row.terms) }),
});

/** What is kept of a delivery when another receipt comes; null: what is there. */
export function furtherDelivery(next: Delivery, before: string | null): string | null {
  const after = afterReceipt(next, before === null ? null : JSON.parse(before));
  return after && JSON.stringify(after);
}

export const decodeParked = (row: ParkedRow): ParkedEvent => ({
  conversationId: row.conversationId,
  event: decodeMail(row),
  reason: row.reason,
  at: new Date(row.at).toISOString(),
});

/** The keys of requests that the vendor took, as JSON. */
export function withEcho(echoed: string | null | undefined, request: string): string {
  const known: string[] = echoed ? JSON.parse(echoed) : [];
  return JSON.stringify([...new Set([...known, request])]);
}
