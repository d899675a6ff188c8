import { type Connection, type Model, Schema } from "mongoose";
import { type OpenRecords, type RecordKind, type Records, StaleRecordError } from "../ports/records.ts";
import { exact } from "../stored/keys.ts";
import { decodeRecord, encodeRecord } from "../stored/record.ts";
import { isDuplicate, stored } from "./fault.ts";

/** A record of any kind. `by`: for each index, the values it is found by. */
interface Stored {
  _id: string;
  doc: string;
  version: number;
  by: Record<string, string[]>;
}

/** Records written at once. */
const batch = 200;

/** A collection for each kind, `records.<kind>`, with an index for each field that it is found by. */
export function openRecords(connection: Connection): OpenRecords {
  return async (kind) => {
    const model = modelOf(connection, kind);
    await stored(() => model.createIndexes());
    return records(model, kind);
  };
}

export function modelOf(
  connection: Connection,
  kind: Pick<RecordKind<never>, "name" | "indexes">,
): Model<Stored> {
  const collection = `records.${kind.name}`;
  const known = connection.models[collection];
  if (known) return known as Model<Stored>;
  const schema = new Schema<Stored>(
    { _id: String, doc: String, version: Number, by: Schema.Types.Mixed },
    { collection, versionKey: false, minimize: false, autoIndex: false, autoCreate: false },
  );
  for (const field of Object.keys(kind.indexes)) schema.index({ [`by.${field}`]: 1, _id: 1 });
  return connection.model<Stored>(collection, schema);
}

function records<T, Index extends string>(
  model: Model<Stored>,
  kind: RecordKind<T, Index>,
): Records<T, Index> {
  const decode = ({ _id, doc }: Stored): T => decodeRecord(kind, { id: _id, doc });
  const encode = (doc: T): Omit<Stored, "version"> => {
    const { id, doc: json, entries } = encodeRecord(kind, doc);
    const by = Object.fromEntries(Object.keys(kind.indexes).map((field): [string, string[]] => [field, []]));
    for (const [field, value] of entries) by[field]!.push(exact(value));
    return { _id: exact(id), doc: json, by };
  };
  return {
    async get(id) {
      const found = await stored(() => model.findById(exact(id)).lean());
      return found && { doc: decode(found), version: found.version };
    },
    async getMany(ids) {
      const found = await stored(() => model.find({ _id: { $in: ids.map(exact) } }).lean());
      const byId = new Map(found.map((each) => [each._id, each]));
      return ids.flatMap((id) => byId.get(exact(id)) ?? []).map(decode);
    },
    async find(field, value, limit = 0) {
      const query = model.find({ [`by.${field}`]: exact(value) }).sort({ _id: 1 });
      return (await stored(() => query.limit(limit).lean())).map(decode);
    },
    async page(after, limit) {
      const query = model.find(after === null ? {} : { _id: { $gt: exact(after) } }).sort({ _id: 1 });
      return (await stored(() => query.limit(limit).lean())).map(decode);
    },
    count: () => stored(() => model.countDocuments()),
    async save(doc, expected) {
      const next = encode(doc);
      if (!(await saved(model, next, expected)))
        throw new StaleRecordError(
          `${kind.name} ${next._id}: version ${expected} is not the stored one; read it again and decide again`,
        );
    },
    async replace(docs) {
      // All are checked before the first is written. A cut between two batches is mended by the same import again.
      const all = docs.map(encode);
      for (let from = 0; from < all.length; from += batch) {
        const writes = all.slice(from, from + batch).map(({ _id, ...rest }) => ({
          updateOne: { filter: { _id }, update: { $set: rest, $inc: { version: 1 } }, upsert: true },
        }));
        await stored(() => model.bulkWrite(writes, { ordered: false }));
      }
    },
    async remove(id) {
      return (await stored(() => model.deleteOne({ _id: exact(id) }))).deletedCount === 1;
    },
  };
}

/** Compare and set. */
async function saved(
  model: Model<Stored>,
  next: Omit<Stored, "version">,
  expected: number,
): Promise<boolean> {
  const { _id, ...rest } = next;
  if (expected > 0) {
    const update = { $set: rest, $inc: { version: 1 } };
    const { matchedCount } = await stored(() => model.updateOne({ _id, version: expected }, update));
    return matchedCount === 1;
  }
  try {
    await stored(() => model.create({ ...next, version: 1 }));
    return true;
  } catch (error) {
    if (error instanceof Error && isDuplicate(error.cause)) return false;
    throw error;
  }
}
