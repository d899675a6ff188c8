import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { conversationStart, startConversations } from "../../jobs/conversation-start.ts";
import { openScheduler } from "../../jobs/scheduler.ts";
import { sqliteBackend } from "../../jobs/sqlite/index.ts";
import { type EmbeddedStore, openEmbeddedStore } from "../../models/embedded/index.ts";
import { botSaid, createStage } from "../bots/stage.ts";
import { emptyStore, temporaryDataDir } from "../models/data-dir.ts";

const { dataDir, remove } = temporaryDataDir();
let store: EmbeddedStore;
beforeAll(async () => {
  store = await openEmbeddedStore({ dataDir });
});
afterEach(() => emptyStore(dataDir));
afterAll(async () => {
  await store.close();
  remove();
});

/** A worker that echoes, and a scheduler whose jobs reach it. */
async function stage(receive = createStage({ store: store.conversations })) {
  const { inbox, clock } = receive;
  const scheduler = await openScheduler({
    backend: sqliteBackend(store.jobs),
    handlers: [startConversations(inbox.receive, clock)],
    clock,
    random: () => 0.5,
    report: { failed: () => {}, fault: () => {} },
  });
  return { ...receive, scheduler };
}

const reminder = (conversationId: string) => ({
  conversationId,
  flow: "cart.reminder",
  slots: { cart: "42" },
});

test("a due job is an event in the mailbox, and its turn runs at once", async () => {
  const { open, scheduler, clock, worker } = await stage();
  const id = await open();
  await scheduler.schedule(conversationStart, reminder(id), clock.now(), "reminder:42");
  expect(await scheduler.runDue(clock.now())).toBe(1);
  await worker.idle();
  const rows = await store.conversations.transcript(id, 0);
  expect(rows[0]?.event).toEqual({
    kind: "start",
    key: "reminder:42",
    at: clock.now().toISOString(),
    flow: "cart.reminder",
    slots: { cart: "42" },
  });
  expect(await botSaid(store.conversations, id)).toEqual([["sent", "echo: start"]]);
});

test("a job that is run again, by the same process or after it died, is answered once", async () => {
  const { open, scheduler, clock, worker } = await stage();
  const id = await open();
  for (let run = 0; run < 3; run++) {
    await scheduler.schedule(conversationStart, reminder(id), clock.now(), "reminder:42");
    expect(await scheduler.runDue(clock.now())).toBe(1);
    await worker.idle();
  }
  expect(await botSaid(store.conversations, id)).toHaveLength(1);
});

test("for a conversation that is not there any more, is given up at once", async () => {
  const { scheduler, clock } = await stage();
  await scheduler.schedule(conversationStart, reminder("erased"), clock.now(), "reminder:42");
  await scheduler.runDue(clock.now());
  expect(await scheduler.list("dead", 10)).toMatchObject([
    { key: "reminder:42", lastError: "JobRefusedError: there is no conversation erased" },
  ]);
});

test("a store that fails is no reason to lose it", async () => {
  const whole = createStage({ store: store.conversations });
  let fails = true;
  const receive: typeof whole.inbox.receive = async (...args) => {
    if (fails) throw new Error("disk full");
    return whole.inbox.receive(...args);
  };
  const { open, scheduler, clock, worker } = await stage({ ...whole, inbox: { receive } });
  const id = await open();
  await scheduler.schedule(conversationStart, reminder(id), clock.now(), "reminder:42");
  await scheduler.runDue(clock.now());
  expect(await scheduler.show("reminder:42")).toMatchObject({ state: "waiting", failures: 1 });
  fails = false;
  clock.advance(1_000);
  await scheduler.runDue(clock.now());
  await worker.idle();
  expect(await botSaid(store.conversations, id)).toHaveLength(1);
});
