import type { mongo } from "mongoose";
import type { Store } from "../ports/store.ts";
import { blobsInGridFs } from "./blobs.ts";
import { createChanges } from "./changes.ts";
import { connect } from "./connect.ts";
import { conversationStore } from "./conversations.ts";
import { stored } from "./fault.ts";
import { mediaInGridFs } from "./media.ts";
import { followNews } from "./news.ts";
import { openRecords } from "./records.ts";
import { migrate } from "./schema-version.ts";
import { collectionsOf } from "./schemas.ts";

/** A shop's store on a MongoDB server, for as many processes as there are. */
export interface MongoStore extends Store {
  /** For the scheduler, whose jobs are in the collection `jobs`. */
  database: mongo.Db;
  /** Deletes all that is kept. */
  drop(): Promise<void>;
}

/**
 * Connects, and creates the indexes that are not there.
 * @param uri with the name of the database: `mongodb://host/hanout?replicaSet=rs0`; pool and timeouts by its options,
 * https://www.mongodb.com/docs/manual/reference/connection-string-options/.
 * @throws {StorageError} when the URI is wrong, or the server cannot be reached, refuses the credentials or is too old;
 * or when the database is of a newer program.
 */
export async function openMongoStore({ uri }: { uri: string }): Promise<MongoStore> {
  const connection = await connect(uri);
  try {
    await migrate(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const collections = collectionsOf(connection);
  for (const model of Object.values(collections)) await stored(() => model.createIndexes());
  return {
    conversations: conversationStore(collections, createChanges(collections)),
    records: openRecords(connection),
    media: mediaInGridFs(connection),
    blobs: blobsInGridFs(connection),
    database: connection.db!,
    follow: (news) => followNews(collections, news),
    async drop() {
      await stored(() => connection.dropDatabase());
    },
    close: () => connection.close(),
  };
}
