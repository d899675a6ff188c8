import type { Database } from "./database.ts";

export interface ExpireArgs {
  /** Milliseconds; those of the transcript ISO 8601, as its rows are. */
  before: { transcript: string; deadLetters: number; parked: number };
  after: string;
  limit: number;
}

export interface ExpiredRow {
  transcript: number;
  deadLetters: number;
  parked: number;
  next: string | null;
}

/**
 * Conversation by conversation in the order of their ids, so that no index of instants is kept, which every message
 * would have to pay for.
 */
export function expire(db: Database, { before, after, limit }: ExpireArgs): ExpiredRow {
  const ids = db.all<{ id: string; rests: number }>(
    `SELECT c.id, c.lease_token IS NULL AND c.owner <> 'waiting'
       AND NOT EXISTS (SELECT 1 FROM mailbox WHERE conversation_id = c.id)
       AND NOT EXISTS (SELECT 1 FROM outbox WHERE conversation_id = c.id) AS rests
     FROM conversations c WHERE c.id > ? ORDER BY c.id LIMIT ?`,
    after,
    limit,
  );
  const gone = { transcript: 0, deadLetters: 0, parked: 0 };
  let last = after;
  for (const { id, rests } of ids) {
    const room = limit - gone.transcript;
    if (room <= 0) return { ...gone, next: last };
    if (rests === 1) {
      gone.deadLetters += remove(db, "dead_letters", "died_at", id, before.deadLetters);
      gone.parked += remove(db, "parked", "at", id, before.parked);
      const rows = removeRows(db, id, before.transcript, room);
      gone.transcript += rows;
      // There may be more of it.
      if (rows === room) return { ...gone, next: last };
    }
    last = id;
  }
  return { ...gone, next: ids.length < limit ? null : last };
}

const remove = (db: Database, table: string, column: string, id: string, before: number): number =>
  db.run(`DELETE FROM ${table} WHERE conversation_id = ? AND ${column} < ?`, id, before);

/** From the first row on, up to one that stays. An event that is parked is kept here: its row goes after it. */
function removeRows(db: Database, id: string, before: string, most: number): number {
  const first = db.get<{ seq: number }>(
    "SELECT seq FROM transcript WHERE conversation_id = ? AND at >= ? ORDER BY seq LIMIT 1",
    id,
    before,
  );
  return db.run(
    `DELETE FROM transcript WHERE rowid IN (
       SELECT t.rowid FROM transcript t WHERE t.conversation_id = ?1 AND t.seq < ?2
         AND NOT EXISTS (SELECT 1 FROM parked p WHERE p.conversation_id = ?1 AND p.seq = t.seq)
       ORDER BY t.seq LIMIT ?3)`,
    id,
    first?.seq ?? Number.MAX_SAFE_INTEGER,
    most,
  );
}
