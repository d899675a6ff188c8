import { expect, test } from "@jest/globals";
import { StorageError } from "../../models/ports/store.ts";
import { call, claimed, message, said, text, turn } from "../contracts/conversation-fixtures.ts";
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

test("a turn that throws three times is parked for people; the rest of the mailbox and others go on", async () => {
  const tries: string[] = [];
  const runTurn: RunTurn = async (claim, events, now) => {
    const words = wordsOf(events);
    tries.push(words);
    if (words === "poison") throw new TypeError("x is undefined");
    return echo(claim, events, now);
  };
  const { inbox, worker, open } = createStage({ store: store.conversations(), runTurn });
  const [id, other] = [await open("amina"), await open("youssef")];
  await inbox.receive(id, [tap("poison"), tap("after")]);
  await inbox.receive(other, [tap("other")]);
  await worker.idle();
  expect(tries.filter((words) => words === "poison")).toHaveLength(3);
  expect(tries).toContain("after");
  expect(tries).toContain("other");
  expect(await store.conversations().parked()).toMatchObject([
    { conversationId: id, event: { key: "poison" }, reason: "TypeError: x is undefined" },
  ]);
  expect((await store.conversations().get(id))?.conversation).toMatchObject({
    owner: "waiting",
    handover: { reason: "TypeError: x is undefined" },
  });
});

test("a turn that throws once is run again, and nobody notices", async () => {
  let faults = 1;
  const runTurn: RunTurn = async (...args) => {
    if (faults-- > 0) throw new Error("the shop's system hiccups");
    return echo(...args);
  };
  const { inbox, worker, open } = createStage({ store: store.conversations(), runTurn });
  const id = await open();
  await inbox.receive(id, [text("m1")]);
  await worker.idle();
  expect(turnsOf((await store.conversations().get(id))?.conversation.state)).toBe(1);
  expect(await store.conversations().parked()).toEqual([]);
});

/** Says two things, and has something called in between. */
const saysTwice: RunTurn = async (claim, events, now) => {
  if (events[0]?.kind === "result") return { state: claim.conversation.state, effects: [] };
  const { state } = await echo(claim, events, now);
  const causes = events.map(({ key }) => key);
  return { state, effects: [message("one", causes), call("reservation:1"), message("two", causes)] };
};

test.each([
  ["claim", "web"],
  ["commit", "web"],
  ["release", "web"],
  ["markSending", "chat"],
  ["settle", "chat"],
] as const)(
  "when the store fails at %s, the message waits for it and is answered once (%s)",
  async (method, channel) => {
    let faults = 3;
    const failing = withMethods(store.conversations(), (original) => ({
      [method]: async (...args: unknown[]) => {
        if (faults-- > 0) throw new StorageError("database is locked");
        return (original[method] as (...args: unknown[]) => unknown)(...args);
      },
    }));
    const stage = createStage({
      store: failing,
      runTurn: saysTwice,
      actions: { reserve: async () => true },
    });
    const id = await stage.open("amina", channel);
    await stage.inbox.receive(id, [text("m1")]);
    await stage.worker.idle();
    expect(faults).toBeLessThan(3);
    while (await stage.passTime());
    expect(await botSaid(store.conversations(), id)).toEqual([
      ["sent", "one"],
      ["sent", "two"],
    ]);
    expect(await store.conversations().parked()).toEqual([]);
  },
);

test("a turn that cannot read the store is not the message's fault: it is not parked", async () => {
  let faults = 5;
  const runTurn: RunTurn = async (...args) => {
    if (faults-- > 0) throw new StorageError("database is locked");
    return echo(...args);
  };
  const stage = createStage({ store: store.conversations(), runTurn });
  const id = await stage.open();
  await stage.inbox.receive(id, [text("m1")]);
  await stage.worker.idle();
  while (await stage.passTime());
  expect(await store.conversations().parked()).toEqual([]);
  expect((await said(store.conversations(), id))[1]).toEqual(["bot", "sent", "echo: m1"]);
});

test("after a crash, the conversations in hand are run one at a time, then the others", async () => {
  const before = createStage({ store: store.conversations() });
  const ids = await Promise.all(["a", "b", "c"].map((visitor) => before.open(visitor)));
  for (const id of ids) await store.conversations().accept(id, [text(`m-${id}`)]);
  await claimed(store.conversations(), ids[0]!, before.clock.now());
  await claimed(store.conversations(), ids[1]!, before.clock.now());

  const served: string[] = [];
  let running = 0;
  let mostRunning = 0;
  const runTurn: RunTurn = async (claim, events, now) => {
    mostRunning = Math.max(mostRunning, ++running);
    served.push(claim.conversation.id);
    await store.conversations().get(claim.conversation.id);
    running -= 1;
    return echo(claim, events, now);
  };
  const after = createStage({ store: await store.restart(), runTurn });
  await after.worker.start();
  await after.worker.idle();
  await after.worker.stop();
  expect(new Set(served.slice(0, 2))).toEqual(new Set(ids.slice(0, 2)));
  expect(served[2]).toBe(ids[2]);
  expect(mostRunning).toBe(1);
  for (const id of ids) expect(await said(store.conversations(), id)).toHaveLength(2);
});

test("what a dead worker left is run alone also by one that has others in hand", async () => {
  const [busy, ended] = [gate(), gate()];
  const ran: string[] = [];
  const runTurn: RunTurn = async (claim, events, now) => {
    const words = wordsOf(events);
    ran.push(words);
    if (words === "busy") {
      busy.resolve();
      await ended.promise;
      ran.push("busy ended");
    }
    return echo(claim, events, now);
  };
  const failing = withMethods(store.conversations(), (original) => ({
    async claim(...args) {
      const claim = await original.claim(...args);
      if (claim?.orphaned) setImmediate(ended.resolve);
      return claim;
    },
  }));
  const stage = createStage({ store: failing, runTurn });
  const [id, other] = [await stage.open("amina"), await stage.open("youssef")];
  await store.conversations().accept(id, [text("suspect")]);
  await claimed(store.conversations(), id, stage.clock.now());
  await stage.inbox.receive(other, [tap("busy")]);
  await busy.promise;
  stage.clock.advance(9_000);
  await stage.worker.poll();
  await stage.worker.idle();
  expect(ran).toEqual(["busy", "busy ended", "suspect"]);
});

test("what the store cut short goes on as soon as it answers, long before the lease ends", async () => {
  let faults = 1;
  const failing = withMethods(store.conversations(), (original) => ({
    async commit(...args) {
      if (faults-- > 0) throw new StorageError("database is locked");
      return original.commit(...args);
    },
  }));
  const stage = createStage({ store: failing });
  const id = await stage.open();
  await stage.inbox.receive(id, [text("m1")]);
  await stage.worker.idle();
  await stage.worker.poll();
  await stage.worker.idle();
  expect(await botSaid(store.conversations(), id)).toEqual([["sent", "echo: m1"]]);
});

test("a message that killed its process three times when alone is parked; a crash in company does not count", async () => {
  let stage = createStage({ store: store.conversations() });
  const id = await stage.open();
  await store.conversations().accept(id, [text("poison")]);
  await claimed(store.conversations(), id);
  const runs: string[] = [];
  for (let process = 1; process <= 4; process++) {
    const restarted = await store.restart();
    const dies = gate();
    const runTurn: RunTurn = async (_claim, events) => {
      runs.push(wordsOf(events));
      if (events[0]?.kind === "parked") return { state: null, effects: [] };
      dies.resolve();
      return new Promise(() => {});
    };
    stage = createStage({ store: restarted, runTurn, clock: stage.clock });
    // A turn that never ends stands for a process that died in it.
    await Promise.race([stage.worker.start(), dies.promise]);
  }
  expect(runs).toEqual(["poison", "poison", "poison", "parked"]);
  expect(await store.conversations().parked()).toMatchObject([
    { event: { key: "poison" }, reason: "its process died 3 times with only this in hand" },
  ]);
  await stage.worker.stop();
});

test("a call that killed its process three times when alone is a dead letter; its flow is told", async () => {
  let stage = createStage({ store: store.conversations() });
  const id = await stage.open();
  await store.conversations().accept(id, [text("m1")]);
  const claim = await claimed(store.conversations(), id, stage.clock.now());
  await store.conversations().commit(claim.lease, turn(claim, { effects: [call("k1")] }));
  let runs = 0;
  const results: string[] = [];
  for (let process = 1; process <= 4; process++) {
    const restarted = await store.restart();
    const dies = gate();
    const reserve = async () => {
      runs += 1;
      dies.resolve();
      return new Promise(() => {});
    };
    const runTurn: RunTurn = async (_claim, [event]) => {
      if (event?.kind === "result" && !event.outcome.ok) results.push(event.outcome.error);
      return { state: null, effects: [] };
    };
    stage = createStage({ store: restarted, runTurn, actions: { reserve }, clock: stage.clock });
    await Promise.race([stage.worker.start(), dies.promise]);
  }
  await stage.worker.idle();
  expect(runs).toBe(3);
  expect(results).toEqual(["its process died 3 times with only this in hand"]);
  expect(await store.conversations().deadLetters()).toMatchObject([{ effect: { key: "k1" } }]);
  await stage.worker.stop();
});

test("stopping finishes the turn in hand and begins no other; the rest is there for the next process", async () => {
  const started = gate();
  const goOn = gate();
  const runTurn: RunTurn = async (...args) => {
    started.resolve();
    await goOn.promise;
    return echo(...args);
  };
  const stage = createStage({ store: store.conversations(), runTurn });
  const id = await stage.open();
  await stage.inbox.receive(id, [tap("t1")]);
  await started.promise;
  await stage.inbox.receive(id, [tap("t2")]);
  const stopped = stage.worker.stop();
  goOn.resolve();
  await stopped;
  expect(await botSaid(store.conversations(), id)).toHaveLength(1);

  const next = createStage({ store: store.conversations() });
  await next.passTime();
  expect(await botSaid(store.conversations(), id)).toHaveLength(2);
});

test("stopping in the middle of slow deliveries ends with the one under way; the others go out later", async () => {
  const delivering = gate();
  const goOn = gate();
  const runTurn: RunTurn = async (_claim, [event]) => ({
    state: null,
    effects: ["one", "two"].map((words) => message(words, [event!.key])),
  });
  const stage = createStage({ store: store.conversations(), runTurn });
  stage.chat.meanwhile = () => {
    delivering.resolve();
    return goOn.promise;
  };
  await stage.inbox.receive(await stage.open("amina", "chat"), [text("m1")]);
  await delivering.promise;
  const stopped = stage.worker.stop();
  goOn.resolve();
  await stopped;
  expect(stage.chat.delivered.map(({ text }) => text)).toEqual(["one"]);

  const next = createStage({ store: store.conversations() });
  await next.passTime();
  expect(next.chat.delivered.map(({ text }) => text)).toEqual(["two"]);
});
