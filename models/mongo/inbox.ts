import type { Acceptance } from "../ports/store.ts";
import { heardAt } from "../stored/mailbox.ts";
import { ownedAfter } from "../stored/ownership.ts";
import type { AcceptChangeRow, EventRow, OwnerChange } from "../stored/rows.ts";
import type { Changes, Decision, Patch } from "./changes.ts";
import { changeContact } from "./contacts.ts";
import { stored } from "./fault.ts";
import { putIn, stampedMailbox } from "./mailbox.ts";
import { nextReady, placeThatMustBeFree } from "./ready.ts";
import type { Collections, ConversationRecord } from "./schemas.ts";

/**
 * One write that reads nothing, as long as all is as usual: new events, room for them, no change with them. Else the
 * record is read and compared.
 */
export async function accept(
  collections: Collections,
  changes: Changes,
  conversationId: string,
  events: EventRow[],
  change?: AcceptChangeRow,
): Promise<Acceptance[] | null> {
  const rows = await seqsInTranscript(collections, conversationId, events);
  if (!changesMore(change) && rows.size === 0) {
    const accepted = await push(collections, conversationId, events);
    if (accepted) return accepted;
  }
  // A row may leave the record between a look at the transcript and one at the record: then it is looked for again.
  let seen: Seen = { rows, movedTo: 0 };
  const compare = async (wantsMessages?: boolean): Promise<Accepted | null> => {
    for (;;) {
      const decided = await changes.change(conversationId, (record) =>
        decide(record, events, seen, change, wantsMessages),
      );
      if (decided === null || !("movedTo" in decided)) return decided;
      const { movedTo } = decided;
      seen = { rows: await seqsInTranscript(collections, conversationId, events), movedTo };
    }
  };
  const first = await compare();
  if (!first) return null;
  if (first.optsFor === undefined) return first.acceptances;
  // The contact is a record of its own. It is written first: a consent that was told to the shop is never lost.
  const { wantsMessages } = first.optsFor;
  await changeContact(collections, first.optsFor.contactId, (contact) => ({ ...contact, wantsMessages }));
  return (await compare(wantsMessages))?.acceptances ?? null;
}

const changesMore = (change: AcceptChangeRow | undefined): boolean =>
  change !== undefined && Object.keys(change).some((name) => name !== "ifRoom");

async function seqsInTranscript(
  { transcript }: Collections,
  conversationId: string,
  events: readonly EventRow[],
): Promise<ReadonlyMap<string, number>> {
  const keys = events.map(({ key }) => key);
  const rows = await stored(() =>
    transcript.find({ conversationId, key: { $in: keys } }, { key: 1, seq: 1 }).lean(),
  );
  return new Map(rows.map(({ key, seq }) => [key!, seq]));
}

/** Null when this is not the usual case. */
async function push(
  { conversations }: Collections,
  conversationId: string,
  events: EventRow[],
): Promise<Acceptance[] | null> {
  const keys = events.map(({ key }) => key);
  if (new Set(keys).size < keys.length) return null;
  const heard = heardAt(events);
  const after = await stored(() =>
    conversations
      .findOneAndUpdate(
        {
          _id: conversationId,
          recentKeys: { $nin: keys },
          [placeThatMustBeFree(events.length)]: { $exists: false },
        },
        {
          $push: {
            mailbox: { $each: events.map((event) => ({ ...event, seq: null })) },
            recentKeys: { $each: keys },
          },
          $inc: { seq: events.length, revision: 1 },
          ...(heard !== null && { $max: { heardAt: heard }, $set: { goneAt: null } }),
          $min: { readyAt: nextReady() },
        },
        { returnDocument: "after", projection: { seq: 1 } },
      )
      .lean(),
  );
  if (!after) return null;
  const before = after.seq - events.length;
  return events.map((_, at) => ({ outcome: "accepted", seq: before + at + 1 }));
}

interface Accepted {
  acceptances: Acceptance[];
  /** A change of consent that comes with these events and is not made yet. */
  optsFor?: { contactId: string; wantsMessages: boolean };
}

/** The places of events in the transcript, as it was when rows up to `movedTo` had been moved there. */
interface Seen {
  rows: ReadonlyMap<string, number>;
  movedTo: number;
}

/**
 * @param consented the consent that is written already.
 * @returns how far the transcript is by now, when more has been moved there than was seen.
 */
function decide(
  record: ConversationRecord | null,
  events: readonly EventRow[],
  seen: Seen,
  change: AcceptChangeRow | undefined,
  consented: boolean | undefined,
): Decision<Accepted | Pick<Seen, "movedTo"> | null> {
  if (!record) return { value: null };
  if (change?.ifEpoch !== undefined && change.ifEpoch !== record.epoch)
    return { value: { acceptances: events.map(() => ({ outcome: "superseded", seq: record.seq })) } };
  const known = new Map([...seen.rows, ...seqsInRecord(record)]);
  const fresh = events.filter(
    ({ key }, at) => !known.has(key) && events.findIndex((other) => other.key === key) === at,
  );
  if (fresh.length > 0 && record.movedTo !== seen.movedTo) return { value: { movedTo: record.movedTo } };
  const { patch, outcomes, kept } = putIn(record, fresh, change);
  for (const [at, { key }] of fresh.entries()) known.set(key, outcomes[at]!.seq);
  const acceptances = events.map(
    (event): Acceptance =>
      outcomes[fresh.indexOf(event)] ?? { outcome: "duplicate", seq: known.get(event.key)! },
  );
  const lastNew = kept.at(-1);
  if (!lastNew) return { value: { acceptances } };
  if (change?.wantsMessages !== undefined && consented === undefined)
    return {
      value: {
        acceptances,
        optsFor: { contactId: record.contactId, wantsMessages: change.wantsMessages },
      },
    };
  return {
    patch: {
      ...patch,
      ...(record.readyAt === 0 && { readyAt: nextReady() }),
      ...reachPatch(record, kept, change),
      ...(change && ownerPatch(record, change, Date.parse(lastNew.at))),
    },
    value: { acceptances },
  };
}

function reachPatch(
  record: ConversationRecord,
  kept: readonly EventRow[],
  change: AcceptChangeRow | undefined,
): Patch {
  const heard = heardAt(kept);
  return {
    ...(heard !== null && { heardAt: Math.max(record.heardAt ?? 0, heard), goneAt: null }),
    ...(change?.freeUntil !== undefined && {
      freeUntil: Math.max(record.freeUntil ?? 0, change.freeUntil),
    }),
    // Who unblocks the shop, or says START, can be reached again.
    ...(change?.wantsMessages && { goneAt: null }),
    ...(change?.gone && { goneAt: Date.parse(kept.at(-1)!.at) }),
  };
}

const seqsInRecord = (record: ConversationRecord): [string, number][] => [
  ...record.tail.flatMap(({ key, seq }): [string, number][] => (key === null ? [] : [[key, seq]])),
  ...stampedMailbox(record).map(({ key, seq }): [string, number] => [key, seq]),
];

/** @param at when, in milliseconds: the place in the queue of those who wait. */
export function ownerPatch(record: ConversationRecord, change: OwnerChange, at: number): Patch {
  const { owner, epoch, handover, changed } = ownedAfter(record, change);
  return { owner, epoch, handover, ...(changed && { ownerSince: at, ownerChanged: true }) };
}
