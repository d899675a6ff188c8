import { openEmbeddedStore } from "../models/embedded/index.ts";
import type { Store } from "../models/ports/store.ts";
import type { Config } from "./config.ts";

/**
 * MongoDB where MONGODB_URI names one, else the embedded store in the data folder. The driver is loaded only when it
 * is needed: it takes 25 MB and a third of a second.
 * @throws {StorageError}
 */
export async function openStore({
  mongodbUri,
  dataDir,
}: Pick<Config, "mongodbUri" | "dataDir">): Promise<Store> {
  if (mongodbUri === undefined) return openEmbeddedStore({ dataDir });
  const { openMongoStore } = await import("../models/mongo/index.ts");
  return openMongoStore({ uri: mongodbUri });
}
