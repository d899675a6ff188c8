import { randomUUIDv7 } from "node:crypto";
import type { Contact } from "../conversation.ts";
import type { ConversationStore } from "../ports/store.ts";
import { joined, newContact, refreshed, tellsOfContact } from "../stored/contact.ts";
import type { OpeningRow } from "../stored/rows.ts";
import { changeContact, readContact } from "./contacts.ts";
import { isDuplicate, stored } from "./fault.ts";
import type { Collections, ConversationRecord, IdentityRecord } from "./schemas.ts";

type Opened = Awaited<ReturnType<ConversationStore["open"]>>;
type Pair = Pick<Opened, "conversationId" | "contactId">;

/**
 * Without a transaction: a new conversation counts once one of its identities names it, the same one for everybody
 * who opens it. Of several that open it at once, one gets that identity, and the others take back what they made.
 */
export async function open(collections: Collections, opening: OpeningRow): Promise<Opened> {
  const { shopId, identities, phoneIdentity } = opening;
  const found = await findAll(collections, opening);
  const firstOf = (keys: string[]) => keys.map((key) => found.get(identityId(shopId, key))).find(Boolean);
  const sameNumber = phoneIdentity === null ? undefined : firstOf([phoneIdentity]);
  const known = firstOf(identities);
  const opened = known
    ? { conversationId: known.conversationId, contactId: known.contactId, created: false }
    : await create(collections, opening, sameNumber?.contactId);
  const named = await Promise.all(
    [...identities, ...(phoneIdentity === null ? [] : [phoneIdentity])].map((key) =>
      name(collections, identityId(shopId, key), opened),
    ),
  );
  const contactId = phoneIdentity === null ? opened.contactId : named.at(-1)!.contactId;
  if (contactId !== opened.contactId) await merge(collections, contactId, opened.contactId);
  if (!opened.created || sameNumber) await refresh(collections, { ...opened, contactId }, opening);
  return { ...opened, contactId };
}

export const identityId = (shopId: string, key: string): string => `${shopId} ${key}`;

export async function join(collections: Collections, stays: string, goes: string): Promise<void> {
  const [kept, given] = await Promise.all([contactOf(collections, stays), contactOf(collections, goes)]);
  if (kept !== undefined && given !== undefined && kept !== given) await merge(collections, kept, given);
}

export async function leave({ identities }: Collections, shopId: string, keys: string[]): Promise<void> {
  await stored(() => identities.deleteMany({ _id: { $in: keys.map((key) => identityId(shopId, key)) } }));
}

const contactOf = async (
  { conversations }: Collections,
  conversationId: string,
): Promise<string | undefined> =>
  (await stored(() => conversations.findById(conversationId, { contactId: 1 }).lean()))?.contactId;

async function findAll(
  { identities }: Collections,
  { shopId, identities: keys, phoneIdentity }: OpeningRow,
): Promise<ReadonlyMap<string, IdentityRecord>> {
  const ids = [...keys, ...(phoneIdentity === null ? [] : [phoneIdentity])].map((key) =>
    identityId(shopId, key),
  );
  const found = await stored(() => identities.find({ _id: { $in: ids } }).lean());
  return new Map(found.map((record) => [record._id, record]));
}

async function create(
  collections: Collections,
  opening: OpeningRow,
  knownContact: string | undefined,
): Promise<Opened> {
  const { shopId } = opening;
  const made = { conversationId: randomUUIDv7(), contactId: knownContact ?? randomUUIDv7() };
  if (knownContact === undefined) {
    const contact = newContact(made.contactId, opening);
    await stored(() =>
      collections.contacts.create({ _id: contact.id, shopId, doc: JSON.stringify(contact) }),
    );
  }
  await stored(() => collections.conversations.create(newRecord(made, opening)));
  const deciding = opening.identities.toSorted()[0]!;
  const winner = await name(collections, identityId(shopId, deciding), made);
  if (winner.conversationId === made.conversationId) return { ...made, created: true };
  await stored(() => collections.conversations.deleteOne({ _id: made.conversationId }));
  if (knownContact === undefined) await stored(() => collections.contacts.deleteOne({ _id: made.contactId }));
  return { ...winner, created: false };
}

/** All that is one contact's becomes another's. Whoever is cut off here goes on at the next opening. */
async function merge(collections: Collections, stays: string, goes: string): Promise<void> {
  const doc = await readContact(collections, goes);
  if (doc !== undefined)
    await changeContact(collections, stays, (contact) => joined(contact, JSON.parse(doc) as Contact));
  await stored(() => collections.identities.updateMany({ contactId: goes }, { $set: { contactId: stays } }));
  await stored(() =>
    collections.conversations.updateMany(
      { contactId: goes },
      { $set: { contactId: stays }, $inc: { revision: 1 } },
    ),
  );
  await stored(() => collections.contacts.deleteOne({ _id: goes }));
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
    freeUntil: null,
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
  opening: OpeningRow,
): Promise<void> {
  const { reference } = opening;
  if (reference !== null) {
    await stored(() =>
      collections.conversations.updateOne(
        { _id: conversationId, reference: { $ne: reference } },
        { $set: { reference } },
      ),
    );
  }
  if (tellsOfContact(opening))
    await changeContact(collections, contactId, (contact) => refreshed(contact, opening));
}
