import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sqliteBackend } from "../../jobs/sqlite/index.ts";
import { type EmbeddedStore, openEmbeddedStore } from "../../models/embedded/index.ts";
import { schedulerContract } from "../contracts/scheduler.ts";
import { at, note, openPlace, pass } from "../contracts/scheduler-fixtures.ts";
import { emptyStore, temporaryDataDir } from "../models/data-dir.ts";

const { dataDir, remove } = temporaryDataDir();
let store: EmbeddedStore;
beforeAll(async () => {
  store = await openEmbeddedStore({ dataDir });
});
afterAll(async () => {
  await store.close();
  remove();
});

schedulerContract("embedded store", async () => ({
  backend: () => sqliteBackend(store.jobs),
  dispose: async () => emptyStore(dataDir),
}));

test("what the former process had in hand is run at once: the folder has one process", async () => {
  const place = openPlace(() => sqliteBackend(store.jobs));
  const { promise: taken, resolve: take } = Promise.withResolvers<void>();
  const dying = await place.process({
    run: () => {
      take();
      return new Promise(() => {});
    },
  });
  await dying.scheduler.schedule(note, { text: "x" }, at(0), "k");
  void dying.scheduler.runDue(at(0));
  await taken;
  await store.close();
  store = await openEmbeddedStore({ dataDir });
  const next = await place.process();
  expect(await pass(place, next, at(0))).toBe(1);
  expect(next.done).toEqual(["k: x"]);
});
