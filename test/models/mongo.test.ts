import { afterAll, describe, expect, test } from "@jest/globals";
import { connect } from "../../models/mongo/connect.ts";
import { type MongoStore, openMongoStore } from "../../models/mongo/index.ts";
import { followByPolling, followStream } from "../../models/mongo/news.ts";
import { collectionsOf } from "../../models/mongo/schemas.ts";
import { newConversation, text } from "../contracts/conversation-fixtures.ts";
import { conversationStoreContract } from "../contracts/conversation-store.ts";
import { mediaContract } from "../contracts/media.ts";
import { recordsContract } from "../contracts/records.ts";
import { startMongoServer, withDatabase } from "../mongo-server.ts";

const server = await startMongoServer();
if ("reason" in server) console.warn(`MongoDB's stores are not tested: ${server.reason}`);
afterAll(async () => "stop" in server && server.stop());

("reason" in server ? describe.skip : describe)("on a server", () => {
  let n = 0;
  let uri: string;
  let opened: MongoStore;
  const open = async () => {
    opened = await openMongoStore({ uri });
    return opened;
  };
  const fresh = async () => {
    uri = withDatabase("uri" in server ? server.uri : "", `hanout-test-${process.pid}-${++n}`);
    return open();
  };
  const dispose = async () => {
    await opened.drop();
    await opened.close();
  };

  conversationStoreContract("MongoDB store", async () => {
    const { conversations } = await fresh();
    return {
      store: conversations,
      async restart() {
        await opened.close();
        return (await open()).conversations;
      },
      dispose,
    };
  });

  test.each([
    ["a change stream", followStream],
    ["polling", followByPolling],
  ])("by %s whoever reads a conversation hears of what another process writes to it", async (_, follow) => {
    const { conversations } = await fresh();
    const connection = await connect(uri);
    const [read, unread] = [await newConversation(conversations), await newConversation(conversations, "b")];
    const heard: string[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = follow(collectionsOf(connection), {
      followed: () => new Set([read]),
      changed: (id) => {
        heard.push(id);
        resolve();
      },
      onFault: reject,
    });
    await conversations.accept(unread, [text("a")]);
    // A stream is not open at once, and tells nothing of before.
    while (heard.length === 0) await conversations.accept(read, [text(`b${++n}`)]);
    await promise;
    stop();
    expect(new Set(heard)).toEqual(new Set([read]));
    await connection.close();
    await dispose();
  });

  mediaContract("MongoDB store", async () => ({ media: (await fresh()).media!, dispose }));

  recordsContract("MongoDB store", async () => ({ records: (await fresh()).records, dispose }));
});
