import type { FileNote, Lease } from "../ports/store.ts";
import { withFileNote } from "../stored/mailbox.ts";
import type { Changes } from "./changes.ts";
import { stampedMailbox } from "./mailbox.ts";

/** The row of an event that waits is made of the event: there is nothing else to write. */
export function noteFile(
  changes: Changes,
  { conversationId, token }: Lease,
  seq: number,
  note: FileNote,
): Promise<boolean> {
  return changes.change(conversationId, (record) => {
    if (record?.leaseToken !== token) return { value: false };
    const stamped = stampedMailbox(record);
    if (!stamped.some((entry) => entry.seq === seq)) return { value: false };
    const mailbox = stamped.map((entry) =>
      entry.seq === seq ? { ...entry, json: withFileNote(entry.json, note) } : entry,
    );
    return { patch: { mailbox }, value: true };
  });
}
