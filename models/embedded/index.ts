import type { JobRows } from "../ports/job-rows.ts";
import type { Store } from "../ports/store.ts";
import { openClient } from "./client.ts";
import { conversationStore } from "./conversations.ts";
import { jobRows } from "./job-rows.ts";
import { openRecords } from "./records.ts";

/** A shop's store in one file, for one process. */
export interface EmbeddedStore extends Store {
  jobs: JobRows;
}

/**
 * Opens a shop's whole store, for one process, in `<dataDir>/hanout.db` (SQLite), creating it when there is none.
 * @throws {StorageError} when the folder is in use by another process or cannot be written, or when the file is
 * damaged or from a newer version; what is there is left untouched then.
 */
export async function openEmbeddedStore({ dataDir }: { dataDir: string }): Promise<EmbeddedStore> {
  const { call, close } = await openClient(dataDir);
  return {
    conversations: conversationStore(call),
    records: openRecords(call),
    jobs: jobRows(call),
    close,
  };
}
