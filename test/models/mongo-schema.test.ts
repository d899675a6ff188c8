import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Connection } from "mongoose";
import { connect } from "../../models/mongo/connect.ts";
import { openMongoStore } from "../../models/mongo/index.ts";
import { listIndexes } from "../../models/mongo/index-list.ts";
import { type Migration, migrate, migrations, schemaRecords } from "../../models/mongo/schema-version.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { StorageError } from "../../models/ports/store.ts";
import { bookKind } from "../contracts/records.ts";
import { startMongoServer, withDatabase } from "../mongo-server.ts";

const server = await startMongoServer();
if ("reason" in server) console.warn(`MongoDB's schema versions are not tested: ${server.reason}`);
afterAll(async () => "stop" in server && server.stop());

("reason" in server ? describe.skip : describe)("schema versions on a server", () => {
  let n = 0;
  let uri: string;
  let one: Connection;
  let two: Connection;
  beforeEach(async () => {
    uri = withDatabase("uri" in server ? server.uri : "", `hanout-schema-${process.pid}-${++n}`);
    one = await connect(uri);
    two = await connect(uri);
  });
  afterEach(async () => {
    await one.dropDatabase();
    await one.close();
    await two.close();
  });

  const clock = virtualClock("2026-11-20T10:00:00.000Z");
  const version = async () => (await schemaRecords(one).findById("schema").lean())?.version;
  const counting = (ran: string[], name: string): Migration => ({
    name,
    async up(connection) {
      await connection.db!.collection("steps").insertOne({ name });
      ran.push(name);
    },
  });

  test("of two processes that start at once one migrates, each step once, and the other waits for it", async () => {
    const ran: string[] = [];
    const { promise: waited, resolve: hasWaited } = Promise.withResolvers<void>();
    const steps: Migration[] = [
      counting(ran, "a"),
      // Is under way until the other process has found that it must wait.
      { name: "b", up: () => waited },
      counting(ran, "c"),
    ];
    const options = {
      steps,
      clock,
      pause: async () => {
        hasWaited();
        await new Promise(setImmediate);
      },
    };
    await Promise.all([migrate(one, options), migrate(two, options)]);
    expect(ran).toEqual(["a", "c"]);
    expect(await one.db!.collection("steps").countDocuments()).toBe(2);
    expect(await version()).toBe(3);
    await migrate(two, options);
    expect(ran).toEqual(["a", "c"]);
  });

  test("a later program runs only its new steps", async () => {
    const ran: string[] = [];
    await migrate(one, { steps: [counting(ran, "a")], clock });
    await migrate(two, { steps: [counting(ran, "a"), counting(ran, "b")], clock });
    expect(ran).toEqual(["a", "b"]);
  });

  test("a newer database is refused by name, and nothing in it is changed", async () => {
    await migrate(one, { steps: [...migrations, counting([], "of the future")], clock });
    const before = await one.db!.listCollections().toArray();
    const opening = openMongoStore({ uri });
    await expect(opening).rejects.toBeInstanceOf(StorageError);
    await expect(opening).rejects.toThrow(
      /hanout-schema-.* has schema version 2, this program knows up to 1: start the newer program/,
    );
    expect(await one.db!.listCollections().toArray()).toEqual(before);
    expect(await version()).toBe(2);
  });

  test("a process that died while migrating is followed by the next, once its lease is over", async () => {
    const ran: string[] = [];
    const dies: Migration = { name: "b", up: () => Promise.reject(new Error("killed")) };
    await expect(migrate(one, { steps: [counting(ran, "a"), dies], clock })).rejects.toThrow("killed");
    await schemaRecords(one).updateOne(
      { _id: "schema" },
      { $set: { lease: { token: "of the dead", until: clock.now().getTime() + 60_000 } } },
    );
    let pauses = 0;
    const pause = async () => {
      pauses++;
      clock.advance(30_000);
    };
    await migrate(two, { steps: [counting(ran, "a"), counting(ran, "b")], clock, pause });
    expect(ran).toEqual(["a", "b"]);
    expect(pauses).toBe(2);
    expect(await version()).toBe(2);
  });

  test("a process that lost its lease writes no version", async () => {
    const steps: Migration[] = [
      {
        name: "slow",
        async up() {
          const taken = { lease: { token: "another", until: clock.now().getTime() }, version: 1 };
          await schemaRecords(two).updateOne({ _id: "schema" }, { $set: taken });
        },
      },
    ];
    await migrate(one, { steps, clock });
    expect((await schemaRecords(one).findById("schema").lean())?.lease?.token).toBe("another");
  });

  test("the indexes are listed, and whether they are there; looking changes nothing", async () => {
    const before = await listIndexes(uri, [bookKind]);
    expect(before.version).toBe(0);
    expect(before.indexes.map(({ isThere }) => isThere)).not.toContain(true);
    expect(await one.db!.listCollections().toArray()).toEqual([]);
    const store = await openMongoStore({ uri });
    await store.records(bookKind);
    await store.close();
    const after = await listIndexes(uri, [bookKind]);
    expect(after.version).toBe(migrations.length);
    expect(after.indexes).toContainEqual({
      collection: "conversations",
      fields: "held: 1, readyAt: 1",
      isThere: true,
    });
    expect(after.indexes).toContainEqual({
      collection: "records.books",
      fields: "by.tag: 1, _id: 1",
      isThere: true,
    });
    // A collection without other indexes comes with its first document.
    const missing = after.indexes.filter(({ isThere }) => !isThere);
    expect(missing.map(({ collection }) => collection)).toEqual(["contacts"]);
  });
});
