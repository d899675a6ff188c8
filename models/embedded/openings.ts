import { randomUUIDv7 } from "node:crypto";
import type { Contact } from "../conversation.ts";
import type { OpeningRow } from "../stored/rows.ts";
import type { Database } from "./database.ts";

export interface Opened {
  conversationId: string;
  contactId: string;
  created: boolean;
}

export function open(db: Database, opening: OpeningRow): Opened {
  const known = findByIdentity(db, opening);
  const opened = known ?? create(db, opening);
  for (const key of opening.identities) {
    db.run(
      "INSERT INTO identities (shop_id, key, conversation_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      opening.shopId,
      key,
      opened.conversationId,
    );
  }
  if (known) refresh(db, opened, opening);
  return opened;
}

function findByIdentity(db: Database, { shopId, identities }: OpeningRow): Opened | undefined {
  for (const key of identities) {
    const row = db.get<{ conversationId: string; contactId: string }>(
      `SELECT c.id AS conversationId, c.contact_id AS contactId
       FROM identities i JOIN conversations c ON c.id = i.conversation_id WHERE i.shop_id = ? AND i.key = ?`,
      shopId,
      key,
    );
    if (row) return { ...row, created: false };
  }
  return undefined;
}

function create(db: Database, opening: OpeningRow): Opened {
  // Version 7 begins with the time: those that are talked in now lie side by side in every index, and a commit writes fewer pages.
  const conversationId = randomUUIDv7();
  const { name, ...claimed } = opening.claimed;
  const contact: Contact = {
    id: randomUUIDv7(),
    shopId: opening.shopId,
    name: name ?? null,
    language: opening.language,
    wantsMessages: true,
    claimed,
  };
  db.run("INSERT INTO contacts (id, doc) VALUES (?, ?)", contact.id, JSON.stringify(contact));
  db.run(
    `INSERT INTO conversations (id, shop_id, contact_id, about, reference, owner, owner_since)
     VALUES (?, ?, ?, ?, ?, 'bot', ?)`,
    conversationId,
    opening.shopId,
    contact.id,
    opening.about,
    opening.reference ?? "null",
    opening.at,
  );
  db.run("INSERT INTO dialog_states (conversation_id, state) VALUES (?, 'null')", conversationId);
  return { conversationId, contactId: contact.id, created: true };
}

/** Writes only what is new: most openings are of a conversation that is known, and then cost no write. */
function refresh(db: Database, { conversationId, contactId }: Opened, opening: OpeningRow): void {
  if (opening.reference !== null) {
    db.run(
      "UPDATE conversations SET reference = ?1 WHERE id = ?2 AND reference <> ?1",
      opening.reference,
      conversationId,
    );
  }
  const { name, ...claimed } = opening.claimed;
  if (Object.keys(opening.claimed).length === 0) return;
  const before = db.get<{ doc: string }>("SELECT doc FROM contacts WHERE id = ?", contactId)!.doc;
  const contact = JSON.parse(before) as Contact;
  const after = JSON.stringify({
    ...contact,
    name: contact.name ?? name ?? null,
    claimed: { ...contact.claimed, ...claimed },
  });
  if (after !== before) db.run("UPDATE contacts SET doc = ? WHERE id = ?", after, contactId);
}
