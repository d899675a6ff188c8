import type { Contact, Conversation, Owner, TranscriptEntry } from "../conversation.ts";
import type { ParkedEvent } from "../ports/store.ts";
import { decodeContact, decodeConversation, decodeEntry, decodeParked } from "../stored/codec.ts";
import { interleave } from "../stored/pending.ts";
import { readContact } from "./contacts.ts";
import { stored } from "./fault.ts";
import { toRow } from "./leases.ts";
import { stampedMailbox } from "./mailbox.ts";
import type { Collections, ConversationRecord } from "./schemas.ts";
import { toRow as eventRow } from "./turns.ts";

type Known = { conversation: Conversation; contact: Contact };

export async function get(collections: Collections, conversationId: string): Promise<Known | null> {
  const record = await stored(() => collections.conversations.findById(conversationId).lean());
  return record && withContact(collections, record);
}

/** A conversation that lost its contact to an opening that was cut off was never anybody's. */
async function withContact(collections: Collections, record: ConversationRecord): Promise<Known | null> {
  const contact = await readContact(collections, record.contactId);
  if (contact === undefined) return null;
  const row = toRow(record, contact);
  return { conversation: decodeConversation(row), contact: decodeContact(row) };
}

/** The record is read first: what leaves it is in the transcript by then. */
export async function transcript(
  { conversations, transcript: rows }: Collections,
  conversationId: string,
  after: number,
  limit: number,
): Promise<TranscriptEntry[]> {
  const record = await stored(() =>
    conversations.findById(conversationId, { mailbox: 1, seq: 1, tail: 1, movedTo: 1, outbox: 1 }).lean(),
  );
  if (!record) return [];
  const inRecord = [...record.tail, ...stampedMailbox(record).map(eventRow)].toSorted(
    (a, b) => a.seq - b.seq,
  );
  const waiting = record.outbox.filter(({ lane }) => lane === "message").map(({ seq }) => seq);
  const end = Math.min(...waiting, Number.MAX_SAFE_INTEGER);
  const moved =
    after >= record.movedTo
      ? []
      : await stored(() =>
          rows
            .find({ conversationId, seq: { $gt: after, $lt: end } })
            .sort({ seq: 1 })
            .limit(limit)
            .lean(),
        );
  const bySeq = new Map([...moved, ...inRecord].map((row) => [row.seq, row]));
  return [...bySeq.values()]
    .filter(({ seq }) => seq > after && seq < end)
    .toSorted((a, b) => a.seq - b.seq)
    .slice(0, limit)
    .map((row) => decodeEntry(conversationId, row));
}

/** What left the record since it was read is in both. */
export async function latest(
  { conversations, transcript: rows }: Collections,
  conversationId: string,
  limit: number,
): Promise<TranscriptEntry[]> {
  const record = await stored(() =>
    conversations.findById(conversationId, { mailbox: 1, seq: 1, tail: 1 }).lean(),
  );
  if (!record) return [];
  const moved = await stored(() => rows.find({ conversationId }).sort({ seq: -1 }).limit(limit).lean());
  const inRecord = [...record.tail, ...stampedMailbox(record).map(eventRow)];
  const bySeq = new Map([...moved, ...inRecord].map((row) => [row.seq, row]));
  return [...bySeq.values()]
    .toSorted((a, b) => b.seq - a.seq)
    .slice(0, limit)
    .map((row) => decodeEntry(conversationId, row));
}

export async function find({ identities }: Collections, id: string): Promise<string | null> {
  return (await stored(() => identities.findById(id).lean()))?.conversationId ?? null;
}

/** Longest waiting first. */
export async function byOwner(
  collections: Collections,
  shopId: string,
  owner: Owner,
  limit: number,
): Promise<Known[]> {
  const records = await stored(() =>
    collections.conversations.find({ shopId, owner }).sort({ ownerSince: 1 }).limit(limit).lean(),
  );
  const known = await Promise.all(records.map((record) => withContact(collections, record)));
  return known.filter((each) => each !== null);
}

export async function ofContact(collections: Collections, contactId: string): Promise<Known[]> {
  const records = await stored(() => collections.conversations.find({ contactId }).sort({ _id: 1 }).lean());
  const known = await Promise.all(records.map((record) => withContact(collections, record)));
  return known.filter((each) => each !== null);
}

export async function parked({ conversations }: Collections, limit: number): Promise<ParkedEvent[]> {
  const records = await stored(() =>
    conversations
      .find({ "parked.at": { $gte: 0 } }, { parked: 1 })
      .sort({ "parked.at": 1 })
      .limit(limit)
      .lean(),
  );
  return records
    .flatMap(({ _id, parked: events }) => events.map((event) => ({ ...event, conversationId: _id })))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, limit)
    .map(decodeParked);
}

/** Those whose lease or effect is past its time, and those that wait with an event, by turns. */
export async function due(
  { conversations }: Collections,
  now: number,
  limit: number,
): Promise<{ conversationId: string; orphaned: boolean }[]> {
  const seen = { _id: 1, held: 1 } as const;
  const [timed, ready] = await Promise.all([
    stored(() =>
      conversations
        .find({ wakeAt: { $gte: 0, $lte: now } }, seen)
        .sort({ wakeAt: 1 })
        .limit(limit)
        .lean(),
    ),
    stored(() =>
      conversations
        .find({ held: false, readyAt: { $lt: 0 } }, seen)
        .sort({ readyAt: 1 })
        .limit(limit)
        .lean(),
    ),
  ]);
  const found = interleave(timed, ready).map(({ _id, held }) => ({ conversationId: _id, orphaned: held }));
  return [...new Map(found.map((each) => [each.conversationId, each])).values()].slice(0, limit);
}

export async function nextWake({ conversations }: Collections): Promise<Date | null> {
  const ready = await stored(() => conversations.exists({ held: false, readyAt: { $lt: 0 } }));
  if (ready) return new Date(0);
  const [first] = await stored(() =>
    conversations
      .find({ wakeAt: { $gte: 0 } }, { wakeAt: 1 })
      .sort({ wakeAt: 1 })
      .limit(1)
      .lean(),
  );
  return first ? new Date(first.wakeAt!) : null;
}
