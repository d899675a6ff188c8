import type { Delivery } from "../delivery.ts";
import { furtherDelivery, withEcho } from "../stored/codec.ts";
import { effectsDueAt } from "../stored/pending.ts";
import type { Database } from "./database.ts";
import { readControl } from "./rows.ts";
import { pendingEffects } from "./wake.ts";

interface Noted {
  conversationId: string;
  seq: number;
  delivery: Delivery;
  request?: string;
}

/** In its row, or in the outbox, from where it goes to the row. */
export function noteDelivery(db: Database, noted: Noted): boolean {
  const { conversationId, seq, delivery } = noted;
  for (const table of ["outbox", "transcript"]) {
    const known = db.get<{ delivery: string | null }>(
      `SELECT delivery FROM ${table} WHERE conversation_id = ? AND seq = ? AND sender IN ('bot', 'staff')`,
      conversationId,
      seq,
    );
    if (!known) continue;
    const further = furtherDelivery(delivery, known.delivery);
    if (further !== null)
      db.run(
        `UPDATE ${table} SET delivery = ? WHERE conversation_id = ? AND seq = ?`,
        further,
        conversationId,
        seq,
      );
    if (table === "outbox") noteEcho(db, noted);
    return true;
  }
  return false;
}

/** A message whose process died while it was sent waits for this. */
function noteEcho(db: Database, { conversationId, seq, request }: Noted): void {
  if (request === undefined) return;
  const item = db.get<{ echoed: string | null }>(
    "SELECT echoed FROM outbox WHERE conversation_id = ? AND seq = ?",
    conversationId,
    seq,
  )!;
  db.run(
    "UPDATE outbox SET echoed = ?, due_at = coalesce(sending_at, due_at) WHERE conversation_id = ? AND seq = ?",
    withEcho(item.echoed, request),
    conversationId,
    seq,
  );
  const control = readControl(db, conversationId)!;
  if (control.leaseToken === null && control.mail === 0) {
    const wakeAt = effectsDueAt(pendingEffects(db, conversationId));
    db.run("UPDATE conversations SET wake_at = ? WHERE id = ?", wakeAt, conversationId);
  }
}
