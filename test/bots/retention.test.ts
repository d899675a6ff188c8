import { expect, test } from "@jest/globals";
import { pino } from "pino";
import { createRetention, type RetentionOptions } from "../../bots/retention.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { type Expiry, expiryAt } from "../../models/retention.ts";
import { at, claimed, message, newConversation, text, turn } from "../contracts/conversation-fixtures.ts";
import { storeForTests } from "./store.ts";

const stage = storeForTests();
const clock = virtualClock("2026-11-20T10:00:00.000Z");
const retention = { transcriptDays: 400, failedDays: 90 };
const task = (store: RetentionOptions["store"], more: Partial<RetentionOptions> = {}) =>
  createRetention({
    store,
    media: { expire: async () => 0 },
    shopEvents: { expire: async () => 0 },
    retention,
    clock,
    log: pino({ level: "silent" }),
    pause: async () => {},
    ...more,
  });

test("the instants of a policy", () => {
  expect(expiryAt(clock.now(), retention)).toEqual({
    transcript: new Date("2025-10-16T10:00:00.000Z"),
    deadLetters: new Date("2026-08-22T10:00:00.000Z"),
    parked: new Date("2026-08-22T10:00:00.000Z"),
  });
});

test("rows by which a redelivery is known stay for a week, whatever is asked for", () => {
  const { transcript } = expiryAt(clock.now(), { transcriptDays: 0, failedDays: 0 });
  expect(transcript).toEqual(new Date("2026-11-13T10:00:00.000Z"));
});

test("a pass goes through all steps, with a pause between two", async () => {
  const asked: [Expiry, string, number][] = [];
  const steps = ["a", "b", null];
  let pauses = 0;
  const store = {
    async expire(...args: [Expiry, string, number]) {
      asked.push(args);
      return { transcript: 1, deadLetters: 0, parked: 0, next: steps[asked.length - 1] ?? null };
    },
  };
  await task(store, { pause: async () => pauses++ }).pass();
  expect(asked.map(([, after]) => after)).toEqual(["", "a", "b"]);
  expect(asked[0]![0]).toEqual(expiryAt(clock.now(), retention));
  expect(pauses).toBe(2);
});

test("a server that stops does not wait for the rest of a pass", async () => {
  let steps = 0;
  const store = {
    async expire() {
      steps++;
      return { transcript: 0, deadLetters: 0, parked: 0, next: "more" };
    },
  };
  const stopping = task(store, { pause: async () => void stopping.stop() });
  await stopping.pass();
  expect(steps).toBe(1);
});

test("after its days a conversation is empty, and goes on as ever", async () => {
  const store = stage.conversations();
  const id = await newConversation(store);
  const talk = async (key: string) => {
    await store.accept(id, [{ ...text(key), at: clock.now().toISOString() }]);
    const claim = await claimed(store, id, clock.now());
    const change = turn(claim, { effects: [message("hello")], at: clock.now() });
    await store.commit(claim.lease, change, { publish: true, release: true });
  };
  await talk("old");
  clock.advance(399 * 86_400_000);
  await talk("new");
  await task(store).pass();
  expect(await store.transcript(id, 0)).toHaveLength(4);
  clock.advance(2 * 86_400_000);
  await task(store).pass();
  expect((await store.transcript(id, 0)).map(({ seq }) => seq)).toEqual([3, 4]);
  expect(await store.claim(id, "w", at(0), 1)).toBeNull();
});

test("pictures go with the messages that they came with", async () => {
  const before: Date[] = [];
  const media = {
    async expire(instant: Date) {
      before.push(instant);
      return 1;
    },
  };
  const store = { expire: async () => ({ transcript: 0, deadLetters: 0, parked: 0, next: null }) };
  await task(store, { media }).pass();
  expect(before).toEqual([expiryAt(clock.now(), retention).transcript]);
});
