import { expect, test } from "@jest/globals";
import { DeliveryError } from "../../models/ports/channel.ts";
import { message, staff, text } from "../contracts/conversation-fixtures.ts";
import { recordingChannel } from "../fakes/channel.ts";
import { botSaid, createStage, echo, type RunTurn, tap, withMethods, wordsOf } from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const down = () => new DeliveryError("retry", "503 Service Unavailable");

test("a message that cannot be delivered waits longer each time, by chance, then is a dead letter", async () => {
  const chances = [0, 0.999, 0.5, 0.25, 0.75, 0, 0.999];
  const stage = createStage({ store: store.conversations(), random: () => chances.shift() ?? 0.5 });
  stage.chat.fault = down;
  const id = await stage.open("amina", "chat");
  await stage.inbox.receive(id, [text("m1")]);
  await stage.worker.idle();
  const waitsMs: number[] = [];
  for (let from = stage.clock.now(); await stage.passTime(); from = stage.clock.now())
    waitsMs.push(stage.clock.now().getTime() - from.getTime());
  expect(waitsMs).toEqual([500, 1999, 3000, 5000, 14_000, 16_000, 63_968]);
  expect(stage.chat.tries).toBe(8);
  const letters = await store.conversations().deadLetters();
  expect(letters).toMatchObject([
    { conversationId: id, attempts: 8, lastError: "DeliveryError: 503 Service Unavailable" },
  ]);

  stage.chat.fault = () => null;
  await store.conversations().retryDeadLetter(letters[0]!.id, stage.clock.now());
  while (await stage.passTime());
  expect(stage.chat.delivered.map(({ text }) => text)).toEqual(["echo: m1"]);
  expect(await store.conversations().deadLetters()).toEqual([]);
});

test("a vendor that says when to come back is obeyed", async () => {
  const stage = createStage({ store: store.conversations() });
  const until = new Date(stage.clock.now().getTime() + 90_000);
  stage.chat.fault = () => new DeliveryError("throttled", "429", { until });
  await stage.inbox.receive(await stage.open("amina", "chat"), [text("m1")]);
  await stage.worker.idle();
  expect(await store.conversations().nextWake()).toEqual(until);
});

test("a pause that has to grow is longer after each try", async () => {
  const stage = createStage({ store: store.conversations() });
  const triedAt: number[] = [];
  stage.chat.fault = () => {
    const now = stage.clock.now().getTime();
    triedAt.push(now);
    return new DeliveryError("throttled", "131056", { until: new Date(now + 4_000), growth: 4 });
  };
  await stage.inbox.receive(await stage.open("amina", "chat"), [text("m1")]);
  await stage.worker.idle();
  while (triedAt.length < 4 && (await stage.passTime()));
  expect(triedAt.slice(1).map((at, n) => (at - triedAt[n]!) / 1000)).toEqual([4, 16, 64]);
});

test.each(["never", "gone"] as const)(
  "a vendor that says %s is asked once; the next message goes out",
  async (kind) => {
    const stage = createStage({ store: store.conversations() });
    stage.chat.fault = (said) => (said === "echo: m1" ? new DeliveryError(kind, "400") : null);
    const id = await stage.open("amina", "chat");
    await stage.inbox.receive(id, [tap("m1"), tap("m2")]);
    await stage.worker.idle();
    expect(stage.chat.tries).toBe(2);
    expect(stage.chat.delivered.map(({ text }) => text)).toEqual(["echo: m2"]);
    expect(await botSaid(store.conversations(), id)).toEqual([
      ["failed", "echo: m1"],
      ["sent", "echo: m2"],
    ]);
  },
);

test("of a message in three requests the one that failed is the first to be made again", async () => {
  const chat = recordingChannel("parts");
  chat.render = ({ text }) => ["1", "2", "3"].map((key) => ({ key, body: `${text} ${key}` }));
  const stage = createStage({ store: store.conversations(), channels: [chat] });
  let failures = 2;
  chat.fault = (said) => (said.endsWith("2") && failures-- > 0 ? down() : null);
  const { conversationId } = await store.conversations().open({
    shopId: "dar-lina",
    channel: "parts",
    account: "page",
    peer: "amina",
    identities: ["parts:amina"],
    at: stage.clock.now(),
  });
  await stage.inbox.receive(conversationId, [text("m1")]);
  await stage.worker.idle();
  while (await stage.passTime());
  expect(chat.delivered.map(({ text }) => text)).toEqual(["echo: m1 1", "echo: m1 2", "echo: m1 3"]);
  expect(chat.tries).toBe(5);
});

test("later messages keep their order behind one that waits", async () => {
  const stage = createStage({ store: store.conversations() });
  let faults = 2;
  stage.chat.fault = () => (faults-- > 0 ? down() : null);
  const id = await stage.open("amina", "chat");
  for (const key of ["m1", "m2", "m3"]) {
    await stage.inbox.receive(id, [text(key)]);
    await stage.worker.idle();
  }
  expect(stage.chat.tries).toBe(1);
  while (await stage.passTime());
  expect(stage.chat.delivered.map(({ text }) => text)).toEqual(["echo: m1", "echo: m2", "echo: m3"]);
});

test("a message that waits does not hold up a call", async () => {
  const done: string[] = [];
  const runTurn: RunTurn = async (claim, events, now) => {
    const turn = await echo(claim, events, now);
    const effect = { kind: "call" as const, key: "k1", action: "note", args: {} };
    return wordsOf(events) === "call" ? { ...turn, effects: [...turn.effects, effect] } : turn;
  };
  const actions = { note: async (_args: unknown, key: string) => void done.push(key) };
  const stage = createStage({ store: store.conversations(), runTurn, actions });
  stage.chat.fault = down;
  const id = await stage.open("amina", "chat");
  await stage.inbox.receive(id, [tap("m1"), tap("call")]);
  await stage.worker.idle();
  expect(done).toEqual(["k1"]);
  expect(stage.chat.delivered).toEqual([]);
});

test("each message of a turn has a key of its own, and a retry repeats it", async () => {
  const stage = createStage({
    store: store.conversations(),
    runTurn: async (_claim, events) => ({
      state: null,
      effects: ["one", "two"].map((words) => message(words, [events[0]!.key])),
    }),
  });
  const keys: string[] = [];
  let faults = 1;
  stage.chat.fault = (words) => (words === "two" && faults-- > 0 ? down() : null);
  const { deliver } = stage.chat;
  stage.chat.deliver = (recipient, request, signal) => {
    keys.push(request.key);
    return deliver(recipient, request, signal);
  };
  await stage.inbox.receive(await stage.open("amina", "chat"), [text("m1")]);
  await stage.worker.idle();
  while (await stage.passTime());
  expect(stage.chat.delivered.map(({ text }) => text)).toEqual(["one", "two"]);
  expect(keys[1]).toBe(keys[2]);
  expect(new Set(keys).size).toBe(2);
});

test("words of the bot that were not out when staff took over are withheld, with the reason", async () => {
  const stage = createStage({
    store: store.conversations(),
    runTurn: async (_claim, [event]) => ({
      state: null,
      effects: event!.kind === "staff" ? [] : ["one", "two"].map((words) => message(words, [event!.key])),
    }),
  });
  const id = await stage.open("amina", "chat");
  stage.chat.meanwhile = () => store.conversations().accept(id, [staff("take", "take")], { owner: "staff" });
  await stage.inbox.receive(id, [text("m1")]);
  await stage.worker.idle();
  expect(stage.chat.delivered.map(({ text }) => text)).toEqual(["one"]);
  const rows = (await store.conversations().transcript(id, 0)).filter((row) => row.from === "bot");
  expect(rows.map(({ status, reason }) => [status, reason])).toEqual([
    ["sent", undefined],
    ["withheld", "a person has taken over"],
  ]);
});

test("on the page being written is being sent: nothing of a turn is said once staff took over", async () => {
  let id = "";
  const taken = withMethods(store.conversations(), ({ accept, commit }) => ({
    async commit(...args) {
      await accept(id, [staff("take", "take")], { owner: "staff" });
      return commit(...args);
    },
  }));
  const runTurn: RunTurn = async (claim, events, now) =>
    claim.conversation.owner === "staff" ? { state: null, effects: [] } : echo(claim, events, now);
  const stage = createStage({ store: taken, runTurn });
  id = await stage.open();
  await stage.inbox.receive(id, [text("m1")]);
  await stage.worker.idle();
  expect(await botSaid(store.conversations(), id)).toEqual([]);
});

test("what staff write goes out although they took over while it waited", async () => {
  const stage = createStage({
    store: store.conversations(),
    runTurn: async (_claim, [event]) => ({
      state: null,
      effects: event!.kind === "tap" ? [{ ...message("Salma here", [event!.key]), from: "staff" }] : [],
    }),
  });
  const id = await stage.open("amina", "chat");
  let faults = 1;
  stage.chat.fault = () => (faults-- > 0 ? down() : null);
  await stage.inbox.receive(id, [tap("m1")]);
  await stage.worker.idle();
  await store.conversations().accept(id, [staff("take", "take")], { owner: "staff" });
  while (await stage.passTime());
  expect(stage.chat.delivered.map(({ text }) => text)).toEqual(["Salma here"]);
});

test("a conversation whose channel is not configured any more: its messages are dead letters at once", async () => {
  const stage = createStage({ store: store.conversations() });
  const { conversationId } = await store.conversations().open({
    shopId: "dar-lina",
    channel: "fax",
    account: "1",
    peer: "amina",
    identities: ["fax:amina"],
    at: stage.clock.now(),
  });
  await stage.inbox.receive(conversationId, [text("m1")]);
  await stage.worker.idle();
  expect(await store.conversations().deadLetters()).toMatchObject([
    { lastError: "channel fax (1) is not configured" },
  ]);
});
