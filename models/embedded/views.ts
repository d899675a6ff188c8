import type { Owner } from "../conversation.ts";
import type { ConversationRow, ParkedRow, TranscriptRow } from "../stored/rows.ts";
import type { Database } from "./database.ts";
import { readConversation, selectConversations } from "./rows.ts";

export function get(
  db: Database,
  { conversationId }: { conversationId: string },
): ConversationRow | undefined {
  return readConversation(db, conversationId);
}

const transcriptColumns = "seq, at, sender, event, activity, status, reason, causes, delivery, terms";

export function transcript(
  db: Database,
  { conversationId, after, limit }: { conversationId: string; after: number; limit: number },
): TranscriptRow[] {
  return db.all<TranscriptRow>(
    `SELECT ${transcriptColumns} FROM transcript
     WHERE conversation_id = ?1 AND seq > ?2 AND seq < coalesce(
       (SELECT min(seq) FROM outbox WHERE conversation_id = ?1 AND lane = 'message'), ${Number.MAX_SAFE_INTEGER})
     ORDER BY seq LIMIT ?3`,
    conversationId,
    after,
    limit,
  );
}

export function latest(
  db: Database,
  { conversationId, limit }: { conversationId: string; limit: number },
): TranscriptRow[] {
  return db.all<TranscriptRow>(
    `SELECT ${transcriptColumns} FROM transcript WHERE conversation_id = ? ORDER BY seq DESC LIMIT ?`,
    conversationId,
    limit,
  );
}

export function find(
  db: Database,
  { shopId, key }: { shopId: string; key: string },
): { conversationId: string } | undefined {
  return db.get(
    "SELECT conversation_id AS conversationId FROM identities WHERE shop_id = ? AND key = ?",
    shopId,
    key,
  );
}

export function byOwner(
  db: Database,
  { shopId, owner, limit }: { shopId: string; owner: Owner; limit: number },
): ConversationRow[] {
  return db.all<ConversationRow>(
    `${selectConversations} WHERE c.shop_id = ? AND c.owner = ? ORDER BY c.owner_since LIMIT ?`,
    shopId,
    owner,
    limit,
  );
}

export function ofContact(db: Database, { contactId }: { contactId: string }): ConversationRow[] {
  return db.all<ConversationRow>(`${selectConversations} WHERE c.contact_id = ? ORDER BY c.id`, contactId);
}

export function parked(db: Database, { limit }: { limit: number }): ParkedRow[] {
  return db.all<ParkedRow>(
    `SELECT p.conversation_id AS conversationId, p.seq, t.event, p.reason, p.at FROM parked p
     JOIN transcript t ON t.conversation_id = p.conversation_id AND t.seq = p.seq ORDER BY p.n LIMIT ?`,
    limit,
  );
}
