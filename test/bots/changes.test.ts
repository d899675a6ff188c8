import { expect, test } from "@jest/globals";
import { createChanges } from "../../bots/changes.ts";
import { text } from "../contracts/conversation-fixtures.ts";
import { createStage, echo, gate } from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const never = new AbortController().signal;
const longMs = 60_000;

test("a follower hears of its own conversation only, and when its reader is gone it waits no more", async () => {
  const changes = createChanges();
  const heard: string[] = [];
  const gone = new AbortController();
  const a = changes.follow("a", gone.signal);
  const b = changes.follow("b", never);
  const waits = [
    a.changed(longMs).then(() => heard.push("a")),
    b.changed(longMs).then(() => heard.push("b")),
  ];
  changes.changed("b");
  await waits[1];
  expect(heard).toEqual(["b"]);
  gone.abort();
  await Promise.all(waits);
  expect(heard).toEqual(["b", "a"]);
  await a.changed(longMs);
  await changes.follow("a", gone.signal).changed(longMs);
});

test("a follower hears at once of what changed while it was reading, once", async () => {
  const changes = createChanges();
  const follower = changes.follow("a", never);
  changes.changed("a");
  changes.changed("a");
  await follower.changed(longMs);
  let again = false;
  const next = follower.changed(longMs).then(() => {
    again = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(again).toBe(false);
  changes.changed("a");
  await next;
});

test("a follower hears of a message with its answer, or when nobody answers it any more", async () => {
  const changes = createChanges();
  const follower = changes.follow("a", never);
  const heard: string[] = [];
  const listen = async (): Promise<void> => {
    await follower.changed(longMs);
    heard.push("news");
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const first = listen();
  changes.busy("a");
  changes.arrived("a");
  await settle();
  expect(heard).toEqual([]);
  changes.changed("a");
  await first;
  changes.free("a");
  const second = listen();
  await settle();
  expect(heard).toEqual(["news"]);
  changes.busy("a");
  changes.arrived("a");
  changes.free("a");
  await second;
  const third = listen();
  changes.arrived("a");
  await third;
  expect(heard).toHaveLength(3);
});

test("one who waits for a conversation to settle also waits for what arrived while it was in hand", async () => {
  const turns: string[] = [];
  const first = gate();
  const started = gate();
  const stage = createStage({
    store: store.conversations(),
    async runTurn(claim, events, now) {
      turns.push(events[0]!.key);
      started.resolve();
      if (turns.length === 1) await first.promise;
      return echo(claim, events, now);
    },
  });
  const id = await stage.open();
  await stage.inbox.receive(id, [text("m1")]);
  await started.promise;
  await stage.inbox.receive(id, [text("m2")]);
  const settled = stage.changes.settled(id, longMs, never);
  first.resolve();
  await settled;
  expect(turns).toEqual(["m1", "m2"]);
});

test("a conversation that nobody has in hand is settled already", async () => {
  await createChanges().settled("a", longMs, never);
});
