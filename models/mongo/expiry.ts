import type { Expired } from "../ports/store.ts";
import type { Expiry } from "../retention.ts";
import { itemId } from "../stored/keys.ts";
import type { Changes, Decision } from "./changes.ts";
import { stored } from "./fault.ts";
import type { Collections, ConversationRecord } from "./schemas.ts";

type Looked = Pick<
  ConversationRecord,
  "_id" | "held" | "owner" | "mailbox" | "outbox" | "tail" | "dead" | "parked"
>;
const looked = { held: 1, owner: 1, mailbox: 1, outbox: 1, tail: 1, dead: 1, parked: 1 } as const;

const nothing = { transcript: 0, deadLetters: 0, parked: 0 };

/** Conversation by conversation in the order of their ids: several processes that do it hinder nobody. */
export async function expire(
  collections: Collections,
  changes: Changes,
  before: Expiry,
  after: string,
  limit: number,
): Promise<Expired> {
  const records = await stored(() =>
    collections.conversations
      .find({ _id: { $gt: after } }, looked)
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Looked[]>(),
  );
  const gone = { ...nothing };
  let last = after;
  for (const record of records) {
    const room = limit - gone.transcript;
    if (room <= 0) return { ...gone, next: last };
    if (rests(record)) {
      const rows = await removeRows(collections, record, before, room);
      gone.transcript += rows.removed;
      const more = clear(record, before, rows.isAll).patch
        ? await changes.change(record._id, (current) => clear(current, before, rows.isAll))
        : nothing;
      gone.transcript += more.transcript;
      gone.deadLetters += more.deadLetters;
      gone.parked += more.parked;
      // There may be more of it.
      if (rows.removed === room) return { ...gone, next: last };
    }
    last = record._id;
  }
  return { ...gone, next: records.length < limit ? null : last };
}

const rests = ({ held, owner, mailbox, outbox }: Looked): boolean =>
  !held && owner !== "waiting" && mailbox.length === 0 && outbox.length === 0;

const stays = (before: Date) => {
  const bound = before.toISOString();
  return ({ at }: { at: string }): boolean => at >= bound;
};

const parkedAfter = ({ parked }: Looked, { parked: before }: Expiry) =>
  parked.filter(({ at }) => at >= before.getTime());

/** From the first row on, up to one that stays. The row of a parked event goes after it. */
async function removeRows(
  { transcript }: Collections,
  record: Looked,
  before: Expiry,
  most: number,
): Promise<{ removed: number; isAll: boolean }> {
  const kept = parkedAfter(record, before).map(({ seq }) => itemId(record._id, seq));
  const first = await stored(() =>
    transcript
      .find({ conversationId: record._id, _id: { $nin: kept } }, { at: 1 })
      .sort({ seq: 1 })
      .limit(most)
      .lean(),
  );
  const end = first.findIndex(stays(before.transcript));
  const old = end < 0 ? first : first.slice(0, end);
  if (old.length > 0) await stored(() => transcript.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } }));
  return { removed: old.length, isAll: end < 0 && first.length < most };
}

/** @param withTail the rows before those in the record are gone. */
function clear(record: Looked | null, before: Expiry, withTail: boolean): Decision<typeof nothing> {
  if (!record || !rests(record)) return { value: nothing };
  const dead = record.dead.filter(({ diedAt }) => diedAt >= before.deadLetters.getTime());
  const parked = parkedAfter(record, before);
  const end = record.tail.findIndex(stays(before.transcript));
  const old = withTail ? record.tail.slice(0, end < 0 ? record.tail.length : end) : [];
  const tail = record.tail.filter((row) => !old.includes(row) || parked.some(({ seq }) => seq === row.seq));
  const value = {
    transcript: record.tail.length - tail.length,
    deadLetters: record.dead.length - dead.length,
    parked: record.parked.length - parked.length,
  };
  const isNothing = Object.values(value).every((count) => count === 0);
  return isNothing ? { value } : { patch: { dead, parked, tail }, value };
}
