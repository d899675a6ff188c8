import { afterAll, afterEach, beforeAll, jest } from "@jest/globals";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import type { Store } from "../../models/ports/store.ts";
import { emptyStore, temporaryDataDir } from "../models/data-dir.ts";

/** One store for the tests of a file, empty before each. Its process can be made to die. */
export function storeForTests() {
  // Restarting a store syncs a real disk, which a busy machine may keep waiting.
  jest.setTimeout(60_000);
  const { dataDir, remove } = temporaryDataDir();
  let opened: Store;
  beforeAll(async () => {
    opened = await openEmbeddedStore({ dataDir });
  });
  afterEach(() => emptyStore(dataDir));
  afterAll(async () => {
    await opened.close();
    remove();
  });
  return {
    conversations: () => opened.conversations,
    records: () => opened.records,
    /** As after a crash: leases are still in the hands of the dead. */
    async restart() {
      await opened.close();
      opened = await openEmbeddedStore({ dataDir });
      return opened.conversations;
    },
  };
}
