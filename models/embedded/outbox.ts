import { effectsDueAt } from "../stored/pending.ts";
import type { EventRow, OutboxRow } from "../stored/rows.ts";
import type { Database } from "./database.ts";
import { giveBack } from "./leases.ts";
import { acceptResult } from "./mailbox.ts";
import { markGone } from "./ownership.ts";
import { type HeldItem, itemColumns, readControl, readHeld, readHeldItem } from "./rows.ts";
import { callIsKnown } from "./turns.ts";
import { pendingEffects } from "./wake.ts";

/** @param epoch null: any. */
export function markSending(
  db: Database,
  { epoch, at, ...item }: HeldItem & { epoch: number | null; at: number },
): boolean {
  const control = readHeld(db, item);
  if (!control || (epoch !== null && epoch !== control.epoch)) return false;
  const marked = db.run(
    `UPDATE outbox SET status = 'sending', attempts = attempts + 1, sending_at = ? WHERE conversation_id = ? AND seq = ?`,
    at,
    item.conversationId,
    item.seq,
  );
  return marked === 1;
}

/** How an item ended. `at` is ISO 8601. */
export interface SettleArgs extends HeldItem {
  status: "sent" | "withheld" | "called";
  at: string;
  reason: string | null;
  vendorId: string | null;
  /** Of the rate at which one shopper may be written to. */
  spendsMs: number;
  result: EventRow | null;
  release: boolean;
}

export function settle(db: Database, ending: SettleArgs): "settled" | "released" | "lost" {
  const control = readHeldItem(db, ending);
  if (!control) return "lost";
  if (control.lane === "message") recordMessage(db, ending, ending);
  remove(db, ending);
  if (ending.spendsMs > 0) spend(db, ending);
  if (ending.result) acceptResult(db, ending.conversationId, control.seq, ending.result);
  const isDone =
    ending.release &&
    control.mail === 0 &&
    !ending.result &&
    pendingEffects(db, ending.conversationId).length === 0;
  if (!isDone) return "settled";
  giveBack(db, ending.conversationId, null);
  return "released";
}

function spend(db: Database, { conversationId, at, spendsMs }: SettleArgs): void {
  db.run(
    "UPDATE conversations SET spent_until = max(coalesce(spent_until, 0), ?) + ? WHERE id = ?",
    Date.parse(at),
    spendsMs,
    conversationId,
  );
}

/** A failed try; without `retryAt` the item is dead. */
export interface FailArgs extends HeldItem {
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

export function fail(db: Database, failure: FailArgs): boolean {
  const control = readHeldItem(db, failure);
  if (!control) return false;
  // A try that was marked as sending is counted already.
  db.run(
    `UPDATE outbox SET attempts = attempts + (status = 'due' AND NOT ?), status = 'due', last_error = ?,
       due_at = coalesce(?, due_at), requests_taken = coalesce(?, requests_taken),
       sending_at = CASE WHEN ? THEN sending_at END WHERE conversation_id = ? AND seq = ?`,
    Number(failure.untried),
    failure.error,
    failure.retryAt,
    failure.requestsTaken,
    Number(failure.untried || failure.unsure),
    failure.conversationId,
    failure.seq,
  );
  if (failure.retryAt !== null) return true;
  bury(db, failure);
  if (failure.gone) markGone(db, failure.conversationId, failure.at);
  if (control.lane === "message") {
    const at = new Date(failure.at).toISOString();
    recordMessage(db, failure, { status: "failed", at, reason: failure.error, vendorId: null });
  }
  remove(db, failure);
  if (failure.result) acceptResult(db, failure.conversationId, control.seq, failure.result);
  return true;
}

function recordMessage(
  db: Database,
  { conversationId, seq }: HeldItem,
  ending: { status: string; at: string; reason: string | null; vendorId: string | null },
): void {
  db.run(
    `INSERT INTO transcript (conversation_id, seq, at, sender, activity, causes, status, reason, vendor_id,
       delivery, terms)
     SELECT conversation_id, seq, ?, sender, body, causes, ?, ?, ?, delivery, terms FROM outbox
     WHERE conversation_id = ? AND seq = ?`,
    ending.at,
    ending.status,
    ending.reason,
    ending.vendorId,
    conversationId,
    seq,
  );
}

function remove(db: Database, { conversationId, seq }: HeldItem): void {
  db.run("DELETE FROM outbox WHERE conversation_id = ? AND seq = ?", conversationId, seq);
}

const buriedColumns = `conversation_id, seq, lane, call_key, sender, causes, body, epoch, attempts, created_at,
  due_at, last_error, terms`;

function bury(db: Database, { conversationId, seq, at }: FailArgs): void {
  db.run(
    `INSERT INTO dead_letters (${buriedColumns}, died_at)
     SELECT ${buriedColumns}, ? FROM outbox WHERE conversation_id = ? AND seq = ?`,
    at,
    conversationId,
    seq,
  );
}

export interface DeadLetterRow extends OutboxRow {
  diedAt: number;
}

export function deadLetters(db: Database, { limit }: { limit: number }): DeadLetterRow[] {
  return db.all<DeadLetterRow>(
    `SELECT ${itemColumns}, died_at AS diedAt FROM dead_letters ORDER BY n LIMIT ?`,
    limit,
  );
}

/**
 * As a new item at the end of its lane and of this epoch: a reader of the transcript is past its old place, and
 * a channel that knew its old key would repeat the old refusal.
 */
export function retryDeadLetter(
  db: Database,
  { conversationId, seq, now }: { conversationId: string; seq: number; now: number },
): boolean {
  const letter = db.get<{ callKey: string | null }>(
    "SELECT call_key AS callKey FROM dead_letters WHERE conversation_id = ? AND seq = ?",
    conversationId,
    seq,
  );
  const control = readControl(db, conversationId);
  if (!letter || !control) return false;
  if (!callIsKnown(db, conversationId, letter.callKey)) {
    db.run(
      `INSERT INTO outbox (${buriedColumns}, status)
       SELECT conversation_id, ?1, lane, call_key, sender, causes, body, ?2, 0, ?3, ?3, last_error,
         terms, 'due'
       FROM dead_letters WHERE conversation_id = ?4 AND seq = ?5`,
      control.seq + 1,
      control.epoch,
      now,
      conversationId,
      seq,
    );
    db.run("UPDATE conversations SET seq = ? WHERE id = ?", control.seq + 1, conversationId);
  }
  db.run("DELETE FROM dead_letters WHERE conversation_id = ? AND seq = ?", conversationId, seq);
  if (control.leaseToken === null && control.mail === 0) {
    const wakeAt = effectsDueAt(pendingEffects(db, conversationId));
    db.run("UPDATE conversations SET wake_at = ? WHERE id = ?", wakeAt, conversationId);
  }
  return true;
}
