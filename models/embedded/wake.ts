import { interleave, type Pending } from "../stored/pending.ts";
import type { Database } from "./database.ts";
import type { Control } from "./rows.ts";

/**
 * `wake_at`, the one indexed column that recovery polls: null when nothing is to be done; the end of the lease
 * while a worker holds the conversation; the instant of the next effect; or a negative number when there is
 * work right now. Negative numbers count upwards, so those ready are served in the order they became ready,
 * and no write needs to know what time it is.
 */
const firstReady = Number.MIN_SAFE_INTEGER;

/** Unsettled effects in the order of their lanes. */
export function pendingEffects(db: Database, conversationId: string): Pending[] {
  return db.all<Pending>(
    `SELECT lane, due_at AS dueAt FROM outbox WHERE conversation_id = ? ORDER BY seq`,
    conversationId,
  );
}

const nextReady = `(SELECT coalesce(max(wake_at), ${firstReady}) + 1 FROM conversations WHERE wake_at < 0)`;

/** Puts a conversation that nobody holds behind those that wait. */
export function makeReady(db: Database, conversationId: string): void {
  db.run(`UPDATE conversations SET wake_at = ${nextReady} WHERE id = ?`, conversationId);
}

/**
 * Moves on the last seq after an event arrived; one that nobody holds becomes ready, or keeps its place.
 * @param arrived.heardAt of the shopper, who can be reached then; null: it was not theirs.
 */
export function countMail(
  db: Database,
  { conversationId, seq, heardAt }: { conversationId: string; seq: number; heardAt: number | null },
  control: Control,
): void {
  const waits = control.leaseToken !== null || (control.wakeAt !== null && control.wakeAt < 0);
  const wakeAt = waits ? "" : `, wake_at = ${nextReady}`;
  const reach = heardAt === null ? "" : ", heard_at = max(coalesce(heard_at, 0), ?3), gone_at = NULL";
  db.run(
    `UPDATE conversations SET seq = ?1${wakeAt}${reach} WHERE id = ?2`,
    seq,
    conversationId,
    ...(heardAt === null ? [] : [heardAt]),
  );
}

export interface DueRow {
  conversationId: string;
  orphaned: number;
}

export function due(db: Database, { now, limit }: { now: number; limit: number }): DueRow[] {
  const columns = "SELECT id AS conversationId, lease_token IS NOT NULL AS orphaned FROM conversations";
  const timed = db.all<DueRow>(
    `${columns} WHERE wake_at >= 0 AND wake_at <= ? ORDER BY wake_at LIMIT ?`,
    now,
    limit,
  );
  const ready = db.all<DueRow>(`${columns} WHERE wake_at < 0 ORDER BY wake_at LIMIT ?`, limit);
  return interleave(timed, ready).slice(0, limit);
}

export function nextWake(db: Database): number | null {
  const row = db.get<{ wakeAt: number }>(
    "SELECT wake_at AS wakeAt FROM conversations WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1",
  );
  return row ? Math.max(row.wakeAt, 0) : null;
}
