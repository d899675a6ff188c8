import type { Lease } from "../ports/store.ts";
import type { ContactChange } from "../stored/ownership.ts";
import type { EffectRow, OutboxRow, OwnerChange } from "../stored/rows.ts";
import type { Changes, Decision, Patch } from "./changes.ts";
import { changeContact } from "./contacts.ts";
import { ownerPatch } from "./inbox.ts";
import { recentAfter, rowOf, type Stamped, stampedMailbox } from "./mailbox.ts";
import { givenBack } from "./ready.ts";
import type { Collections, ConversationRecord, OutboxEntry, RowEntry } from "./schemas.ts";

export interface TurnRow {
  version: number;
  state: string;
  handled: number[];
  effects: EffectRow[];
  change: OwnerChange;
  contact?: ContactChange;
  at: number;
  publish: boolean;
  send: boolean;
  release: boolean;
}

export type CommitRows =
  | {
      outcome: "committed";
      outbox: OutboxRow[];
      published: number;
      sending: number | null;
      released: boolean;
    }
  | { outcome: "stale" }
  | { outcome: "lost" };

/**
 * A turn that ran while staff took the conversation is stale too: it would speak, or hand over, against an
 * owner it never saw. What it learned of the contact, a record of its own, is written first.
 */
export async function commit(
  collections: Collections,
  changes: Changes,
  { conversationId, token }: Lease,
  turn: TurnRow,
): Promise<CommitRows> {
  const { contact } = turn;
  if (contact) {
    const contactId = await changes.change(conversationId, (record) => ({
      value: record && refusal(record, token, turn) === null ? record.contactId : null,
    }));
    if (contactId !== null)
      await changeContact(collections, contactId, (before) => ({ ...before, ...contact }));
  }
  const outcome = await changes.change<CommitRows>(conversationId, (record) => {
    if (!record) return { value: { outcome: "lost" } };
    const refused = refusal(record, token, turn);
    return refused ? { value: { outcome: refused } } : decide(record, turn);
  });
  if (outcome.outcome === "lost" || (outcome.outcome === "committed" && outcome.released))
    changes.forget(conversationId);
  return outcome;
}

function refusal(record: ConversationRecord, token: string, turn: TurnRow): "lost" | "stale" | null {
  if (record.leaseToken !== token) return "lost";
  return record.version !== turn.version || record.ownerChanged ? "stale" : null;
}

function decide(record: ConversationRecord, turn: TurnRow): Decision<CommitRows> {
  const stamped = stampedMailbox(record);
  const mailbox = stamped.filter(({ seq }) => !turn.handled.includes(seq));
  const handled = stamped.filter(({ seq }) => turn.handled.includes(seq));
  const owned: Patch = { ...ownerPatch(record, turn.change, turn.at), ownerChanged: false };
  const { seq, outbox: added, published } = addEffects(record, turn, owned.epoch!);
  const first = added.find(({ lane }) => lane === "message");
  const sending = turn.send && first && first.seq > record.seq ? first.seq : null;
  const outbox = added.map((item) => (item.seq === sending ? marked(item, turn.at) : item));
  const tail = [...record.tail, ...handled.map(toRow), ...published].toSorted((a, b) => a.seq - b.seq);
  const released = turn.release && mailbox.length === 0 && outbox.length === 0;
  return {
    patch: {
      ...owned,
      version: record.version + 1,
      state: turn.state,
      seq,
      mailbox,
      outbox,
      tail,
      recentKeys: recentAfter(record.recentKeys, mailbox.length, tail.length),
      ...(released && givenBack({ mailbox, outbox })),
    },
    value: {
      outcome: "committed",
      outbox: outbox.map((item) => ({ ...item, conversationId: record._id })),
      published: published.length,
      sending,
      released,
    },
  };
}

export const toRow = (entry: Stamped): RowEntry => rowOf(entry, entry.seq, "received");

function addEffects(
  record: ConversationRecord,
  turn: TurnRow,
  epoch: number,
): { seq: number; outbox: OutboxEntry[]; published: RowEntry[] } {
  const outbox = [...record.outbox];
  const published: RowEntry[] = [];
  const publishes = turn.publish && !outbox.some(({ lane }) => lane === "message");
  let { seq } = record;
  for (const effect of turn.effects) {
    if (effect.lane === "call" && outbox.some(({ callKey }) => callKey === effect.callKey)) continue;
    seq += 1;
    if (effect.lane === "message" && publishes) {
      const at = new Date(turn.at).toISOString();
      published.push(messageRow({ ...effect, seq }, { status: "sent", at }));
    } else outbox.push(toEntry(effect, seq, epoch, turn.at));
  }
  return { seq, outbox, published };
}

const toEntry = (effect: EffectRow, seq: number, epoch: number, at: number): OutboxEntry => ({
  seq,
  lane: effect.lane,
  callKey: effect.lane === "call" ? effect.callKey : null,
  sender: effect.lane === "message" ? effect.sender : null,
  causes: effect.lane === "message" ? effect.causes : null,
  body: effect.body,
  terms: effect.lane === "message" ? effect.terms : null,
  epoch,
  status: "due",
  attempts: 0,
  createdAt: at,
  dueAt: at,
  lastError: null,
});

/** About to be sent. */
export const marked = (item: OutboxEntry, at: number): OutboxEntry => ({
  ...item,
  status: "sending",
  sendingAt: at,
  attempts: item.attempts + 1,
});

/** The row of a message that came to its end. */
export const messageRow = (
  {
    seq,
    sender,
    body,
    causes,
    delivery = null,
    terms = null,
  }: Pick<OutboxEntry, "seq" | "sender" | "body" | "causes" | "delivery" | "terms">,
  ending: Pick<RowEntry, "status" | "at"> & Partial<Pick<RowEntry, "reason" | "vendorId">>,
): RowEntry => ({
  seq,
  sender: sender!,
  key: null,
  event: null,
  activity: body,
  reason: null,
  vendorId: null,
  causes,
  delivery,
  terms,
  ...ending,
});

/** Staff who have the conversation keep it. */
export function park(
  changes: Changes,
  { conversationId, token }: Lease,
  parking: { seqs: number[]; reason: string; handover: string; at: number },
): Promise<boolean> {
  const { seqs, reason, handover, at } = parking;
  return changes.change(conversationId, (record) => {
    if (record?.leaseToken !== token) return { value: false };
    const stamped = stampedMailbox(record);
    const taken = stamped.filter(({ seq }) => seqs.includes(seq));
    return {
      patch: {
        mailbox: stamped.filter((entry) => !taken.includes(entry)),
        tail: [...record.tail, ...taken.map(toRow)].toSorted((a, b) => a.seq - b.seq),
        parked: [...record.parked, ...taken.map(({ seq, json }) => ({ seq, event: json, reason, at }))],
        crashes: 0,
        ...(record.owner === "bot" && ownerPatch(record, { owner: "waiting", handover }, at)),
      },
      value: true,
    };
  });
}
