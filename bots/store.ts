import { sqliteBackend } from "../jobs/sqlite/index.ts";
import type { JobBackend } from "../jobs/storage.ts";
import { openEmbeddedStore } from "../models/embedded/index.ts";
import type { Store } from "../models/ports/store.ts";
import type { Config } from "./config.ts";

export interface ShopStore extends Store {
  /** Where the scheduler keeps its jobs. */
  jobs: JobBackend;
}

/**
 * MongoDB where MONGODB_URI names one, else the embedded store in the data folder. The driver is loaded only when it
 * is needed: it takes 25 MB and a third of a second.
 * @throws {StorageError}
 */
export async function openStore({
  mongodbUri,
  dataDir,
}: Pick<Config, "mongodbUri" | "dataDir">): Promise<ShopStore> {
  if (mongodbUri === undefined) {
    const store = await openEmbeddedStore({ dataDir });
    return { ...store, jobs: sqliteBackend(store.jobs) };
  }
  const { openMongoStore } = await import("../models/mongo/index.ts");
  const { mongoBackend } = await import("../jobs/mongo/index.ts");
  const store = await openMongoStore({ uri: mongodbUri });
  return { ...store, jobs: mongoBackend(store.database) };
}
