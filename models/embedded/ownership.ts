import type { Contact } from "../conversation.ts";
import { type ContactChange, ownedAfter } from "../stored/ownership.ts";
import type { OwnerChange } from "../stored/rows.ts";
import type { Database } from "./database.ts";
import type { Control } from "./rows.ts";

/**
 * @param at when, in milliseconds: the place in the queue of those who wait.
 * @returns the epoch from now on.
 */
export function changeOwner(
  db: Database,
  conversationId: string,
  control: Control,
  change: OwnerChange,
  at: number,
): number {
  const { owner, epoch, changed, handover } = ownedAfter(control, change);
  if (changed) {
    db.run(
      "UPDATE conversations SET owner = ?, owner_since = ?, epoch = ? WHERE id = ?",
      owner,
      at,
      epoch,
      conversationId,
    );
  }
  if (handover !== control.handover) {
    db.run("UPDATE conversations SET handover = ? WHERE id = ?", handover, conversationId);
  }
  return epoch;
}

export function changeContact(db: Database, contactId: string, change: ContactChange): void {
  const row = db.get<{ doc: string }>("SELECT doc FROM contacts WHERE id = ?", contactId);
  const contact = { ...(JSON.parse(row!.doc) as Contact), ...change };
  db.run("UPDATE contacts SET doc = ? WHERE id = ?", JSON.stringify(contact), contactId);
}

export function markGone(db: Database, conversationId: string, at: number | null): void {
  db.run("UPDATE conversations SET gone_at = ? WHERE id = ?", at, conversationId);
}

export function keepFree(db: Database, conversationId: string, until: number): void {
  db.run(
    "UPDATE conversations SET free_until = max(coalesce(free_until, 0), ?) WHERE id = ?",
    until,
    conversationId,
  );
}
