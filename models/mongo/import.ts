import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Connection, mongo } from "mongoose";
import type { Media, MediaType } from "../ports/media.ts";
import { StorageError } from "../ports/store.ts";
import type { Moved, MovedKind, MovedPicture } from "../stored/moved.ts";
import { connect } from "./connect.ts";
import { isDuplicate, stored } from "./fault.ts";
import { nameOf } from "./media.ts";
import { type Placed, pictureDocument, place } from "./moved-documents.ts";
import { freshSchema, type Moving, migrations, schemaRecords } from "./schema-version.ts";
import { collectionsOf } from "./schemas.ts";

export type { Moving, Placed };
export { pictureDocument, place };

/** Where pictures are told among the collections. */
export const pictureCollection = "media";

/** A database that a shop is being moved into. No server opens it before `finish`. */
export interface MoveTarget {
  /**
   * Takes an empty database, or the one that the same shop was being moved into.
   * @param source a checksum of all that is moved.
   * @returns how far it is; null: it was all moved before.
   * @throws {StorageError} when the database holds anything else.
   */
  begin(source: string): Promise<Moving | null>;
  /** Writes over what a former try left. */
  put<Kind extends Exclude<MovedKind, "pictures">>(kind: Kind, rows: Moved[Kind][]): Promise<void>;
  putPicture(picture: MovedPicture, media: Media): Promise<void>;
  progress(moving: Moving): Promise<void>;
  /** All documents of a collection, as `place` and `pictureDocument` make them, in any order. */
  documents(collection: string): AsyncIterable<unknown>;
  /** Opens it to servers, with its indexes. @param fields by which the records of each kind are found. */
  finish(source: string, fields: ReadonlyMap<string, readonly string[]>, at: Date): Promise<void>;
  close(): Promise<void>;
}

/** @throws {StorageError} when the server cannot be used. */
export async function openMoveTarget({ uri }: { uri: string }): Promise<MoveTarget> {
  const connection = await connect(uri);
  const db = connection.db!;
  const schema = schemaRecords(connection);
  const bucket = new mongo.GridFSBucket(db, { bucketName: pictureCollection });
  const collection = (name: string) => db.collection<Placed["document"]>(name);

  async function* pictures(): AsyncGenerator<unknown> {
    for await (const { _id, filename, metadata } of bucket.find()) {
      const [conversationId = "", mediaId = ""] = filename.split("/");
      const bytes = await buffer(bucket.openDownloadStream(_id) as Readable);
      const contentType = metadata?.contentType as MediaType;
      yield pictureDocument({ conversationId, mediaId }, { bytes, contentType });
    }
  }

  return {
    async begin(source) {
      const record = await stored(() => schema.findById("schema").lean());
      if (record && record.version > migrations.length)
        throw new StorageError(
          `The database ${connection.name} is of a newer program (schema version ${record.version}).`,
        );
      if (record?.moved?.source === source) return null;
      if (record?.moving) {
        if (record.moving.source === source) return record.moving;
        throw new StorageError(
          `The database ${connection.name} holds half of another shop, or this shop was open since: drop the database, and begin again.`,
        );
      }
      const used = await usedCollection(connection);
      if (used !== null)
        throw new StorageError(
          `The database ${connection.name} is not empty (${used}): nothing is mixed; give an empty one.`,
        );
      const moving: Moving = { source, done: [], after: null };
      const fresh = { ...freshSchema(migrations.length), moving };
      await stored(() => schema.replaceOne({ _id: "schema", moving: null }, fresh, { upsert: true })).catch(
        (error: unknown) => {
          if (!(error instanceof Error && isDuplicate(error.cause))) throw error;
          throw new StorageError(`Another process is moving a shop into ${connection.name}.`, {
            cause: error,
          });
        },
      );
      return moving;
    },
    async put(kind, rows) {
      const byCollection = Map.groupBy(
        rows.map((row) => place(kind, row)),
        (placed) => placed.collection,
      );
      for (const [name, placed] of byCollection) {
        const writes = placed.map(({ document }) => ({
          replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
        }));
        await stored(() => collection(name).bulkWrite(writes, { ordered: false }));
      }
    },
    async putPicture({ conversationId, mediaId }, { bytes, contentType }) {
      const name = nameOf(conversationId, mediaId);
      // Its document is written after its bytes: one that is there is whole.
      if (await stored(() => bucket.find({ filename: name }).next())) return;
      const upload = bucket.openUploadStream(name, { metadata: { conversationId, contentType } });
      await stored(() => pipeline([bytes], upload));
    },
    async progress(moving) {
      await stored(() => schema.updateOne({ _id: "schema" }, { $set: { moving } }));
    },
    documents: (name) => (name === pictureCollection ? pictures() : collection(name).find()),
    async finish(source, fields, at) {
      for (const model of Object.values(collectionsOf(connection))) await stored(() => model.createIndexes());
      for (const [name, indexed] of fields)
        for (const field of indexed)
          await stored(() => collection(name).createIndex({ [`by.${field}`]: 1, _id: 1 }));
      const moved = { source, at: at.toISOString() };
      await stored(() => schema.updateOne({ _id: "schema" }, { $set: { moving: null, moved } }));
    },
    close: () => connection.close(),
  };
}

/** One that holds documents, beside the schema's; null: there is none. */
async function usedCollection(connection: Connection): Promise<string | null> {
  const db = connection.db!;
  const found = await stored(() => db.listCollections({}, { nameOnly: true }).toArray());
  for (const { name } of found) {
    if (name === "schema" || name.startsWith("system.")) continue;
    if (await stored(() => db.collection(name).findOne({}, { projection: { _id: 1 } }))) return name;
  }
  return null;
}
