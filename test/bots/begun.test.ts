import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type EmbeddedStore, openEmbeddedStore } from "../../models/embedded/index.ts";
import type { EventOf } from "../../models/events.ts";
import { temporaryDataDir } from "../models/data-dir.ts";
import { createStage, echo, gate, type RunTurn } from "./stage.ts";

const { dataDir, remove } = temporaryDataDir();
let store: EmbeddedStore;
beforeAll(async () => {
  store = await openEmbeddedStore({ dataDir });
});
afterAll(async () => {
  await store.close();
  remove();
});

const at = "2026-01-05T09:00:00.000Z";
const start = (key: string): EventOf<"start"> => ({ kind: "start", key, at, flow: "reminder", slots: {} });
const text = (key: string): EventOf<"text"> => ({ kind: "text", key, at, text: key });

test("who writes is answered before the many whom the shop writes to, also in the same conversation", async () => {
  const turns: string[] = [];
  const open = gate();
  const runTurn: RunTurn = async (claim, events, now) => {
    await open.promise;
    turns.push(...events.map(({ kind }) => kind));
    return echo(claim, events, now);
  };
  const { inbox, worker, open: openOne } = createStage({ store: store.conversations, runTurn });
  const ids = await Promise.all(Array.from({ length: 100 }, (_, i) => openOne(`visitor ${i}`)));
  await Promise.all(ids.map((id) => inbox.receive(id, [start(`start ${id}`)])));
  await worker.poll();
  await inbox.receive(await openOne("shopper"), [text("hello")]);
  await inbox.receive(ids[99]!, [text("me too")]);
  open.resolve();
  await worker.idle();
  expect(turns).toHaveLength(102);
  expect(turns.lastIndexOf("text")).toBeLessThan(20);
});
