import { setTimeout as pause } from "node:timers/promises";
import { operatorKey } from "../../bots/http/operator-key.ts";
import { localeDirs } from "../../bots/words.ts";
import { conversationStart } from "../../jobs/conversation-start.ts";
import { openScheduler } from "../../jobs/scheduler.ts";
import { loadLocales } from "../../locales/load.ts";
import { systemClock } from "../../models/ports/clock.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { wholeTranscript } from "./audit.ts";
import { type Drill, noneLost } from "./drill.ts";
import { type DrillFolder, drillFolder } from "./drill-folder.ts";
import { drillSeed, seededRandom } from "./random.ts";
import { freePort, realServer, type ServerProcess, startServer } from "./server-process.ts";
import { request } from "./shopper.ts";

/** Asked for at once while the jobs are laid out. */
const atOnce = 500;
const longestMs = 600_000;

/**
 * Drill 25: a crowd of jobs is due at one moment, and the process is killed in the middle, again and again. How fast
 * they go, and how long shoppers wait meanwhile, is measured by `npm run bench -- jobs`.
 */
export const jobStorm: Drill = {
  name: "25 jobs storm",
  async run(form, stores) {
    const isFull = form === "full";
    const jobs = isFull ? (stores.name === "embedded" ? 100_000 : 5_000) : 200;
    const kills = isFull ? 5 : 2;
    const seed = drillSeed();
    const random = seededRandom(seed);
    const folder = drillFolder(stores);
    const port = await freePort();
    try {
      const ids = await layOut(folder, jobs);
      let server = await startServer(realServer, folder, port);
      for (let i = 0; i < kills; i++) {
        await pause(random() * (isFull ? 3_000 : 150));
        await server.end("SIGKILL");
        server = await startServer(realServer, folder, port);
      }
      const faults = (await allRun(folder, server)) ? [] : ["jobs are left after ten minutes"];
      await folder.rest();
      await server.end("SIGTERM");
      const { conversations, close } = await folder.open();
      const counted = await Promise.all(ids.map((id) => eventsOf(conversations, id)));
      await close();
      return {
        ...noneLost,
        runs: jobs,
        lost: counted.filter((events) => events === 0).length,
        duplicated: counted.reduce((sum, events) => sum + Math.max(0, events - 1), 0),
        faults,
        note: `seed ${seed}, ${kills} kills`,
      };
    } finally {
      await folder.remove();
    }
  },
};

const keyOf = (conversationId: string): string => `drill:${conversationId}`;

/** @returns the conversations, each with a job that is overdue. */
async function layOut(folder: DrillFolder, jobs: number): Promise<string[]> {
  const { shop } = await loadLocales(localeDirs({}));
  const store = await folder.openWithJobs();
  const report = { failed: () => {}, fault: () => {} };
  const scheduler = await openScheduler({
    backend: store.jobs,
    handlers: [],
    clock: systemClock,
    random: () => 0.5,
    report,
  });
  const at = new Date();
  const ids: string[] = [];
  for (let from = 0; from < jobs; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, jobs - from) }, async (_, n) => {
      const visitor = `visitor-${from + n}`;
      const { conversationId } = await store.conversations.open({
        shopId: shop.id,
        channel: "web",
        account: shop.id,
        peer: visitor,
        identities: [`web:${visitor}`],
        language: "fr",
        at,
      });
      ids.push(conversationId);
      const data = { conversationId, flow: "order.track", slots: {} };
      await scheduler.schedule(conversationStart, data, at, keyOf(conversationId));
    });
    await Promise.all(some);
  }
  await store.close();
  return ids;
}

async function listed({ dataDir }: DrillFolder, { url }: ServerProcess, state: string): Promise<number> {
  const authorization = `Bearer ${await operatorKey(dataDir)}`;
  const { body } = await request(`${url}/v1/admin/jobs?state=${state}`, { headers: { authorization } });
  const { jobs } = (body ?? {}) as { jobs?: { repeats: object | null }[] };
  // What the server itself does again and again is never over.
  return jobs?.filter(({ repeats }) => !repeats).length ?? Number.NaN;
}

async function allRun(folder: DrillFolder, server: ServerProcess): Promise<boolean> {
  for (const endsAt = Date.now() + longestMs; Date.now() < endsAt; await pause(200)) {
    const left = (await listed(folder, server, "waiting")) + (await listed(folder, server, "running"));
    if (left === 0) return true;
  }
  return false;
}

/** Times that the job's event is in the conversation, and once more for each answer beyond the first. */
async function eventsOf(store: ConversationStore, id: string): Promise<number> {
  const rows = await wholeTranscript(store, id);
  const events = rows.filter(({ event }) => (event as { key?: string } | undefined)?.key === keyOf(id));
  // Their turns follow at a pace that leaves shoppers alone: not all need have had theirs.
  const answers = rows.filter(({ causes }) => causes?.includes(keyOf(id)));
  return events.length + Math.max(0, answers.length - 1);
}
