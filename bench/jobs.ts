import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { localeDirs } from "../bots/words.ts";
import { conversationStart } from "../jobs/conversation-start.ts";
import { openScheduler } from "../jobs/scheduler.ts";
import { sqliteBackend } from "../jobs/sqlite/index.ts";
import { loadLocales } from "../locales/load.ts";
import { openEmbeddedStore } from "../models/embedded/index.ts";
import { systemClock } from "../models/ports/clock.ts";
import { atLeast, atMost, forComparison, report } from "./figure.ts";
import { atPace, inFlight } from "./load.ts";
import { forkServer } from "./servers/fork.ts";
import { type Conversation, shoppers } from "./shopper.ts";
import { percentile } from "./statistics.ts";

const jobs = 100_000;
const leastPerSecond = 600;
const shoppersPerSecond = 40;
const secondsAlone = 20;
const secondsTogether = 60;
/** Start of the server, opening and warming up. */
const secondsBefore = 30;

/** Reminders in 100,000 conversations, due at the same moment, while shoppers go on writing in others. */
const { shop } = await loadLocales(localeDirs({}));
let due = new Date();
const server = await forkServer("hanout", {}, schedule);
const client = shoppers(server.url);
const open: Conversation[] = [];
await inFlight(Array.from({ length: 200 }), 32, async () => void open.push(await client.open("fr")));
await chat(secondsBefore / 3);
const alone = await chat(secondsAlone);
const restMs = due.getTime() - Date.now();
if (restMs < 0) throw new Error("The jobs came due before shoppers were measured without them.");
await sleep(restMs);
const together = await chat(secondsTogether);
const atEnd = startsIn(server.dataDir);
const bound = due.getTime() + (jobs / leastPerSecond) * 1000;
while (startsIn(server.dataDir).events < jobs && Date.now() < bound) await sleep(1_000);
const { events, keys, seconds, left } = startsIn(server.dataDir);
report([
  atLeast("jobs that became events", events / seconds, leastPerSecond, "/s"),
  atMost("jobs that did not", jobs - keys + left, 0, "jobs"),
  atMost("jobs that became more than one event", events - keys, 0, "jobs"),
  forComparison("their turns meanwhile", atEnd.answered / secondsTogether, "/s"),
  forComparison("answer before, p99", percentile(alone, 0.99), "ms"),
  forComparison("answer meanwhile, p99", percentile(together, 0.99), "ms"),
  atMost("meanwhile to before, p99", percentile(together, 0.99) / percentile(alone, 0.99), 2, "times"),
]);
client.close();
await server.stop();

async function schedule(dataDir: string): Promise<void> {
  const store = await openEmbeddedStore({ dataDir });
  const backend = sqliteBackend(store.jobs);
  const report = { failed: () => {}, fault: () => {} };
  const scheduler = await openScheduler({
    backend,
    handlers: [],
    clock: systemClock,
    random: Math.random,
    report,
  });
  const ids: string[] = [];
  await inFlight([...Array(jobs).keys()], 500, async (n) => {
    const { conversationId } = await store.conversations.open({
      shopId: shop.id,
      channel: "web",
      account: shop.id,
      peer: `visitor-${n}`,
      identities: [`web:visitor-${n}`],
      language: "fr",
      at: new Date(),
    });
    ids.push(conversationId);
  });
  due = new Date(Date.now() + (jobs / 10_000 + secondsBefore + secondsAlone) * 1000);
  await inFlight(ids, 500, (conversationId) =>
    scheduler.schedule(
      conversationStart,
      { conversationId, flow: "order.track", slots: {} },
      due,
      `bench:${conversationId}`,
    ),
  );
  await store.close();
}

/** @returns how long each answer took, in milliseconds. */
async function chat(seconds: number): Promise<number[]> {
  const times: number[] = [];
  const messages = [...Array(seconds * shoppersPerSecond).keys()];
  await atPace(messages, shoppersPerSecond, async (n) => {
    times.push((await client.say(open[n % open.length]!, "vous livrez à Rabat ?")).answeredMs);
  });
  return times;
}

/** What the server's database tells of the jobs: the server has it open, and a reader does not hinder it. */
function startsIn(dataDir: string) {
  const database = new DatabaseSync(join(dataDir, "hanout.db"), { readOnly: true });
  try {
    const one = <Row>(sql: string): Row => database.prepare(sql).get() as Row;
    const started = one<{ events: number; keys: number; last: string | null; answered: number }>(
      `SELECT count(*) AS events, count(DISTINCT key) AS keys, max(at) AS last,
         count(*) - (SELECT count(*) FROM mailbox WHERE kind = 'start') AS answered
       FROM transcript WHERE key LIKE 'bench:%'`,
    );
    const { left } = one<{ left: number }>("SELECT count(*) AS left FROM jobs");
    const seconds = (Date.parse(started.last ?? due.toISOString()) - due.getTime()) / 1000;
    return { ...started, seconds, left };
  } finally {
    database.close();
  }
}
