import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { receiveArrivals } from "../../bots/arrivals.ts";
import { createChanges } from "../../bots/changes.ts";
import { type Config, readConfig } from "../../bots/config.ts";
import { newKey } from "../../bots/http/keys.ts";
import { createHttpServer } from "../../bots/http/server.ts";
import type { HttpServices } from "../../bots/http/services.ts";
import { createInbox } from "../../bots/inbox.ts";
import { jobReport } from "../../bots/job-report.ts";
import { createLog } from "../../bots/log.ts";
import { mediaOnDisk } from "../../bots/media-on-disk.ts";
import { createMetrics } from "../../bots/metrics.ts";
import { createThreads } from "../../bots/threads.ts";
import { unclearMessages } from "../../bots/unclear.ts";
import { createWorker } from "../../bots/worker.ts";
import { createBotFramework } from "../../channels/bot-framework/index.ts";
import { webChannel } from "../../channels/web/index.ts";
import { startConversations } from "../../jobs/conversation-start.ts";
import type { Undelivered } from "../../jobs/message-undelivered.ts";
import { openScheduler } from "../../jobs/scheduler.ts";
import { sqliteBackend } from "../../jobs/sqlite/index.ts";
import { toActivity } from "../../models/activity.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import type { InboundEvent } from "../../models/events.ts";
import type { Channel } from "../../models/ports/channel.ts";
import { systemClock } from "../../models/ports/clock.ts";
import type { Claim } from "../../models/ports/store.ts";
import { Shop } from "../../models/shop.ts";
import { fakeCod } from "../fakes/cod.ts";
import { sendingWith } from "../fakes/sending.ts";

export const testShop = Shop.parse({
  id: "demo",
  name: "Dar <Zitoun>",
  currency: "MAD",
  timeZone: "Africa/Casablanca",
  country: "MA",
  languages: ["fr", "ar", "en"],
  arabiziAnsweredIn: "ar",
  phone: "+212522000000",
  email: "hello@shop.example",
  address: { fr: "1, rue de la Paix" },
  hours: [],
  delivery: { zones: [{ name: { fr: "Partout" }, cities: [], costMinor: 0, days: { min: 1, max: 2 } }] },
  payment: ["cod"],
  returnDays: 14,
  color: "#0f766e",
});

/** What the bot of these tests says to an event; null: it is silent. */
export type Answers = (event: InboundEvent) => string | null;
const echo: Answers = (event) => (event.kind === "text" ? `echo: ${event.text}` : `a ${event.kind}`);

export interface Front {
  url: string;
  services: HttpServices;
  /** Lines of the log so far. */
  log: string[];
  /** Messages of which a vendor told that they came to nothing. */
  undelivered: Undelivered[];
  /** Resolves when all that was accepted is answered. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** The whole HTTP side on a free port: real store and worker, and a bot that echoes. */
export async function startFront(
  options: {
    config?: Partial<Config>;
    services?: (services: HttpServices) => Partial<HttpServices>;
    answers?: Answers;
    channels?: Channel[];
  } = {},
): Promise<Front> {
  const dataDir = mkdtempSync(join(tmpdir(), "hanout-http-"));
  const opened = await openEmbeddedStore({ dataDir });
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  const metrics = createMetrics();
  const changes = createChanges();
  const clock = systemClock;
  const config = {
    ...readConfig({}),
    dataDir,
    rates: { newConversationsPerMinute: 1000, messagesPerMinute: 1e6, conversationMessagesPerMinute: 1e6 },
    ...options.config,
  };
  const botFramework = createBotFramework({
    account: testShop.id,
    credentials: config.microsoft,
    clock,
  });
  const channels = [webChannel(testShop.id), ...botFramework.channels, ...(options.channels ?? [])];
  const worker = createWorker("test", {
    store: opened.conversations,
    clock,
    changes,
    metrics,
    log,
    channels: new Map(channels.map((channel) => [`${channel.name}:${channel.account}`, channel])),
    actions: {},
    ...sendingWith({ records: opened.records, clock }),
    keepFile: async () => ({ notKept: "gone" }),
    random: () => 0.5,
    pause: async () => {},
    selectBatch: (mailbox) => mailbox.slice(0, 1),
    runTurn: async (claim, events) => answerTurn(claim, events, options.answers ?? echo),
  });
  const threads = createThreads(channels);
  const inbox = createInbox({ store: opened.conversations, worker, changes, metrics });
  const scheduler = await openScheduler({
    backend: sqliteBackend(opened.jobs),
    handlers: [startConversations(inbox.receive, clock)],
    clock,
    random: () => 0.5,
    report: jobReport(log),
  });
  const undelivered: Undelivered[] = [];
  const closing = new AbortController();
  const base: HttpServices = {
    config,
    clock,
    log,
    metrics,
    shop: testShop,
    store: opened.conversations,
    records: opened.records,
    inbox,
    threads,
    scheduler,
    sequences: { plan: async () => ({ shoppers: [], next: null }), report: async () => [] },
    changes,
    media: mediaOnDisk(join(dataDir, "media")),
    botFramework,
    doors: new Map(),
    receiveArrivals: receiveArrivals({
      shopId: testShop.id,
      store: opened.conversations,
      inbox,
      threads,
      clock,
      log,
      undelivered: async (message) => void undelivered.push(message),
    }),
    shopEvents: { take: async () => ({ taken: 0, known: 0, refused: [] }) },
    courierDesk: { take: async () => ({ kept: 0, known: 0, problems: [] }) },
    payPages: { show: async () => ({ found: false, html: "" }), pay: async () => {} },
    operatorKey: newKey(),
    showcase: () => [],
    cod: fakeCod(),
    unclear: await unclearMessages({
      shopId: testShop.id,
      records: opened.records,
      localesDir: join(dataDir, "locales"),
    }),
    returnDesk: { list: async () => [], move: async () => null, label: async () => null },
    intents: () => ["order.track", "None"],
    importCatalogue: async (data) => ({
      products: 1,
      variants: data.length,
      retired: 0,
      kept: 0,
      problems: [],
    }),
    ready: () => true,
    closing: closing.signal,
  };
  const services = { ...base, ...options.services?.(base) };
  const server = await createHttpServer(services);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    services,
    log: lines,
    idle: worker.idle,
    undelivered,
    async close() {
      closing.abort();
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await worker.idle();
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function answerTurn(claim: Claim, events: InboundEvent[], answers: Answers) {
  const said = events.flatMap((event) => {
    const text = event.kind === "staff" ? (event.text ?? null) : answers(event);
    const from = event.kind === "staff" ? ("staff" as const) : ("bot" as const);
    return text === null
      ? []
      : [{ kind: "message" as const, activity: toActivity({ text }, "en"), from, causes: [event.key] }];
  });
  return Promise.resolve({ state: claim.conversation.state, effects: said });
}

/** A conversation opened over HTTP. */
export interface Visitor {
  id: string;
  token: string;
  /** Any request below the conversation, with its token. */
  request(path: string, init?: RequestInit): Promise<Response>;
  send(message: unknown): Promise<Response>;
  /** Messages after a cursor, once one of them is from the bot. */
  answersAfter(
    cursor: number,
  ): Promise<{ messages: { from: string; text?: string; seq: number }[]; cursor: number }>;
}

export async function visit(front: Front, opening: unknown = {}): Promise<Visitor> {
  const response = await post(`${front.url}/v1/conversations`, opening);
  const { id, token } = (await response.json()) as { id: string; token: string };
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${front.url}/v1/conversations/${id}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) },
    });
  return {
    id,
    token,
    request,
    send: (message) =>
      request("/messages", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(message),
      }),
    async answersAfter(cursor) {
      for (let next = cursor; ; ) {
        const page = (await (await request(`/messages?after=${next}&wait=5`)).json()) as {
          messages: { from: string; text?: string; seq: number }[];
          cursor: number;
        };
        if (page.messages.length === 0 || page.messages.some(({ from }) => from !== "shopper")) return page;
        next = page.cursor;
      }
    },
  };
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

export const asOperator = (front: Front, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${front.url}/v1/admin${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${front.services.operatorKey}`,
      ...(init.headers as Record<string, string>),
    },
  });
