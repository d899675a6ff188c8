import { afterAll, beforeAll } from "@jest/globals";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import type { Store } from "../../models/ports/store.ts";
import { conversationStoreContract } from "../contracts/conversation-store.ts";
import { recordsContract } from "../contracts/records.ts";
import { emptyStore, temporaryDataDir } from "./data-dir.ts";

const { dataDir, remove } = temporaryDataDir();
let opened: Store;
beforeAll(async () => {
  opened = await openEmbeddedStore({ dataDir });
});
afterAll(async () => {
  await opened.close();
  remove();
});

const dispose = async () => emptyStore(dataDir);

conversationStoreContract("embedded store", async () => ({
  store: opened.conversations,
  async restart() {
    await opened.close();
    opened = await openEmbeddedStore({ dataDir });
    return opened.conversations;
  },
  dispose,
}));

recordsContract("embedded store", async () => ({ records: opened.records, dispose }));
