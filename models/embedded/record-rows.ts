import type { Entry } from "../stored/record.ts";
import type { Database } from "./database.ts";

/** A record as it is kept; `doc` is JSON, `entries` JSON of `Entry[]`. */
export interface RecordRow {
  id: string;
  doc: string;
  entries: string;
}

/** The names of the indexes a kind was last kept with, as JSON; null when it was never met. */
export function recordFields(db: Database, { kind }: { kind: string }): string | null {
  return db.get<{ fields: string }>("SELECT fields FROM record_kinds WHERE name = ?", kind)?.fields ?? null;
}

export function setRecordFields(db: Database, { kind, fields }: { kind: string; fields: string }): void {
  db.run("INSERT OR REPLACE INTO record_kinds (name, fields) VALUES (?, ?)", kind, fields);
}

interface Stored {
  version: number;
  entries: string;
}

function readStored(db: Database, kind: string, id: string): Stored | undefined {
  return db.get<Stored>("SELECT version, entries FROM records WHERE kind = ? AND id = ?", kind, id);
}

function write(db: Database, kind: string, row: RecordRow, stored: Stored | undefined): void {
  db.run(
    `INSERT INTO records (kind, id, version, entries, doc) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (kind, id) DO UPDATE SET version = ?3, entries = ?4, doc = ?5`,
    kind,
    row.id,
    (stored?.version ?? 0) + 1,
    row.entries,
    row.doc,
  );
  writeEntries(db, kind, row, stored?.entries);
}

/** Most saves leave the index as it is, and then it costs nothing. */
function writeEntries(
  db: Database,
  kind: string,
  { id, entries }: Omit<RecordRow, "doc">,
  before = "[]",
): void {
  if (entries === before) return;
  for (const [field, value] of JSON.parse(before) as Entry[]) {
    db.run(
      "DELETE FROM record_index WHERE kind = ? AND field = ? AND value = ? AND id = ?",
      kind,
      field,
      value,
      id,
    );
  }
  for (const [field, value] of JSON.parse(entries) as Entry[]) {
    db.run(
      "INSERT OR IGNORE INTO record_index (kind, field, value, id) VALUES (?, ?, ?, ?)",
      kind,
      field,
      value,
      id,
    );
  }
}

/** @returns false when the stored version is not `expected`. */
export function saveRecord(
  db: Database,
  { kind, expected, ...row }: RecordRow & { kind: string; expected: number },
): boolean {
  const stored = readStored(db, kind, row.id);
  if ((stored?.version ?? 0) !== expected) return false;
  write(db, kind, row, stored);
  return true;
}

/**
 * An import may be large: its rows come as JSON in memory that the threads share, so that handing them over
 * does not stop the event loop.
 */
export const packRows = (rows: RecordRow[]): SharedArrayBuffer => {
  const bytes = Buffer.from(JSON.stringify(rows));
  const shared = new SharedArrayBuffer(bytes.length);
  bytes.copy(new Uint8Array(shared));
  return shared;
};

const unpackRows = (packed: SharedArrayBuffer): RecordRow[] =>
  JSON.parse(Buffer.from(packed).toString()) as RecordRow[];

export function replaceRecords(
  db: Database,
  { kind, pages }: { kind: string; pages: SharedArrayBuffer[] },
): void {
  for (const page of pages) {
    for (const row of unpackRows(page)) write(db, kind, row, readStored(db, kind, row.id));
  }
}

/** Files a record under new entries, unless someone saved it since it was read. */
export function reindexRecord(
  db: Database,
  { kind, id, version, entries }: { kind: string; id: string; version: number; entries: string },
): void {
  const stored = readStored(db, kind, id);
  if (stored?.version !== version) return;
  db.run("UPDATE records SET entries = ? WHERE kind = ? AND id = ?", entries, kind, id);
  writeEntries(db, kind, { id, entries }, stored.entries);
}

export function removeRecord(db: Database, { kind, id }: { kind: string; id: string }): boolean {
  const stored = readStored(db, kind, id);
  if (!stored) return false;
  writeEntries(db, kind, { id, entries: "[]" }, stored.entries);
  return db.run("DELETE FROM records WHERE kind = ? AND id = ?", kind, id) === 1;
}

export interface VersionedRow {
  id: string;
  doc: string;
  version: number;
}

/** Those that exist, in the order asked for. */
export function getRecords(db: Database, { kind, ids }: { kind: string; ids: string[] }): VersionedRow[] {
  return ids.flatMap((id) =>
    db.all<VersionedRow>("SELECT id, doc, version FROM records WHERE kind = ? AND id = ?", kind, id),
  );
}

/** @param limit negative: all of them. */
export function findRecords(
  db: Database,
  { kind, field, value, limit }: { kind: string; field: string; value: string; limit: number },
): VersionedRow[] {
  return db.all<VersionedRow>(
    `SELECT r.id, r.doc, r.version FROM record_index i JOIN records r ON r.kind = i.kind AND r.id = i.id
     WHERE i.kind = ? AND i.field = ? AND i.value = ? ORDER BY i.id LIMIT ?`,
    kind,
    field,
    value,
    limit,
  );
}

/** @param after null: from the first one. */
export function pageRecords(
  db: Database,
  { kind, after, limit }: { kind: string; after: string | null; limit: number },
): VersionedRow[] {
  const from = after === null ? "" : "AND id > ?";
  return db.all<VersionedRow>(
    `SELECT id, doc, version FROM records WHERE kind = ? ${from} ORDER BY id LIMIT ?`,
    ...(after === null ? [kind, limit] : [kind, after, limit]),
  );
}

export function countRecords(db: Database, { kind }: { kind: string }): number {
  return db.get<{ n: number }>("SELECT count(*) AS n FROM records WHERE kind = ?", kind)!.n;
}
