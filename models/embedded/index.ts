import type { OpenRecords } from "../ports/records.ts";
import type { ConversationStore } from "../ports/store.ts";
import { openClient } from "./client.ts";
import { conversationStore } from "./conversations.ts";
import { openRecords } from "./records.ts";

/** A shop's whole store in one folder, for one process. Several processes need MongoDB. */
export interface EmbeddedStore {
  conversations: ConversationStore;
  records: OpenRecords;
  /** Finishes what was asked and closes; whatever is asked after that is refused. */
  close(): Promise<void>;
}

/**
 * Opens the store in `<dataDir>/hanout.db` (SQLite), creating it when there is none.
 * @throws {StorageError} when the folder is in use by another process or cannot be written, or when the file is
 * damaged or from a newer version; what is there is left untouched then.
 */
export async function openEmbeddedStore({ dataDir }: { dataDir: string }): Promise<EmbeddedStore> {
  const { call, close } = await openClient(dataDir);
  return { conversations: conversationStore(call), records: openRecords(call), close };
}
