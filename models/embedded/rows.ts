import type { Owner } from "../conversation.ts";
import type { ConversationRow, MailRow, OutboxRow } from "../stored/rows.ts";
import type { Database } from "./database.ts";

/** What nearly every write looks at first; `mail` counts the mailbox. */
export interface Control {
  contactId: string;
  owner: Owner;
  epoch: number;
  handover: string | null;
  version: number;
  seq: number;
  crashes: number;
  leaseToken: string | null;
  leaseUntil: number | null;
  leaseEpoch: number | null;
  leaseOrphaned: number;
  wakeAt: number | null;
  mail: number;
}

const controlColumns = `c.contact_id AS contactId, c.owner, c.epoch, c.handover, c.version, c.seq, c.crashes,
  c.lease_token AS leaseToken, c.lease_until AS leaseUntil, c.lease_epoch AS leaseEpoch,
  c.lease_orphaned AS leaseOrphaned, c.wake_at AS wakeAt,
  (SELECT count(*) FROM mailbox WHERE conversation_id = c.id) AS mail`;

export function readControl(db: Database, conversationId: string): Control | undefined {
  return db.get<Control>(`SELECT ${controlColumns} FROM conversations c WHERE c.id = ?`, conversationId);
}

/** A lease as its holder shows it. */
export interface Held {
  conversationId: string;
  token: string;
}

/** The control row, if the lease is still this one. Its time does not matter: only a takeover ends a lease. */
export function readHeld(db: Database, { conversationId, token }: Held): Control | undefined {
  const control = readControl(db, conversationId);
  return control?.leaseToken === token ? control : undefined;
}

/** An item of the outbox, as the holder of a lease names it. */
export interface HeldItem extends Held {
  seq: number;
}

/** The control row with the item's lane, if the lease is still this one and the item is there. */
export function readHeldItem(
  db: Database,
  { conversationId, token, seq }: HeldItem,
): (Control & Pick<OutboxRow, "lane">) | undefined {
  return db.get(
    `SELECT ${controlColumns}, (SELECT lane FROM outbox WHERE conversation_id = ?1 AND seq = ?2) AS lane
     FROM conversations c WHERE c.id = ?1 AND c.lease_token = ?3 AND lane IS NOT NULL`,
    conversationId,
    seq,
    token,
  );
}

const conversationColumns = `c.id, c.shop_id AS shopId, c.contact_id AS contactId, c.about, c.reference, c.owner,
  c.epoch, c.handover, c.version, c.heard_at AS heardAt, c.free_until AS freeUntil, c.gone_at AS goneAt,
  c.spent_until AS spentUntil, s.state,
  p.doc AS contact`;
const wholeConversations = `conversations c JOIN dialog_states s ON s.conversation_id = c.id
  JOIN contacts p ON p.id = c.contact_id`;
export const selectConversations = `SELECT ${conversationColumns} FROM ${wholeConversations}`;

export function readConversation(db: Database, conversationId: string): ConversationRow | undefined {
  return db.get<ConversationRow>(`${selectConversations} WHERE c.id = ?`, conversationId);
}

/** All of it in one read, for a worker that takes it in hand. */
export function readWhole(db: Database, conversationId: string): (ConversationRow & Control) | undefined {
  return db.get<ConversationRow & Control>(
    `SELECT ${conversationColumns}, ${controlColumns} FROM ${wholeConversations} WHERE c.id = ?`,
    conversationId,
  );
}

export function readMailbox(db: Database, conversationId: string): MailRow[] {
  return db.all<MailRow>(
    `SELECT m.seq, t.event FROM mailbox m
     JOIN transcript t ON t.conversation_id = m.conversation_id AND t.seq = m.seq
     WHERE m.conversation_id = ? ORDER BY m.kind <> 'result', m.seq`,
    conversationId,
  );
}

export const itemColumns = `conversation_id AS conversationId, seq, lane, sender, causes, body, epoch, attempts,
  created_at AS createdAt, due_at AS dueAt, last_error AS lastError, terms`;

export function readOutbox(db: Database, conversationId: string): OutboxRow[] {
  return db.all<OutboxRow>(
    `SELECT ${itemColumns}, status, requests_taken AS requestsTaken, sending_at AS sendingAt, echoed
     FROM outbox WHERE conversation_id = ? ORDER BY seq`,
    conversationId,
  );
}
