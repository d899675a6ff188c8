// A server for drills that need more than the real one offers: the same front, store and worker with a bot that
// echoes, dies at a chosen point, and whose disk can be filled. Run by `server-process.ts`.

import { readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createChanges } from "../../bots/changes.ts";
import { readConfig } from "../../bots/config.ts";
import { newKey } from "../../bots/http/keys.ts";
import { createHttpServer } from "../../bots/http/server.ts";
import { createInbox } from "../../bots/inbox.ts";
import { createLog } from "../../bots/log.ts";
import { mediaOnDisk } from "../../bots/media-on-disk.ts";
import { createMetrics } from "../../bots/metrics.ts";
import { openStore } from "../../bots/store.ts";
import { createThreads } from "../../bots/threads.ts";
import { createWorker, type WorkerServices } from "../../bots/worker.ts";
import { createBotFramework } from "../../channels/bot-framework/index.ts";
import { webChannel } from "../../channels/web/index.ts";
import { selectBatch } from "../../dialogs/engine/batch.ts";
import type { Effect } from "../../models/conversation.ts";
import { systemClock } from "../../models/ports/clock.ts";
import type { Scheduler } from "../../models/ports/scheduler.ts";
import type { ConversationStore, Store } from "../../models/ports/store.ts";
import { Shop } from "../../models/shop.ts";
import { fakeCod } from "../fakes/cod.ts";
import { sendingWith } from "../fakes/sending.ts";
import { openInThread } from "../models/in-thread.ts";
import { dyingAt } from "./crash-point.ts";

const config = readConfig(process.env);
const { dataDir, port, host } = config;
/** With DRILL_DISK the store runs in this thread: SIGUSR2 fills its disk, and frees it again. */
const opened: Store = process.env.DRILL_DISK ? withDiskToFill() : await openStore(config);
const dying = dyingAt(process.env.DRILL_CRASH);

const store: ConversationStore = dying.store(opened.conversations);
const clock = systemClock;
const log = createLog(config.logLevel);
const changes = createChanges();
const metrics = createMetrics();
const shop = Shop.parse({
  id: "demo",
  name: "Drill",
  currency: "MAD",
  timeZone: "Africa/Casablanca",
  country: "MA",
  languages: ["fr"],
  arabiziAnsweredIn: "fr",
  phone: "+212522000000",
  email: "hello@shop.example",
  address: { fr: "1, rue de la Paix" },
  hours: [],
  delivery: { zones: [{ name: { fr: "Partout" }, cities: [], costMinor: 0, days: { min: 1, max: 2 } }] },
  payment: ["cod"],
  returnDays: 14,
  color: "#0f766e",
});

const runTurn: WorkerServices["runTurn"] = async ({ conversation }, events) => {
  dying.at("turn");
  if (events.some((event) => event.kind === "text" && event.text === "poison"))
    process.kill(process.pid, "SIGKILL");
  // A killed process dies a moment later: nothing may go on until then.
  await new Promise((resolve) => setImmediate(resolve));
  const reserves = events.flatMap((event): Effect[] =>
    event.kind === "text" && event.text === "reserve"
      ? [{ kind: "call", key: `reservation:${event.key}`, action: "reserve", args: { id: conversation.id } }]
      : [],
  );
  const said = events.map((event) => (event.kind === "text" ? event.text : event.kind)).join(" + ");
  const causes = events.map(({ key }) => key);
  const activity = { type: "message", text: said.slice(0, 200) };
  return { state: null, effects: [...reserves, { kind: "message", activity, from: "bot", causes }] };
};

const botFramework = createBotFramework({ account: shop.id, credentials: null, clock });
const worker = createWorker("drill", {
  store,
  clock,
  random: Math.random,
  changes,
  metrics,
  log,
  pause: async () => {},
  selectBatch,
  ...sendingWith({ records: opened.records, clock }),
  keepFile: async () => ({ notKept: "gone" }),
  channels: new Map([[`web:${shop.id}`, webChannel(shop.id)]]),
  actions: {
    /** Done once for its key: the second time the file is there. */
    async reserve({ id }, key) {
      dying.at("action");
      const file = join(dataDir, `${String(id)}-${key.replaceAll(":", "-")}.done`);
      writeFileSync(file, "done", { flag: "a" });
      dying.at("done");
      return readFileSync(file, "utf8");
    },
  },
  runTurn,
});
const server = await createHttpServer({
  config,
  clock,
  log,
  metrics,
  shop,
  store,
  records: opened.records,
  inbox: createInbox({ store, worker, changes, metrics }),
  threads: createThreads([]),
  // No drill of this server schedules anything.
  scheduler: {} as Scheduler,
  sequences: { plan: async () => ({ shoppers: [], next: null }), report: async () => [] },
  changes,
  media: opened.media ?? mediaOnDisk(join(dataDir, "media")),
  botFramework,
  doors: new Map(),
  receiveArrivals: async () => {},
  shopEvents: { take: async () => ({ taken: 0, known: 0, refused: [] }) },
  courierDesk: { take: async () => ({ kept: 0, known: 0, problems: [] }) },
  payPages: { show: async () => ({ found: false, html: "" }), pay: async () => {} },
  operatorKey: newKey(),
  showcase: () => [],
  cod: fakeCod(),
  unclear: { open: async () => [], label: async () => false, dismiss: async () => false },
  returnDesk: { list: async () => [], move: async () => null, label: async () => null },
  intents: () => [],
  importCatalogue: async () => ({ products: 0, variants: 0, retired: 0, kept: 0, problems: [] }),
  ready: () => true,
  closing: new AbortController().signal,
});
await worker.start();
server.listen(port, host, () => {
  console.log(`http://localhost:${(server.server.address() as AddressInfo).port}/readyz`);
});
process.on("SIGTERM", async () => {
  server.server.closeAllConnections();
  await worker.stop();
  await opened.close();
  process.exit(0);
});

function withDiskToFill(): Store {
  const opened = openInThread(dataDir);
  let full = false;
  process.on("SIGUSR2", () => {
    full = !full;
    const { page_count: pages } = opened.db.get<{ page_count: number }>("PRAGMA page_count")!;
    opened.db.get(`PRAGMA max_page_count = ${full ? pages + 20 : 1_000_000}`);
  });
  return { ...opened, close: async () => opened.close() };
}
