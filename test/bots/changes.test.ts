import { expect, test } from "@jest/globals";
import { createChanges } from "../../bots/changes.ts";
import { text } from "../contracts/conversation-fixtures.ts";
import { createStage, echo, gate } from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const never = new AbortController().signal;
const longMs = 60_000;

test("a reader hears of its own conversation only, and as soon as the reader is gone, no more", async () => {
  const changes = createChanges();
  const heard: string[] = [];
  const gone = new AbortController();
  const waits = [
    changes.wait("a", longMs, gone.signal).then(() => heard.push("a")),
    changes.wait("b", longMs, never).then(() => heard.push("b")),
  ];
  changes.changed("b");
  await waits[1];
  expect(heard).toEqual(["b"]);
  gone.abort();
  await Promise.all(waits);
  expect(heard).toEqual(["b", "a"]);
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
