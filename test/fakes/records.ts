import {
  type OpenRecords,
  type RecordKind,
  type Records,
  StaleRecordError,
  type Versioned,
} from "../../models/ports/records.ts";

interface Row {
  text: string;
  version: number;
}

/** Records in memory. They go through JSON both ways, so that nothing is shared with the caller by accident. */
export function fakeRecords(): OpenRecords {
  const tables = new Map<string, Map<string, Row>>();
  return async <T, Index extends string>(kind: RecordKind<T, Index>) => {
    const rows = tables.get(kind.name) ?? new Map<string, Row>();
    tables.set(kind.name, rows);
    return openKind(kind, rows);
  };
}

function openKind<T, Index extends string>(
  kind: RecordKind<T, Index>,
  rows: Map<string, Row>,
): Records<T, Index> {
  const read = (row: Row): T => kind.schema.parse(JSON.parse(row.text));
  const sorted = () => [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return {
    async get(id): Promise<Versioned<T> | null> {
      const row = rows.get(id);
      return row ? { doc: read(row), version: row.version } : null;
    },
    async getMany(ids) {
      return ids.flatMap((id) => rows.get(id) ?? []).map(read);
    },
    async find(index, value, limit = Number.POSITIVE_INFINITY) {
      return sorted()
        .map(read)
        .filter((doc) => kind.indexes[index](doc).includes(value))
        .slice(0, limit);
    },
    async page(afterId, limit) {
      return sorted()
        .map(read)
        .filter((doc) => afterId === null || kind.id(doc) > afterId)
        .slice(0, limit);
    },
    count: async () => rows.size,
    async save(doc, expected) {
      const id = kind.id(kind.schema.parse(doc));
      const version = rows.get(id)?.version ?? 0;
      if (version !== expected)
        throw new StaleRecordError(`${kind.name} ${id} is at version ${version}, not ${expected}`);
      rows.set(id, { text: JSON.stringify(doc), version: version + 1 });
    },
    async replace(docs) {
      for (const doc of docs) kind.schema.parse(doc);
      for (const doc of docs) {
        const id = kind.id(doc);
        rows.set(id, { text: JSON.stringify(doc), version: (rows.get(id)?.version ?? 0) + 1 });
      }
    },
    remove: async (id) => rows.delete(id),
  };
}
