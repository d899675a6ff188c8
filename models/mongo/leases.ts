import { randomUUID } from "node:crypto";
import type { Claim, Lease } from "../ports/store.ts";
import { decodeContact, decodeConversation, decodeItem, decodeMail } from "../stored/codec.ts";
import { effectsDueAt } from "../stored/pending.ts";
import type { ConversationRow } from "../stored/rows.ts";
import type { Changes } from "./changes.ts";
import { readContact } from "./contacts.ts";
import { stored } from "./fault.ts";
import { inOrder, stampedMailbox } from "./mailbox.ts";
import { givenBack } from "./ready.ts";
import type { Collections, ConversationRecord } from "./schemas.ts";

interface ClaimArgs {
  conversationId: string;
  worker: string;
  now: number;
  leaseMs: number;
}

/** One write that reads nothing: of one that is free and has work, or else of one whose worker is gone. */
export async function claim(
  collections: Collections,
  changes: Changes,
  { conversationId, worker, now, leaseMs }: ClaimArgs,
): Promise<Claim | null> {
  const until = now + leaseMs;
  const take = (condition: object, leaseOrphaned: boolean): Promise<ConversationRecord | null> =>
    stored(() =>
      collections.conversations
        .findOneAndUpdate(
          { _id: conversationId, ...condition },
          {
            $set: {
              held: true,
              leaseToken: `${worker}:${randomUUID()}`,
              leaseUntil: until,
              wakeAt: until,
              ownerChanged: false,
              leaseOrphaned,
            },
            $inc: { revision: 1 },
          },
          { returnDocument: "after" },
        )
        .lean(),
    );
  const record =
    (await take(
      { held: false, $or: [{ readyAt: { $lt: 0 } }, { wakeAt: { $gte: 0, $lte: now } }] },
      false,
    )) ?? (await take({ held: true, leaseUntil: { $lte: now } }, true));
  if (!record) return null;
  changes.remember(record);
  const dueAt = effectsDueAt(record.outbox);
  if (record.mailbox.length > 0 || (dueAt !== null && dueAt <= now)) return toClaim(collections, record);
  // Its worker died just before giving it back: nothing is left to do but that.
  await changes.change(conversationId, (current) =>
    current?.leaseToken === record.leaseToken ? { patch: givenBack(current), value: null } : { value: null },
  );
  changes.forget(conversationId);
  return null;
}

async function toClaim(collections: Collections, record: ConversationRecord): Promise<Claim> {
  const contact = await readContact(collections, record.contactId);
  const row = toRow(record, contact!);
  return {
    lease: {
      conversationId: record._id,
      token: record.leaseToken!,
      until: new Date(record.leaseUntil!),
    },
    conversation: decodeConversation(row),
    contact: decodeContact(row),
    mailbox: inOrder(stampedMailbox(record)).map(decodeMail),
    outbox: record.outbox.map((item) => decodeItem({ ...item, conversationId: record._id })),
    orphaned: record.leaseOrphaned,
    crashes: record.crashes,
  };
}

export const toRow = (record: ConversationRecord, contact: string): ConversationRow => ({
  ...record,
  id: record._id,
  contact,
});

/** The holder sees the owner of this moment: it may commit against it again. */
export async function reload(
  collections: Collections,
  changes: Changes,
  { conversationId, token }: Lease,
): Promise<Claim | null> {
  const record = await stored(() =>
    collections.conversations
      .findOneAndUpdate(
        { _id: conversationId, leaseToken: token },
        { $set: { ownerChanged: false }, $inc: { revision: 1 } },
        { returnDocument: "after" },
      )
      .lean(),
  );
  if (!record) return null;
  changes.remember(record);
  return toClaim(collections, record);
}

/** Leaves the revision alone: no other write looks at the end of the lease. */
export async function renew(
  { conversations }: Collections,
  lease: Lease,
  until: Date,
): Promise<Lease | null> {
  const { conversationId, token } = lease;
  const leaseUntil = until.getTime();
  const { matchedCount } = await stored(() =>
    conversations.updateOne(
      { _id: conversationId, leaseToken: token },
      { $set: { leaseUntil, wakeAt: leaseUntil } },
    ),
  );
  return matchedCount === 1 ? { ...lease, until } : null;
}

export async function release(
  changes: Changes,
  { conversationId, token }: Lease,
  now: number,
  isYielding: boolean,
): Promise<"released" | "more" | "lost"> {
  const outcome = await changes.change<"released" | "more" | "lost">(conversationId, (record) => {
    if (record?.leaseToken !== token) return { value: "lost" };
    const dueAt = effectsDueAt(record.outbox);
    const hasMore = record.mailbox.length > 0 || (dueAt !== null && dueAt <= now);
    return hasMore && !isYielding ? { value: "more" } : { patch: givenBack(record), value: "released" };
  });
  if (outcome !== "more") changes.forget(conversationId);
  return outcome;
}

/** @returns the count, 0 when the lease is lost. */
export function countCrash(changes: Changes, { conversationId, token }: Lease): Promise<number> {
  return changes.change(conversationId, (record) => {
    if (record?.leaseToken !== token) return { value: 0 };
    const crashes = record.crashes + 1;
    return { patch: { crashes }, value: crashes };
  });
}
