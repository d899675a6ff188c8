import { join } from "node:path";
import { createChanges } from "../../bots/changes.ts";
import { readConfig } from "../../bots/config.ts";
import { createHttpServer } from "../../bots/http/server.ts";
import { createLog } from "../../bots/log.ts";
import { mediaOnDisk } from "../../bots/media-on-disk.ts";
import { createMetrics } from "../../bots/metrics.ts";
import { createThreads } from "../../bots/threads.ts";
import { localeDirs } from "../../bots/words.ts";
import { createBotFramework } from "../../channels/bot-framework/index.ts";
import { loadLocales } from "../../locales/load.ts";
import { systemClock } from "../../models/ports/clock.ts";
import type { Scheduler } from "../../models/ports/scheduler.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { fakeCod } from "../../test/fakes/cod.ts";
import { fakeRecords } from "../../test/fakes/records.ts";
import { baselineBot } from "../baseline/bot.ts";
import { nodeNlp } from "../baseline/intents.ts";
import { transcriptsInMemory } from "../baseline/transcript.ts";
import { demoOrders } from "../script.ts";
import { answerToBenchmark } from "./control.ts";

// The same HTTP front, byte for byte; behind it node-nlp, Bot Builder, and nothing that outlives the process.
const config = readConfig(process.env);
const { shop, packs } = await loadLocales(localeDirs(config));
const changes = createChanges();
const { store, received, sent } = transcriptsInMemory(changes.changed);
const receive = baselineBot({
  intentOf: await nodeNlp(packs.fr.phrases),
  phones: new Map((await demoOrders()).map(({ number, phone }) => [number, phone])),
  send: sent,
});
const clock = systemClock;
const noUnclearMessages = { open: async () => [], label: async () => false, dismiss: async () => false };

async function answer(conversationId: string, text: string): Promise<void> {
  await receive(conversationId, text);
  changes.free(conversationId);
}

const server = await createHttpServer({
  config,
  clock,
  log: createLog(config.logLevel),
  metrics: createMetrics(),
  shop,
  // The front's other calls are for staff, who are not here.
  store: store as ConversationStore,
  records: fakeRecords(),
  scheduler: {} as Scheduler,
  sequences: { plan: async () => ({ shoppers: [], next: null }), report: async () => [] },
  inbox: {
    async receive(conversationId, events) {
      const event = events[0]!;
      const seq = received(conversationId, event);
      changes.busy(conversationId);
      if (event.kind === "text") void answer(conversationId, event.text);
      changes.arrived(conversationId);
      return [{ outcome: "accepted", seq }];
    },
  },
  threads: createThreads([]),
  changes,
  media: mediaOnDisk(join(config.dataDir, "media")),
  botFramework: createBotFramework({ account: shop.id, credentials: null, clock }),
  doors: new Map(),
  receiveArrivals: async () => {},
  shopEvents: { take: async () => ({ taken: 0, known: 0, refused: [] }) },
  courierDesk: { take: async () => ({ kept: 0, known: 0, problems: [] }) },
  payPages: { show: async () => ({ found: false, html: "" }), pay: async () => {} },
  cod: fakeCod(),
  unclear: noUnclearMessages,
  returnDesk: { list: async () => [], move: async () => null, label: async () => null },
  intents: () => [],
  operatorKey: "",
  showcase: () => [],
  importCatalogue: async () => ({ products: 0, variants: 0, retired: 0, kept: 0, problems: [] }),
  ready: () => true,
  closing: new AbortController().signal,
});
server.listen(config.port, config.host, () => answerToBenchmark(`http://localhost:${server.address().port}`));
