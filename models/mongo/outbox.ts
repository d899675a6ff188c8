import type { DeadLetter, Lease } from "../ports/store.ts";
import { decodeItem } from "../stored/codec.ts";
import { effectsDueAt } from "../stored/pending.ts";
import type { EventRow } from "../stored/rows.ts";
import type { Changes, Decision, Patch } from "./changes.ts";
import { stored } from "./fault.ts";
import { putResult, stampedMailbox } from "./mailbox.ts";
import { givenBack } from "./ready.ts";
import type { Collections, ConversationRecord, OutboxEntry, RowEntry } from "./schemas.ts";
import { marked, messageRow } from "./turns.ts";

/** An item as the holder of a lease names it. */
export interface HeldItem extends Pick<Lease, "conversationId" | "token"> {
  seq: number;
}

/** Decides about an item of a conversation that is still held; `missing` when it is not, or the item is gone. */
function changeItem<T>(
  changes: Changes,
  { conversationId, token, seq }: HeldItem,
  missing: T,
  decide: (item: OutboxEntry, record: ConversationRecord) => Decision<T>,
): Promise<T> {
  return changes.change(conversationId, (record) => {
    const item = record?.leaseToken === token ? record.outbox.find((each) => each.seq === seq) : undefined;
    return item && record ? decide(item, record) : { value: missing };
  });
}

const replaced = (record: ConversationRecord, item: OutboxEntry): OutboxEntry[] =>
  record.outbox.map((each) => (each.seq === item.seq ? item : each));

/** @param epoch null: any. */
export const markSending = (
  changes: Changes,
  held: HeldItem,
  epoch: number | null,
  at: number,
): Promise<boolean> =>
  changeItem(changes, held, false, (item, record) =>
    epoch !== null && epoch !== record.epoch
      ? { value: false }
      : {
          patch: { outbox: replaced(record, marked(item, at)) },
          value: true,
        },
  );

export interface SettleArgs {
  status: "sent" | "withheld" | "called";
  at: string;
  reason: string | null;
  vendorId: string | null;
  /** Of the rate at which one shopper may be written to. */
  spendsMs: number;
  result: EventRow | null;
  release: boolean;
}

export const settle = (
  changes: Changes,
  held: HeldItem,
  { status, at, reason, vendorId, spendsMs, result, release }: SettleArgs,
): Promise<"settled" | "released" | "lost"> =>
  changeItem<"settled" | "released" | "lost">(changes, held, "lost", (item, record) => {
    const row =
      item.lane === "message" && status !== "called"
        ? messageRow(item, { status, at, reason, vendorId })
        : null;
    const patch: Patch = {
      ...ended(record, item, row, result),
      ...(spendsMs > 0 && { spentUntil: Math.max(record.spentUntil ?? 0, Date.parse(at)) + spendsMs }),
    };
    const after = { mailbox: record.mailbox, outbox: record.outbox, ...patch };
    const isDone = release && after.mailbox.length === 0 && after.outbox.length === 0;
    return isDone
      ? { patch: { ...patch, ...givenBack(after) }, value: "released" }
      : { patch, value: "settled" };
  });

/** A failed try; without `retryAt` the item is dead. */
export interface FailArgs {
  error: string;
  at: number;
  retryAt: number | null;
  untried: boolean;
  unsure: boolean;
  gone: boolean;
  /** Null: as many as before. */
  requestsTaken: number | null;
  result: EventRow | null;
}

export const fail = (
  changes: Changes,
  held: HeldItem,
  { error, at, retryAt, untried, unsure, gone, requestsTaken, result }: FailArgs,
): Promise<boolean> =>
  changeItem(changes, held, false, (item, record) => {
    const failed: OutboxEntry = {
      ...item,
      // A try that was marked as sending is counted already.
      attempts: item.attempts + (item.status === "due" && !untried ? 1 : 0),
      status: "due",
      lastError: error,
      dueAt: retryAt ?? item.dueAt,
      requestsTaken: requestsTaken ?? item.requestsTaken ?? 0,
      sendingAt: untried || unsure ? (item.sendingAt ?? null) : null,
    };
    if (retryAt !== null) return { patch: { outbox: replaced(record, failed) }, value: true };
    const row =
      item.lane === "message"
        ? messageRow(item, { status: "failed", at: new Date(at).toISOString(), reason: error })
        : null;
    return {
      patch: {
        ...ended(record, item, row, result),
        dead: [...record.dead, { ...failed, diedAt: at }],
        ...(gone && { goneAt: at }),
      },
      value: true,
    };
  });

/** The item leaves the outbox; a message gets its row, and a call may answer. */
function ended(
  record: ConversationRecord,
  item: OutboxEntry,
  row: RowEntry | null,
  result: EventRow | null,
): Patch {
  return {
    outbox: record.outbox.filter(({ seq }) => seq !== item.seq),
    ...(row && { tail: [...record.tail, row].toSorted((a, b) => a.seq - b.seq) }),
    ...(result && putResult(record, result)),
  };
}

/** The first to die first. */
export async function deadLetters({ conversations }: Collections, limit: number): Promise<DeadLetter[]> {
  const records = await stored(() =>
    conversations
      .find({ "dead.diedAt": { $gte: 0 } }, { dead: 1 })
      .sort({ "dead.diedAt": 1 })
      .limit(limit)
      .lean(),
  );
  return records
    .flatMap(({ _id, dead }) => dead.map((item) => ({ ...item, conversationId: _id })))
    .toSorted((a, b) => a.diedAt - b.diedAt)
    .slice(0, limit)
    .map((item) => ({
      ...decodeItem(item),
      status: "dead" as const,
      conversationId: item.conversationId,
      diedAt: new Date(item.diedAt).toISOString(),
    }));
}

/**
 * As a new item at the end of its lane and of this epoch: a reader of the transcript is past its old place, and
 * a channel that knew its old key would repeat the old refusal.
 */
export const retryDeadLetter = (
  changes: Changes,
  { conversationId, seq, now }: { conversationId: string; seq: number; now: number },
): Promise<boolean> =>
  changes.change(conversationId, (record) => {
    const letter = record?.dead.find((each) => each.seq === seq);
    if (!record || !letter) return { value: false };
    const { diedAt: _, ...item } = letter;
    const isKnown = item.callKey !== null && record.outbox.some(({ callKey }) => callKey === item.callKey);
    const place = record.seq + 1;
    const again: OutboxEntry = {
      ...item,
      seq: place,
      epoch: record.epoch,
      attempts: 0,
      status: "due",
      requestsTaken: 0,
      sendingAt: null,
      echoed: null,
      createdAt: now,
      dueAt: now,
    };
    const outbox = isKnown ? record.outbox : [...record.outbox, again];
    return {
      patch: {
        dead: record.dead.filter((each) => each !== letter),
        outbox,
        ...(!isKnown && { seq: place, mailbox: stampedMailbox(record) }),
        ...(!record.held && { wakeAt: effectsDueAt(outbox) }),
      },
      value: true,
    };
  });
