import { isDuplicate, stored } from "./fault.ts";
import type { Collections, ConversationRecord, RowEntry } from "./schemas.ts";

export type Patch = Partial<Omit<ConversationRecord, "_id" | "revision">>;

/** What is to be made of a record: nothing without a patch. */
export interface Decision<T> {
  patch?: Patch;
  value: T;
}

/** Pure: it is asked again when the record was changed meanwhile. Null: there is no such conversation. */
export type Decide<T> = (record: ConversationRecord | null) => Decision<T>;

export interface Changes {
  /** One atomic write of one record: what was decided holds for the record as it was written over. */
  change<T>(conversationId: string, decide: Decide<T>): Promise<T>;
  /** A record just read or written, for the worker that holds it: its next change need not read it again. */
  remember(record: ConversationRecord): void;
  forget(conversationId: string): void;
}

/** Rows in the record beyond which they are moved to the transcript. */
const longestTail = 24;

export function createChanges(collections: Collections): Changes {
  const { conversations } = collections;
  /** Of the conversations that this process holds. Whatever is out of date fails the comparison, and is read. */
  const known = new Map<string, ConversationRecord>();

  return {
    remember: (record) => void known.set(record._id, record),
    forget: (conversationId) => void known.delete(conversationId),
    async change(conversationId, decide) {
      for (;;) {
        const remembered = known.get(conversationId);
        const read = remembered ?? (await stored(() => conversations.findById(conversationId).lean()));
        const record = read && (await withShortTail(read));
        const { patch, value } = decide(record);
        if (!patch || !record || !read) {
          if (!remembered) return value;
          known.delete(conversationId);
          continue;
        }
        const { tail, movedTo } = record;
        const whole = tail === read.tail ? patch : { tail, movedTo, ...patch };
        if (await write(read, whole)) {
          if (remembered) known.set(conversationId, { ...record, ...whole, revision: read.revision + 1 });
          return value;
        }
        known.delete(conversationId);
      }
    },
  };

  async function write({ _id, revision }: ConversationRecord, patch: Patch): Promise<boolean> {
    const { matchedCount } = await stored(() =>
      conversations.updateOne({ _id, revision }, { $set: patch, $inc: { revision: 1 } }),
    );
    return matchedCount === 1;
  }

  /** Copies a long tail to the transcript; the write that follows takes it out of the record. */
  async function withShortTail(record: ConversationRecord): Promise<ConversationRecord> {
    if (record.tail.length < longestTail) return record;
    await addRows(collections, record._id, record.tail);
    const movedTo = Math.max(record.movedTo, ...record.tail.map(({ seq }) => seq));
    return { ...record, tail: [], movedTo };
  }
}

/** Rows that are there already, from a try that was cut off, stay as they are. */
export async function addRows(
  { transcript }: Collections,
  conversationId: string,
  rows: readonly RowEntry[],
): Promise<void> {
  const records = rows.map((row) => ({ _id: `${conversationId}:${row.seq}`, conversationId, ...row }));
  await stored(() =>
    transcript.insertMany(records, { ordered: false }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    }),
  );
}
