import { randomUUIDv7 } from "node:crypto";
import type { Contact } from "../conversation.ts";
import type { ConversationStore } from "../ports/store.ts";
import type { OpeningRow } from "../stored/rows.ts";
import { changeContact } from "./contacts.ts";
import { isDuplicate, stored } from "./fault.ts";
import type { Collections, ConversationRecord, IdentityRecord } from "./schemas.ts";

type Opened = Awaited<ReturnType<ConversationStore["open"]>>;
type Pair = Pick<Opened, "conversationId" | "contactId">;

/**
 * Without a transaction: a new conversation counts once one of its identities names it, the same one for everybody
 * who opens it. Of several that open it at once, one gets that identity, and the others take back what they made.
 */
export async function open(collections: Collections, opening: OpeningRow): Promise<Opened> {
  const known = await findByIdentity(collections, opening);
  const opened = known ?? (await create(collections, opening));
  await Promise.all(
    opening.identities.map((key) => name(collections, identityId(opening.shopId, key), opened)),
  );
  if (!opened.created) await refresh(collections, opened, opening);
  return opened;
}

export const identityId = (shopId: string, key: string): string => `${shopId} ${key}`;

async function findByIdentity(
  { identities }: Collections,
  { shopId, identities: keys }: OpeningRow,
): Promise<Opened | undefined> {
  const ids = keys.map((key) => identityId(shopId, key));
  const found = await stored(() => identities.find({ _id: { $in: ids } }).lean());
  const first = ids.map((id) => found.find(({ _id }) => _id === id)).find((identity) => identity);
  return first && { conversationId: first.conversationId, contactId: first.contactId, created: false };
}

async function create(collections: Collections, opening: OpeningRow): Promise<Opened> {
  const { shopId } = opening;
  const made = { conversationId: randomUUIDv7(), contactId: randomUUIDv7() };
  const { name: called, ...claimed } = opening.claimed;
  const contact: Contact = {
    id: made.contactId,
    shopId,
    name: called ?? null,
    language: opening.language,
    wantsMessages: true,
    claimed,
  };
  await stored(() => collections.contacts.create({ _id: contact.id, shopId, doc: JSON.stringify(contact) }));
  await stored(() => collections.conversations.create(newRecord(made, opening)));
  const deciding = opening.identities.toSorted()[0]!;
  const winner = await name(collections, identityId(shopId, deciding), made);
  if (winner.conversationId === made.conversationId) return { ...made, created: true };
  await stored(() => collections.conversations.deleteOne({ _id: made.conversationId }));
  await stored(() => collections.contacts.deleteOne({ _id: made.contactId }));
  return { ...winner, created: false };
}

function newRecord({ conversationId, contactId }: Pair, opening: OpeningRow): ConversationRecord {
  return {
    _id: conversationId,
    shopId: opening.shopId,
    contactId,
    about: opening.about,
    reference: opening.reference ?? "null",
    owner: "bot",
    ownerSince: opening.at,
    epoch: 0,
    ownerChanged: false,
    handover: null,
    version: 0,
    revision: 0,
    seq: 0,
    state: "null",
    crashes: 0,
    held: false,
    leaseToken: null,
    leaseUntil: null,
    leaseOrphaned: false,
    readyAt: 0,
    wakeAt: null,
    mailbox: [],
    outbox: [],
    tail: [],
    movedTo: 0,
    recentKeys: [],
    dead: [],
    parked: [],
    heardAt: null,
    goneAt: null,
    spentUntil: null,
  };
}

/** @returns whose identity it is, from now on or since before. */
async function name({ identities }: Collections, id: string, pair: Pair): Promise<Pair> {
  const { conversationId, contactId } = pair;
  try {
    await stored(() => identities.create({ _id: id, conversationId, contactId }));
    return { conversationId, contactId };
  } catch (error) {
    if (!(error instanceof Error && isDuplicate(error.cause))) throw error;
    const known: IdentityRecord | null = await stored(() => identities.findById(id).lean());
    return known!;
  }
}

/** Writes only what is new: most openings are of a conversation that is known, and then cost no write. */
async function refresh(
  collections: Collections,
  { conversationId, contactId }: Opened,
  { reference, claimed: { name: called, ...claimed } }: OpeningRow,
): Promise<void> {
  if (reference !== null) {
    await stored(() =>
      collections.conversations.updateOne(
        { _id: conversationId, reference: { $ne: reference } },
        { $set: { reference } },
      ),
    );
  }
  if (called === undefined && Object.keys(claimed).length === 0) return;
  await changeContact(collections, contactId, (contact) => ({
    ...contact,
    name: contact.name ?? called ?? null,
    claimed: { ...contact.claimed, ...claimed },
  }));
}
