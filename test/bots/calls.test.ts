import { expect, test } from "@jest/globals";
import { type Action, Refusal } from "../../bots/actions.ts";
import type { CallEffect } from "../../models/conversation.ts";
import type { EventOf, StoredEvent } from "../../models/events.ts";
import { StorageError } from "../../models/ports/store.ts";
import { call, staff, text } from "../contracts/conversation-fixtures.ts";
import { createStage, gate, type RunTurn, withMethods, wordsOf } from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const reserve: CallEffect = call("reservation:ROBE-38");

/** A deed that is done once for its key, however often it is asked for. */
function deed() {
  const done = new Map<string, unknown>();
  const asked: string[] = [];
  const action: Action = async (args, key) => {
    asked.push(key);
    done.set(key, args);
    return { reserved: args.sku };
  };
  return { action, done, asked };
}

/** "reserve" asks for the call; notes each batch and each result. */
function reserving() {
  const batches: string[] = [];
  const results: EventOf<"result">["outcome"][] = [];
  const runTurn: RunTurn = async (_claim, events) => {
    batches.push(wordsOf(events));
    const [first] = events as [StoredEvent];
    if (first.kind === "result") results.push(first.outcome);
    const asks = events.some((event) => event.kind === "text" && event.text === "reserve");
    return { state: { turns: batches.length }, effects: asks ? [reserve] : [] };
  };
  return { batches, results, runTurn };
}

test("the result of a call is answered before what arrived meanwhile", async () => {
  const turns = reserving();
  const running = gate();
  const goOn = gate();
  const { inbox, worker, open } = createStage({
    store: store.conversations(),
    runTurn: turns.runTurn,
    actions: {
      async reserve({ sku }) {
        running.resolve();
        await goOn.promise;
        return { reserved: sku };
      },
    },
  });
  const id = await open();
  await inbox.receive(id, [text("m1", "reserve")]);
  await running.promise;
  await inbox.receive(id, [text("m2", "are you there?")]);
  goOn.resolve();
  await worker.idle();
  expect(turns.batches).toEqual(["reserve", "result", "are you there?"]);
  expect(turns.results).toEqual([{ ok: true, value: { reserved: "ROBE-38" } }]);
});

test("a call whose note was lost is asked for again by the same key, and its result comes once", async () => {
  const turns = reserving();
  const { action, done, asked } = deed();
  let faults = 1;
  const failing = withMethods(store.conversations(), ({ settle }) => ({
    settle: async (...args) => {
      if (faults-- > 0) throw new StorageError("the disk is full");
      return settle(...args);
    },
  }));
  const stage = createStage({ store: failing, runTurn: turns.runTurn, actions: { reserve: action } });
  const id = await stage.open();
  await stage.inbox.receive(id, [text("m1", "reserve")]);
  await stage.worker.idle();
  expect(turns.batches).toEqual(["reserve"]);
  while (await stage.passTime());
  expect(asked).toEqual([reserve.key, reserve.key]);
  expect(done.size).toBe(1);
  expect(turns.batches).toEqual(["reserve", "result"]);
});

test("a turn that is run again asks for its call once", async () => {
  const turns = reserving();
  const { action, asked } = deed();
  const started = gate();
  const goOn = gate();
  const stage = createStage({
    store: store.conversations(),
    actions: { reserve: action },
    async runTurn(claim, events, now) {
      const turn = await turns.runTurn(claim, events, now);
      started.resolve();
      await goOn.promise;
      return turn;
    },
  });
  const id = await stage.open();
  await stage.inbox.receive(id, [text("m1", "reserve")]);
  await started.promise;
  await stage.inbox.receive(id, [staff("take", "take")], { owner: "staff" });
  goOn.resolve();
  await stage.worker.idle();
  expect(turns.batches).toEqual(["reserve", "reserve", "result", "staff"]);
  expect(asked).toEqual([reserve.key]);
});

test("the same call asked for by two turns while it waits is one call", async () => {
  const turns = reserving();
  const { action, asked } = deed();
  let faults = 1;
  const stage = createStage({
    store: store.conversations(),
    runTurn: turns.runTurn,
    actions: {
      async reserve(args, key) {
        if (faults-- > 0) throw new Error("the shop's system is down");
        return action(args, key);
      },
    },
  });
  const id = await stage.open();
  for (const key of ["m1", "m2"]) {
    await stage.inbox.receive(id, [text(key, "reserve")]);
    await stage.worker.idle();
  }
  while (await stage.passTime());
  expect(asked).toEqual([reserve.key]);
  expect(turns.results).toHaveLength(1);
});

test("a refusal is a result, in the word that flows branch on", async () => {
  const turns = reserving();
  const { inbox, worker, open } = createStage({
    store: store.conversations(),
    runTurn: turns.runTurn,
    actions: {
      async reserve() {
        throw new Refusal("out_of_stock");
      },
    },
  });
  await inbox.receive(await open(), [text("m1", "reserve")]);
  await worker.idle();
  expect(turns.results).toEqual([{ ok: false, error: "out_of_stock" }]);
  expect(await store.conversations().deadLetters()).toEqual([]);
});

test("an action that nobody knows is refused, not retried", async () => {
  const turns = reserving();
  const { inbox, worker, open } = createStage({ store: store.conversations(), runTurn: turns.runTurn });
  await inbox.receive(await open(), [text("m1", "reserve")]);
  await worker.idle();
  expect(turns.results).toEqual([{ ok: false, error: "unknown action reserve" }]);
});

test("a call that always fails is tried eight times; its flow is told, and people may try again", async () => {
  const turns = reserving();
  let tries = 0;
  let down = true;
  const stage = createStage({
    store: store.conversations(),
    runTurn: turns.runTurn,
    actions: {
      async reserve() {
        tries += 1;
        if (down) throw new Error("the shop's system is down");
        return "reserved";
      },
    },
  });
  await stage.inbox.receive(await stage.open(), [text("m1", "reserve")]);
  await stage.worker.idle();
  while (await stage.passTime());
  expect(tries).toBe(8);
  expect(turns.results).toEqual([{ ok: false, error: "Error: the shop's system is down" }]);
  const [letter] = await store.conversations().deadLetters();
  expect(letter).toMatchObject({ attempts: 8, lastError: "Error: the shop's system is down" });

  down = false;
  expect(await store.conversations().retryDeadLetter(letter!.id, stage.clock.now())).toBe(true);
  while (await stage.passTime());
  expect(turns.results[1]).toEqual({ ok: true, value: "reserved" });
  expect(await store.conversations().deadLetters()).toEqual([]);
});
