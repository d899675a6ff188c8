import type { Contact, Owner } from "../conversation.ts";
import type { Database } from "./database.ts";
import type { Control } from "./rows.ts";

/** `handover` is JSON, or null to clear it; absent: as it was. */
export interface OwnerChange {
  owner?: Owner;
  handover?: string | null;
}

/**
 * Raises the epoch only when the owner really changes. A conversation of the bot has no handover.
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
  const owner = change.owner ?? control.owner;
  const changed = owner !== control.owner;
  const epoch = changed ? control.epoch + 1 : control.epoch;
  if (changed) {
    db.run(
      "UPDATE conversations SET owner = ?, owner_since = ?, epoch = ? WHERE id = ?",
      owner,
      at,
      epoch,
      conversationId,
    );
  }
  const clears = changed && owner === "bot";
  const handover = clears ? null : owner === "bot" ? undefined : change.handover;
  if (handover !== undefined) {
    db.run("UPDATE conversations SET handover = ? WHERE id = ?", handover, conversationId);
  }
  return epoch;
}

export type ContactChange = Partial<Pick<Contact, "name" | "language" | "wantsMessages">>;

export function changeContact(db: Database, contactId: string, change: ContactChange): void {
  const row = db.get<{ doc: string }>("SELECT doc FROM contacts WHERE id = ?", contactId);
  const contact = { ...(JSON.parse(row!.doc) as Contact), ...change };
  db.run("UPDATE contacts SET doc = ? WHERE id = ?", JSON.stringify(contact), contactId);
}
