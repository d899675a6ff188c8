import { afterEach, beforeEach, describe } from "@jest/globals";
import type { ConversationStore } from "../../models/ports/store.ts";
import { expiryCases } from "./conversation-expiry.ts";
import { fileCases } from "./conversation-files.ts";
import type { StoreUnderTest } from "./conversation-fixtures.ts";
import { inboxCases } from "./conversation-inbox.ts";
import { leaseCases } from "./conversation-leases.ts";
import { outboxCases } from "./conversation-outbox.ts";
import { reachCases } from "./conversation-reach.ts";
import { turnCases } from "./conversation-turns.ts";
import { viewCases } from "./conversation-views.ts";

/** What the cases of the suite work with: the store of this test, and a restart of its process. */
export interface Subject {
  store(): ConversationStore;
  restart(): Promise<ConversationStore>;
}

/** What every implementation of the port must do. It speaks only the port. */
export function conversationStoreContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`${name}: conversations`, () => {
    let subject: StoreUnderTest;
    beforeEach(async () => {
      subject = await makeStore();
    });
    afterEach(() => subject.dispose());

    const handle: Subject = { store: () => subject.store, restart: () => subject.restart() };
    inboxCases(handle);
    leaseCases(handle);
    turnCases(handle);
    fileCases(handle);
    outboxCases(handle);
    reachCases(handle);
    viewCases(handle);
    expiryCases(handle);
  });
}
