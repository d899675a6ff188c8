import { expect, test } from "@jest/globals";
import { said, staff, text } from "../contracts/conversation-fixtures.ts";
import {
  botSaid,
  createStage,
  echo,
  gate,
  type RunTurn,
  tap,
  turnsOf,
  withMethods,
  wordsOf,
} from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();

/** Notes every batch, and holds the first one until it is told to go on. */
function heldTurns() {
  const batches: string[] = [];
  const first = gate();
  const started = gate();
  const runTurn: RunTurn = async (claim, events, now) => {
    batches.push(wordsOf(events));
    started.resolve();
    if (batches.length === 1) await first.promise;
    return echo(claim, events, now);
  };
  return { batches, runTurn, started: started.promise, goOn: first.resolve };
}

test("an event delivered five times, one after the other and at once, is answered once", async () => {
  const { inbox, worker, open } = createStage({ store: store.conversations() });
  const id = await open();
  for (let i = 0; i < 5; i++) {
    await inbox.receive(id, [text("m1", "salam")]);
    await worker.idle();
  }
  await Promise.all(Array.from({ length: 5 }, () => inbox.receive(id, [text("m2", "wach kayn")])));
  await worker.idle();
  expect(await said(store.conversations(), id)).toEqual([
    ["shopper", "received", "m1"],
    ["bot", "sent", "echo: salam"],
    ["shopper", "received", "m2"],
    ["bot", "sent", "echo: wach kayn"],
  ]);
});

test("a burst is answered in order; texts that wait together are one turn", async () => {
  const held = heldTurns();
  const { inbox, worker, open } = createStage({ store: store.conversations(), runTurn: held.runTurn });
  const id = await open();
  await inbox.receive(id, [text("first")]);
  await held.started;
  for (const event of [text("a"), text("b"), tap("button"), text("c")]) await inbox.receive(id, [event]);
  held.goOn();
  await worker.idle();
  expect(held.batches).toEqual(["first", "a + b", "button", "c"]);
  const replies = (await store.conversations().transcript(id, 0)).filter((row) => row.from === "bot");
  expect(replies.map((row) => row.causes)).toEqual([["first"], ["a", "b"], ["button"], ["c"]]);
});

test("two workers never run one conversation at the same time, and lose no update", async () => {
  let running = 0;
  let mostRunning = 0;
  const runTurn: RunTurn = async (claim, events, now) => {
    running += 1;
    mostRunning = Math.max(mostRunning, running);
    await store.conversations().get(claim.conversation.id);
    running -= 1;
    return echo(claim, events, now);
  };
  const stages = ["one", "two"].map((name) => createStage({ store: store.conversations(), runTurn, name }));
  const id = await stages[0]!.open();
  await Promise.all(Array.from({ length: 40 }, (_, i) => stages[i % 2]!.inbox.receive(id, [tap(`t${i}`)])));
  for (const { worker } of stages) await worker.idle();
  while (await stages[0]!.passTime());
  expect(mostRunning).toBe(1);
  const found = await store.conversations().get(id);
  expect(turnsOf(found!.conversation.state)).toBe(40);
  const rows = await store.conversations().transcript(id, 0);
  const order = (from: string) =>
    rows.filter((row) => row.from === from).map((row) => row.causes ?? [(row.event as { key: string }).key]);
  expect(order("bot")).toEqual(order("shopper"));
});

test("a turn during which staff took over is stale: it runs again and sees them", async () => {
  const held = heldTurns();
  const owners: string[] = [];
  const runTurn: RunTurn = async (claim, events, now) => {
    owners.push(claim.conversation.owner);
    const turn = await held.runTurn(claim, events, now);
    return claim.conversation.owner === "staff" ? { ...turn, effects: [] } : turn;
  };
  const { inbox, worker, open } = createStage({ store: store.conversations(), runTurn });
  const id = await open();
  await inbox.receive(id, [text("help")]);
  await held.started;
  await inbox.receive(id, [staff("take", "take")], { owner: "staff" });
  held.goOn();
  await worker.idle();
  expect(owners).toEqual(["bot", "staff", "staff"]);
  expect(held.batches).toEqual(["help", "help", "staff"]);
  expect(await botSaid(store.conversations(), id)).toEqual([]);
});

test("a turn whose lease was lost meanwhile is dropped; the new holder's stands", async () => {
  const held = heldTurns();
  const slow = createStage({ store: store.conversations(), runTurn: held.runTurn, name: "slow" });
  const id = await slow.open();
  await slow.inbox.receive(id, [text("m1")]);
  await held.started;
  const quick = createStage({ store: store.conversations(), name: "quick", clock: slow.clock });
  slow.clock.advance(8_001);
  await quick.worker.poll();
  await quick.worker.idle();
  held.goOn();
  await slow.worker.idle();
  expect(await said(store.conversations(), id)).toEqual([
    ["shopper", "received", "m1"],
    ["bot", "sent", "echo: m1"],
  ]);
  expect(await slow.metrics.registry.getSingleMetricAsString("hanout_turns_total")).toContain(
    'hanout_turns_total{outcome="lost"} 1',
  );
});

test("a mailbox is bounded: what is too much is kept unread, and the shopper is told once", async () => {
  const held = heldTurns();
  const { inbox, worker, open } = createStage({ store: store.conversations(), runTurn: held.runTurn });
  const id = await open();
  await inbox.receive(id, [tap("first")]);
  await held.started;
  const outcomes: string[] = [];
  for (let i = 0; i < 110; i++) {
    const [acceptance] = (await inbox.receive(id, [text(`m${i}`)]))!;
    outcomes.push(acceptance!.outcome);
  }
  held.goOn();
  await worker.idle();
  expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(99);
  expect(outcomes.filter((outcome) => outcome === "flooded")).toHaveLength(11);
  expect(held.batches.filter((batch) => batch === "flood")).toHaveLength(1);
  const rows = await store.conversations().transcript(id, 0, 500);
  expect(rows.filter((row) => row.status === "unread")).toHaveLength(11);
});

test("after ten turns a conversation is given back, so that others have their turn; none is forgotten", async () => {
  const held = heldTurns();
  const ends: boolean[] = [];
  const watched = withMethods(store.conversations(), ({ release }) => ({
    release(lease, now, options) {
      ends.push(options?.yield ?? false);
      return release(lease, now, options);
    },
  }));
  const { inbox, worker, open } = createStage({ store: watched, runTurn: held.runTurn });
  const id = await open();
  await inbox.receive(id, [tap("t0")]);
  await held.started;
  for (let i = 1; i < 25; i++) await inbox.receive(id, [tap(`t${i}`)]);
  held.goOn();
  await worker.idle();
  expect(held.batches).toEqual(Array.from({ length: 25 }, (_, i) => `t${i}`));
  expect(ends.flatMap((given, i) => (given ? [i + 1] : []))).toEqual([10, 20]);
});
