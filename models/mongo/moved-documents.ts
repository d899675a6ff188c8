import { createHash } from "node:crypto";
import { mongo } from "mongoose";
import type { JobRow } from "../ports/job-rows.ts";
import type { Media } from "../ports/media.ts";
import { exact, itemId } from "../stored/keys.ts";
import type { Moved, MovedConversation, MovedKind, MovedPicture } from "../stored/moved.ts";
import { effectsDueAt } from "../stored/pending.ts";
import { nameOf } from "./media.ts";
import { identityId } from "./openings.ts";
import type {
  ContactRecord,
  ConversationRecord,
  IdentityRecord,
  MailEntry,
  TranscriptRecord,
} from "./schemas.ts";

/** A document with its collection. */
export interface Placed {
  collection: string;
  document: { _id: string | mongo.ObjectId };
}

/** What becomes of a row of another store. Pictures have no collection of their own: see {@link pictureDocument}. */
export function place<Kind extends Exclude<MovedKind, "pictures">>(kind: Kind, row: Moved[Kind]): Placed {
  return placers[kind](row);
}

const placers: { [Kind in Exclude<MovedKind, "pictures">]: (row: Moved[Kind]) => Placed } = {
  contacts: ({ id, shopId, doc }) => ({
    collection: "contacts",
    document: { _id: id, shopId, doc } satisfies ContactRecord,
  }),
  conversations: (row) => ({ collection: "conversations", document: conversation(row) }),
  transcript: (row) => ({
    collection: "transcript",
    document: { _id: itemId(row.conversationId, row.seq), ...row } satisfies TranscriptRecord,
  }),
  records: ({ kind, id, version, doc, entries, fields }) => {
    const by = Object.fromEntries(fields.map((field): [string, string[]] => [field, []]));
    for (const [field, value] of entries) by[field] = [...(by[field] ?? []), exact(value)];
    return {
      collection: `records.${kind}`,
      document: { _id: exact(id), doc, version, by } as Placed["document"],
    };
  },
  jobs: (row) => ({ collection: "jobs", document: job(row) }),
  identities: ({ shopId, key, conversationId, contactId }) => ({
    collection: "identities",
    document: { _id: identityId(shopId, key), conversationId, contactId } satisfies IdentityRecord,
  }),
};

/** Nobody holds it; it is found by what waits in it. */
function conversation({ id, seq, mailbox, outbox, ...row }: MovedConversation): ConversationRecord {
  return {
    _id: id,
    ...row,
    seq,
    revision: 0,
    ownerChanged: false,
    held: false,
    leaseToken: null,
    leaseUntil: null,
    leaseOrphaned: false,
    wakeAt: effectsDueAt(outbox),
    mailbox: mailbox.map((event): MailEntry => event),
    outbox,
    tail: [],
    movedTo: seq,
  };
}

/**
 * As the scheduler keeps it there (see `jobs/mongo/`), where instants are dates and what is absent is null. One that
 * was being run is run again.
 */
function job({ id, doc, ...row }: JobRow): Placed["document"] {
  const date = (at: number | null): Date | null => (at === null ? null : new Date(at));
  return {
    ...(JSON.parse(doc) as object),
    _id: new mongo.ObjectId(id.toString(16).padStart(objectIdDigits, "0")),
    name: row.name,
    nextRunAt: date(row.dueAt),
    lockedAt: date(row.lockedAt),
    lastRunAt: date(row.lastRunAt),
    lastFinishedAt: date(row.finishedAt),
    failedAt: date(row.failedAt),
    failReason: row.failReason,
    ...(row.failCount > 0 && { failCount: row.failCount }),
    ...(row.disabled === 1 && { disabled: true }),
  } as Placed["document"];
}
const objectIdDigits = 24;

/** A picture, for a checksum: by its name, and with one of its bytes. */
export const pictureDocument = (picture: MovedPicture, { bytes, contentType }: Media) => ({
  _id: nameOf(picture.conversationId, picture.mediaId),
  contentType,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});
