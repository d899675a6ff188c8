import type { StoredEvent } from "../../models/events.ts";

/**
 * The events that one turn answers: texts that wait together are one wish; anything else is answered alone.
 * Expects the mailbox in its order, results of calls first.
 */
export function selectBatch(mailbox: StoredEvent[]): StoredEvent[] {
  const other = mailbox.findIndex((event) => event.kind !== "text");
  if (other === 0) return mailbox.slice(0, 1);
  return other < 0 ? mailbox : mailbox.slice(0, other);
}
