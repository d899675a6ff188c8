import { randomUUIDv7 } from "node:crypto";
import type { Contact } from "../conversation.ts";
import { joined, newContact, refreshed, tellsOfContact } from "../stored/contact.ts";
import type { OpeningRow } from "../stored/rows.ts";
import type { Database } from "./database.ts";

export interface Opened {
  conversationId: string;
  contactId: string;
  created: boolean;
}

export function open(db: Database, opening: OpeningRow): Opened {
  const { identities, phoneIdentity } = opening;
  const sameNumber = phoneIdentity === null ? undefined : find(db, opening, [phoneIdentity]);
  const known = find(db, opening, identities);
  const opened = known ?? create(db, opening, sameNumber?.contactId);
  for (const key of phoneIdentity === null ? identities : [...identities, phoneIdentity]) {
    db.run(
      "INSERT INTO identities (shop_id, key, conversation_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      opening.shopId,
      key,
      opened.conversationId,
    );
  }
  const contactId = sameNumber?.contactId ?? opened.contactId;
  if (contactId !== opened.contactId) merge(db, contactId, opened.contactId);
  if (known || sameNumber) refresh(db, { ...opened, contactId }, opening);
  return { ...opened, contactId };
}

export function join(db: Database, { stays, goes }: { stays: string; goes: string }): void {
  const kept = contactOf(db, stays);
  const given = contactOf(db, goes);
  if (kept !== undefined && given !== undefined && kept !== given) merge(db, kept, given);
}

export function leave(db: Database, { shopId, keys }: { shopId: string; keys: string[] }): void {
  for (const key of keys) db.run("DELETE FROM identities WHERE shop_id = ? AND key = ?", shopId, key);
}

function find(db: Database, { shopId }: OpeningRow, keys: string[]): Opened | undefined {
  for (const key of keys) {
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

function create(db: Database, opening: OpeningRow, knownContact: string | undefined): Opened {
  // Version 7 begins with the time: those that are talked in now lie side by side in every index, and a commit writes fewer pages.
  const conversationId = randomUUIDv7();
  const contactId = knownContact ?? randomUUIDv7();
  if (knownContact === undefined) writeContact(db, newContact(contactId, opening));
  db.run(
    `INSERT INTO conversations (id, shop_id, contact_id, about, reference, owner, owner_since)
     VALUES (?, ?, ?, ?, ?, 'bot', ?)`,
    conversationId,
    opening.shopId,
    contactId,
    opening.about,
    opening.reference ?? "null",
    opening.at,
  );
  db.run("INSERT INTO dialog_states (conversation_id, state) VALUES (?, 'null')", conversationId);
  return { conversationId, contactId, created: true };
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
  if (!tellsOfContact(opening)) return;
  const before = readContact(db, contactId);
  const after = refreshed(before, opening);
  if (JSON.stringify(after) !== JSON.stringify(before)) writeContact(db, after);
}

/** All that is one contact's becomes another's. */
function merge(db: Database, stays: string, goes: string): void {
  writeContact(db, joined(readContact(db, stays), readContact(db, goes)));
  db.run("UPDATE conversations SET contact_id = ? WHERE contact_id = ?", stays, goes);
  db.run("DELETE FROM contacts WHERE id = ?", goes);
}

const contactOf = (db: Database, conversationId: string): string | undefined =>
  db.get<{ id: string }>("SELECT contact_id AS id FROM conversations WHERE id = ?", conversationId)?.id;

const readContact = (db: Database, id: string): Contact =>
  JSON.parse(db.get<{ doc: string }>("SELECT doc FROM contacts WHERE id = ?", id)!.doc);

function writeContact(db: Database, contact: Contact): void {
  db.run(
    "INSERT INTO contacts (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
    contact.id,
    JSON.stringify(contact),
  );
}
