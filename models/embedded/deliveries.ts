import type { Delivery } from "../delivery.ts";
import { furtherDelivery } from "../stored/codec.ts";
import type { Database } from "./database.ts";

/** In its row, or in the outbox, from where it goes to the row. */
export function noteDelivery(
  db: Database,
  { conversationId, seq, delivery }: { conversationId: string; seq: number; delivery: Delivery },
): boolean {
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
    return true;
  }
  return false;
}
