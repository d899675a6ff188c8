import type { Contact } from "../conversation.ts";
import type { ConversationRow, OwnerChange } from "./rows.ts";

export type OwnedBy = Pick<ConversationRow, "owner" | "epoch" | "handover">;

/**
 * Who has a conversation after a change. The epoch rises only when the owner really changes, and a conversation of
 * the bot has no handover.
 */
export function ownedAfter(before: OwnedBy, change: OwnerChange): OwnedBy & { changed: boolean } {
  const owner = change.owner ?? before.owner;
  const changed = owner !== before.owner;
  const handover = owner === "bot" ? null : change.handover === undefined ? before.handover : change.handover;
  return { owner, changed, epoch: changed ? before.epoch + 1 : before.epoch, handover };
}

export type ContactChange = Partial<Pick<Contact, "name" | "language" | "wantsMessages">>;
