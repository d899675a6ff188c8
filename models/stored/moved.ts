import type { JobRow } from "../ports/job-rows.ts";
import type { Entry } from "./record.ts";
import type { ConversationRow, EventRow, OutboxRow, ParkedRow, TranscriptRow } from "./rows.ts";

// What one store hands to another when a shop moves (`npm run migrate-store`).

export interface MovedContact {
  id: string;
  shopId: string;
  /** JSON. */
  doc: string;
}

export type MovedItem = Omit<OutboxRow, "conversationId"> & { callKey: string | null };

/** Without its lease: what a worker had in hand is due. */
export interface MovedConversation extends Omit<ConversationRow, "contact"> {
  ownerSince: number;
  /** The last place given. */
  seq: number;
  crashes: number;
  /** Its place among those with an event: negative, the smallest first; 0: no event waits. */
  readyAt: number;
  /** Their rows are not among those of the transcript. */
  mailbox: (EventRow & { seq: number })[];
  outbox: MovedItem[];
  dead: (MovedItem & { diedAt: number })[];
  parked: Omit<ParkedRow, "conversationId">[];
  /** The newest keys of the transcript, the oldest first. */
  recentKeys: string[];
}

export type MovedTranscriptRow = TranscriptRow & {
  conversationId: string;
  key: string | null;
  vendorId: string | null;
};

export interface MovedRecord {
  kind: string;
  id: string;
  version: number;
  doc: string;
  /** What it is found by, and all fields that its kind has. */
  entries: Entry[];
  fields: string[];
}

export interface MovedIdentity {
  shopId: string;
  key: string;
  conversationId: string;
  contactId: string;
}

/** A picture, by the names that messages know it by. */
export interface MovedPicture {
  conversationId: string;
  mediaId: string;
}

export interface Moved {
  contacts: MovedContact;
  conversations: MovedConversation;
  transcript: MovedTranscriptRow;
  records: MovedRecord;
  pictures: MovedPicture;
  jobs: JobRow;
  identities: MovedIdentity;
}
export type MovedKind = keyof Moved;

/** In this order: a conversation is found by its identities, and so they come last. */
export const movedKinds: readonly MovedKind[] = [
  "contacts",
  "conversations",
  "transcript",
  "records",
  "pictures",
  "jobs",
  "identities",
];

/** Some rows in the order of their ids; `after` asks for the next ones, null: there are no more. */
export interface MovedPage<Kind extends MovedKind> {
  rows: Moved[Kind][];
  after: string | null;
}
