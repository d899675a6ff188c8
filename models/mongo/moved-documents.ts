import { createHash } from "node:crypto";
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
  document: { _id: string };
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

/** A picture, for a checksum: by its name, and with one of its bytes. */
export const pictureDocument = (picture: MovedPicture, { bytes, contentType }: Media) => ({
  _id: nameOf(picture.conversationId, picture.mediaId),
  contentType,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});
