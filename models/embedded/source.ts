import type { Moved, MovedConversation, MovedItem, MovedKind, MovedPage } from "../stored/moved.ts";
import type { Entry } from "../stored/record.ts";
import { connect } from "./connect.ts";
import type { Database } from "./database.ts";
import { jobColumns } from "./jobs.ts";
import { itemColumns } from "./rows.ts";

/** Keys beyond those of the mailbox that the next store is to know at once. */
const mostRecentKeys = 64;

/** A shop that is stopped, to be read from its first row to its last. */
export interface MoveSource {
  page<Kind extends MovedKind>(kind: Kind, after: string | null, limit: number): MovedPage<Kind>;
  /** Tables that no kind reads, with their rows. */
  others(): { table: string; rows: number }[];
  close(): void;
}

/**
 * Opens the store of a folder for whoever moves it, in this thread: nobody else is served meanwhile.
 * @throws {StorageError} when a server has it, or it cannot be opened.
 */
export function openSource({ dataDir }: { dataDir: string }): MoveSource {
  const { db, close } = connect(dataDir);
  return {
    page(kind, after, limit) {
      const { rows, place } = readers[kind](db, after === null ? null : (JSON.parse(after) as Place), limit);
      return { rows, after: rows.length < limit ? null : JSON.stringify(place) };
    },
    others: () => others(db),
    close,
  };
}

/** The ids of the last row. */
type Place = (string | number)[];
type Reader<Kind extends MovedKind> = (
  db: Database,
  after: Place | null,
  limit: number,
) => { rows: Moved[Kind][]; place: Place };

/** @param ids the columns of the order, by the names that the rows give them. */
function reader<Kind extends MovedKind, Row>(
  sql: (where: string) => string,
  ids: { column: string; of: (row: Row) => string | number }[],
  complete: (db: Database, row: Row) => Moved[Kind],
): Reader<Kind> {
  const where = `(${ids.map(({ column }) => column)}) > (${ids.map(() => "?")})`;
  return (db, after, limit) => {
    const found = db.all<Row>(sql(after ? where : "true"), ...(after ?? []), limit);
    const last = found.at(-1);
    return {
      rows: found.map((row) => complete(db, row)),
      place: last ? ids.map(({ of }) => of(last)) : [],
    };
  };
}

const asIs = <Row>(_: Database, row: Row): Row => row;

const readers: { [Kind in MovedKind]: Reader<Kind> } = {
  contacts: reader<"contacts", Moved["contacts"]>(
    (where) => `SELECT id, doc ->> 'shopId' AS shopId, doc FROM contacts WHERE ${where} ORDER BY id LIMIT ?`,
    [{ column: "id", of: ({ id }) => id }],
    asIs,
  ),
  conversations: reader<"conversations", ConversationColumns>(
    (where) =>
      `SELECT c.id, c.shop_id AS shopId, c.contact_id AS contactId, c.about, c.reference, c.owner,
         c.owner_since AS ownerSince, c.epoch, c.handover, c.version, c.seq, c.crashes, c.wake_at AS wakeAt,
         c.heard_at AS heardAt, c.free_until AS freeUntil, c.gone_at AS goneAt, c.spent_until AS spentUntil, s.state
       FROM conversations c JOIN dialog_states s ON s.conversation_id = c.id
       WHERE ${where} ORDER BY c.id LIMIT ?`,
    [{ column: "c.id", of: ({ id }) => id }],
    wholeConversation,
  ),
  transcript: reader<"transcript", Moved["transcript"]>(
    (where) =>
      `SELECT t.conversation_id AS conversationId, t.seq, t.at, t.sender, t.key, t.event, t.activity, t.status,
         t.reason, t.causes, t.vendor_id AS vendorId, t.delivery, t.terms FROM transcript t
       WHERE ${where} AND NOT EXISTS (
         SELECT 1 FROM mailbox m WHERE m.conversation_id = t.conversation_id AND m.seq = t.seq)
       ORDER BY t.conversation_id, t.seq LIMIT ?`,
    [
      { column: "t.conversation_id", of: ({ conversationId }) => conversationId },
      { column: "t.seq", of: ({ seq }) => seq },
    ],
    asIs,
  ),
  records: reader<"records", RecordColumns>(
    (where) =>
      `SELECT r.kind, r.id, r.version, r.doc, r.entries, k.fields FROM records r
       LEFT JOIN record_kinds k ON k.name = r.kind WHERE ${where} ORDER BY r.kind, r.id LIMIT ?`,
    [
      { column: "r.kind", of: ({ kind }) => kind },
      { column: "r.id", of: ({ id }) => id },
    ],
    (_, row) => ({
      ...row,
      entries: JSON.parse(row.entries) as Entry[],
      fields: JSON.parse(row.fields ?? "[]") as string[],
    }),
  ),
  pictures: reader<"pictures", Moved["pictures"] & { seq: number }>(
    (where) =>
      `SELECT conversation_id AS conversationId, seq, event ->> 'mediaId' AS mediaId FROM transcript
       WHERE ${where} AND event ->> 'mediaId' IS NOT NULL ORDER BY conversation_id, seq LIMIT ?`,
    [
      { column: "conversation_id", of: ({ conversationId }) => conversationId },
      { column: "seq", of: ({ seq }) => seq },
    ],
    (_, { conversationId, mediaId }) => ({ conversationId, mediaId }),
  ),
  jobs: reader<"jobs", Moved["jobs"]>(
    (where) => `SELECT ${jobColumns} FROM jobs WHERE ${where} ORDER BY id LIMIT ?`,
    [{ column: "id", of: ({ id }) => id }],
    asIs,
  ),
  identities: reader<"identities", Moved["identities"]>(
    (where) =>
      `SELECT i.shop_id AS shopId, i.key, i.conversation_id AS conversationId, c.contact_id AS contactId
       FROM identities i JOIN conversations c ON c.id = i.conversation_id
       WHERE ${where} ORDER BY i.shop_id, i.key LIMIT ?`,
    [
      { column: "i.shop_id", of: ({ shopId }) => shopId },
      { column: "i.key", of: ({ key }) => key },
    ],
    asIs,
  ),
};

type RecordColumns = Omit<Moved["records"], "entries" | "fields"> & {
  entries: string;
  fields: string | null;
};

type ConversationColumns = Omit<
  MovedConversation,
  "readyAt" | "mailbox" | "outbox" | "dead" | "parked" | "recentKeys"
> & { wakeAt: number | null };

function wholeConversation(db: Database, { wakeAt, ...row }: ConversationColumns): MovedConversation {
  const { id } = row;
  const mailbox = db.all<MovedConversation["mailbox"][number]>(
    `SELECT m.seq, t.key, m.kind, t.at, t.event AS json FROM mailbox m
     JOIN transcript t ON t.conversation_id = m.conversation_id AND t.seq = m.seq
     WHERE m.conversation_id = ? ORDER BY m.seq`,
    id,
  );
  const items = <Row extends MovedItem>(table: string, more: string): Row[] =>
    db
      .all<Row & { conversationId?: string }>(
        `SELECT ${itemColumns}, call_key AS callKey, ${more} FROM ${table} WHERE conversation_id = ? ORDER BY seq`,
        id,
      )
      .map(({ conversationId: _, ...item }) => item as unknown as Row);
  const recent = db.all<{ key: string }>(
    `SELECT key FROM transcript WHERE conversation_id = ? AND key IS NOT NULL ORDER BY seq DESC LIMIT ?`,
    id,
    mostRecentKeys + mailbox.length,
  );
  return {
    ...row,
    readyAt: mailbox.length === 0 ? 0 : readyAt(wakeAt),
    mailbox,
    outbox: items<MovedItem>(
      "outbox",
      "status, delivery, requests_taken AS requestsTaken, sending_at AS sendingAt, echoed",
    ),
    dead: items("dead_letters", "'due' AS status, died_at AS diedAt"),
    parked: db.all(
      `SELECT p.seq, t.event, p.reason, p.at FROM parked p
       JOIN transcript t ON t.conversation_id = p.conversation_id AND t.seq = p.seq
       WHERE p.conversation_id = ? ORDER BY p.n`,
      id,
    ),
    recentKeys: recent.map(({ key }) => key).toReversed(),
  };
}

/** Those that a worker had in hand come before all that wait. */
const readyAt = (wakeAt: number | null): number =>
  wakeAt !== null && wakeAt < 0 ? wakeAt : Number.MIN_SAFE_INTEGER;

const read = new Set([
  "contacts",
  "conversations",
  "dialog_states",
  "identities",
  "transcript",
  "mailbox",
  "outbox",
  "dead_letters",
  "parked",
  "record_kinds",
  "records",
  "record_index",
  "jobs",
]);

function others(db: Database): { table: string; rows: number }[] {
  const tables = db.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return tables
    .filter(({ name }) => !read.has(name))
    .map(({ name }) => ({
      table: name,
      rows: db.get<{ n: number }>(`SELECT count(*) AS n FROM "${name}"`)!.n,
    }));
}
