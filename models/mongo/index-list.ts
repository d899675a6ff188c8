import { type Connection, mongo } from "mongoose";
import type { RecordKind } from "../ports/records.ts";
import { connect } from "./connect.ts";
import { stored } from "./fault.ts";
import { modelOf } from "./records.ts";
import { schemaRecords } from "./schema-version.ts";
import { collectionsOf } from "./schemas.ts";

/** An index that this program makes at its start. */
export interface ListedIndex {
  collection: string;
  /** Such as `held: 1, readyAt: 1`. */
  fields: string;
  isThere: boolean;
}

/** https://www.mongodb.com/docs/manual/reference/error-codes/: there is no such collection yet. */
const namespaceNotFound = 26;

/** Looks at a database and changes nothing. @throws {StorageError} */
export async function listIndexes(
  uri: string,
  kinds: readonly Pick<RecordKind<never>, "name" | "indexes">[],
): Promise<{ version: number; indexes: ListedIndex[] }> {
  const connection = await connect(uri);
  try {
    const models = [
      ...Object.values(collectionsOf(connection)),
      ...kinds.map((kind) => modelOf(connection, kind)),
    ];
    const indexes: ListedIndex[] = [];
    for (const { collection, schema } of models) {
      const there = await fieldsOfIndexes(connection, collection.name);
      const wanted = ["_id: 1", ...schema.indexes().map(([fields]) => asText(fields))];
      for (const fields of wanted)
        indexes.push({ collection: collection.name, fields, isThere: there.has(fields) });
    }
    const record = await stored(() => schemaRecords(connection).findById("schema").lean());
    return { version: record?.version ?? 0, indexes };
  } finally {
    await connection.close();
  }
}

async function fieldsOfIndexes(connection: Connection, collection: string): Promise<Set<string>> {
  try {
    const found = await connection.db!.collection(collection).indexes();
    return new Set(found.map(({ key }) => asText(key)));
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === namespaceNotFound) return new Set();
    return await stored(() => Promise.reject(error));
  }
}

const asText = (fields: object): string =>
  Object.entries(fields)
    .map(([field, direction]) => `${field}: ${direction}`)
    .join(", ");
