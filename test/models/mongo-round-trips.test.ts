import { afterAll, describe, expect, test } from "@jest/globals";
import { createChanges } from "../../models/mongo/changes.ts";
import { connect } from "../../models/mongo/connect.ts";
import { conversationStore } from "../../models/mongo/conversations.ts";
import { collectionsOf } from "../../models/mongo/schemas.ts";
import { createStage } from "../bots/stage.ts";
import { text } from "../contracts/conversation-fixtures.ts";
import { startMongoServer, withDatabase } from "../mongo-server.ts";

const server = await startMongoServer();
if ("reason" in server) console.warn(`Round trips to MongoDB are not counted: ${server.reason}`);
const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
  if ("stop" in server) await server.stop();
});

/** One process: its store, and how often it has asked for or written the record of a conversation. */
async function openProcess(uri: string) {
  const connection = await connect(uri, { monitorCommands: true });
  let trips = 0;
  connection.getClient().on("commandStarted", ({ command }) => {
    if (Object.values(command)[0] === "conversations") trips++;
  });
  const collections = collectionsOf(connection);
  const stage = createStage({ store: conversationStore(collections, createChanges(collections)) });
  return { connection, ...stage, trips: () => trips };
}

("reason" in server ? describe.skip : describe)("round trips on the record of a conversation", () => {
  const uri = withDatabase("uri" in server ? server.uri : "", `hanout-trips-${process.pid}`);

  test.each([
    ["web", 3],
    ["chat", 4],
  ] as const)(
    "a turn with one reply on %s costs %d, also when processes take turns",
    async (channel, wanted) => {
      const [a, b] = [await openProcess(uri), await openProcess(uri)];
      closers.push(async () => {
        await a.connection.dropDatabase();
        await Promise.all([a, b].map(({ connection }) => connection.close()));
      });
      const id = await a.open(`amina on ${channel}`, channel);
      for (const [n, one] of [a, b, b, a].entries()) {
        const before = one.trips();
        await one.inbox.receive(id, [text(`m${n}`)]);
        await one.worker.idle();
        expect(one.trips() - before).toBe(wanted);
      }
    },
  );
});
