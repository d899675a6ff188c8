import { type Connection, Schema } from "mongoose";
import type { Owner } from "../conversation.ts";
import type { EventRow, OutboxRow, TranscriptRow } from "../stored/rows.ts";

/** An event that waits. `seq` is null until the next write of a worker: see `stampedMailbox`. */
export type MailEntry = EventRow & { seq: number | null };

/** `delivery` is JSON: what the vendor told of a message before it had its row. */
export type OutboxEntry = Omit<OutboxRow, "conversationId"> & {
  callKey: string | null;
  delivery?: string | null;
};

/** A row of the transcript, with what the readers of it are not told. */
export type RowEntry = TranscriptRow & { key: string | null; vendorId: string | null };

export type DeadEntry = OutboxEntry & { diedAt: number };

export interface ParkedEntry {
  seq: number;
  event: string;
  reason: string;
  at: number;
}

/**
 * A conversation is one record, so that every write of it is atomic without a transaction. What grows leaves it: the
 * rows in `tail` are copied to the transcript before they go. JSON as in `stored/rows.ts`; instants in milliseconds.
 */
export interface ConversationRecord {
  _id: string;
  shopId: string;
  contactId: string;
  about: string;
  reference: string;
  owner: Owner;
  ownerSince: number;
  epoch: number;
  /** The owner changed since the holder of the lease last looked. */
  ownerChanged: boolean;
  handover: string | null;
  /** Raised by every turn. */
  version: number;
  /** Raised by every write that others must notice: the comparison of compare-and-set. */
  revision: number;
  /** The last place given. */
  seq: number;
  state: string;
  crashes: number;
  /** Whether a worker has it. */
  held: boolean;
  leaseToken: string | null;
  leaseUntil: number | null;
  leaseOrphaned: boolean;
  /** Its place among those that nobody holds and for which an event waits: negative, the smallest first; 0: none. */
  readyAt: number;
  /** The end of the lease, or when the next effect is due; null: nothing is. */
  wakeAt: number | null;
  mailbox: MailEntry[];
  outbox: OutboxEntry[];
  tail: RowEntry[];
  /** The highest place among the rows that are in the transcript; some in the record may have lower ones. */
  movedTo: number;
  /** Keys of the mailbox, of the tail and of some rows before them: a transcript row is not there at once. */
  recentKeys: string[];
  dead: DeadEntry[];
  parked: ParkedEntry[];
  /** See `Reach`; absent in what older programs wrote. */
  heardAt?: number | null;
  freeUntil?: number | null;
  goneAt?: number | null;
  spentUntil?: number | null;
}

export interface ContactRecord {
  _id: string;
  shopId: string;
  /** The contact, as JSON. */
  doc: string;
}

/** `_id` is the shop and the key. */
export interface IdentityRecord {
  _id: string;
  conversationId: string;
  contactId: string;
}

export type TranscriptRecord = RowEntry & { _id: string; conversationId: string };

const mixed = Schema.Types.Mixed;
/** Rows are whole values: the driver keeps them as they are, and no path of them is looked at alone. */
const rows = [mixed];
const options = { versionKey: false, minimize: false, autoIndex: false, autoCreate: false } as const;

const conversations = new Schema<ConversationRecord>(
  {
    _id: String,
    shopId: String,
    contactId: String,
    about: String,
    reference: String,
    owner: String,
    ownerSince: Number,
    epoch: Number,
    ownerChanged: Boolean,
    handover: String,
    version: Number,
    revision: Number,
    seq: Number,
    state: String,
    crashes: Number,
    held: Boolean,
    leaseToken: String,
    leaseUntil: Number,
    leaseOrphaned: Boolean,
    readyAt: Number,
    wakeAt: Number,
    mailbox: rows,
    outbox: rows,
    tail: rows,
    movedTo: Number,
    recentKeys: [String],
    dead: rows,
    parked: rows,
    heardAt: Number,
    freeUntil: Number,
    goneAt: Number,
    spentUntil: Number,
  },
  { ...options, collection: "conversations" },
)
  // Who is due.
  .index({ held: 1, readyAt: 1 })
  .index({ wakeAt: 1 })
  // The queue of those who wait for a person.
  .index({ shopId: 1, owner: 1, ownerSince: 1 })
  .index({ contactId: 1 })
  // What people must look at.
  .index({ "dead.diedAt": 1 })
  .index({ "parked.at": 1 });

const contacts = new Schema<ContactRecord>(
  { _id: String, shopId: String, doc: String },
  { ...options, collection: "contacts" },
);

const identities = new Schema<IdentityRecord>(
  { _id: String, conversationId: String, contactId: String },
  { ...options, collection: "identities" },
).index({ conversationId: 1 });

const transcript = new Schema<TranscriptRecord>(
  {
    _id: String,
    conversationId: String,
    seq: Number,
    at: String,
    sender: String,
    key: String,
    event: String,
    activity: String,
    status: String,
    reason: String,
    vendorId: String,
    causes: String,
    delivery: String,
    terms: String,
  },
  { ...options, collection: "transcript" },
)
  .index({ conversationId: 1, seq: 1 })
  .index({ conversationId: 1, key: 1 });

/**
 * Written by the scheduler alone (see `jobs/mongo/`), which calls its fields by these names. A unique key is what
 * keeps two processes from scheduling the same thing twice.
 */
const jobs = new Schema({}, { ...options, collection: "jobs" })
  .index({ "data.key": 1 }, { unique: true })
  // Who is due, who was left behind, who is dead.
  .index({ name: 1, lockedAt: 1, nextRunAt: 1 })
  .index({ "data.payload.conversationId": 1 });

/** The collections of a store. */
export function collectionsOf(connection: Connection) {
  return {
    conversations: connection.model("Conversation", conversations),
    contacts: connection.model("Contact", contacts),
    identities: connection.model("Identity", identities),
    transcript: connection.model("Transcript", transcript),
    jobs: connection.model("Job", jobs),
  };
}
export type Collections = ReturnType<typeof collectionsOf>;
