import { setImmediate } from "node:timers/promises";
import { type OpenRecords, type RecordKind, type Records, StaleRecordError } from "../ports/records.ts";
import { decodeRecord, encodeRecord, entriesOf, fieldsOf } from "../stored/record.ts";
import type { Call } from "./operations.ts";
import { packRows, type RecordRow, type VersionedRow } from "./record-rows.ts";

const pageSize = 200;

/** Records of every kind in two tables: the documents, and what they are found by. */
export function openRecords(call: Call): OpenRecords {
  return async (kind) => {
    await fileUnderIndexes(call, kind);
    return records(call, kind);
  };
}

function records<T, Index extends string>(call: Call, kind: RecordKind<T, Index>): Records<T, Index> {
  const { name } = kind;
  const decode = (row: VersionedRow): T => decodeRecord(kind, row);
  const list = (rows: VersionedRow[]): T[] => rows.map(decode);
  return {
    async get(id) {
      const [row] = await call("getRecords", { kind: name, ids: [id] });
      return row ? { doc: decode(row), version: row.version } : null;
    },
    getMany: async (ids) => list(await call("getRecords", { kind: name, ids })),
    find: async (field, value, limit = -1) =>
      list(await call("findRecords", { kind: name, field, value, limit })),
    page: async (after, limit) => list(await call("pageRecords", { kind: name, after, limit })),
    count: () => call("countRecords", { kind: name }),
    async save(doc, expected) {
      const row = encode(kind, doc);
      if (!(await call("saveRecord", { kind: name, expected, ...row }))) {
        throw new StaleRecordError(
          `${name} ${row.id}: version ${expected} is not the stored one; read it again and decide again`,
        );
      }
    },
    async replace(docs) {
      const pages: SharedArrayBuffer[] = [];
      for (let from = 0; from < docs.length; from += pageSize) {
        pages.push(packRows(docs.slice(from, from + pageSize).map((doc) => encode(kind, doc))));
        await setImmediate();
      }
      await call("replaceRecords", { kind: name, pages });
    },
    remove: (id) => call("removeRecord", { kind: name, id }),
  };
}

function encode<T, Index extends string>(kind: RecordKind<T, Index>, doc: T): RecordRow {
  const { entries, ...row } = encodeRecord(kind, doc);
  return { ...row, entries: JSON.stringify(entries) };
}

/** A kind that has other indexes than when it was last kept is filed again; safe to be cut off and run again. */
async function fileUnderIndexes<T, Index extends string>(
  call: Call,
  kind: RecordKind<T, Index>,
): Promise<void> {
  const wanted = JSON.stringify(fieldsOf(kind));
  const known = await call("recordFields", { kind: kind.name });
  if (known === wanted) return;
  let after: string | null = null;
  for (;;) {
    const rows: VersionedRow[] = await call("pageRecords", { kind: kind.name, after, limit: pageSize });
    await Promise.all(
      rows.map((row) =>
        call("reindexRecord", {
          kind: kind.name,
          id: row.id,
          version: row.version,
          entries: JSON.stringify(entriesOf(kind, decodeRecord(kind, row))),
        }),
      ),
    );
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) break;
    after = last.id;
  }
  await call("setRecordFields", { kind: kind.name, fields: wanted });
}
