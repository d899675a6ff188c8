import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { createBotFramework } from "../channels/bot-framework/index.ts";
import { webChannel } from "../channels/web/index.ts";
import type { Services } from "../dialogs/engine/draft.ts";
import { messageUndelivered } from "../jobs/message-undelivered.ts";
import { type Clock, systemClock } from "../models/ports/clock.ts";
import type { ConversationStore } from "../models/ports/store.ts";
import { type Menu, openAccounts } from "./accounts.ts";
import { receiveArrivals } from "./arrivals.ts";
import { channelLines } from "./channel-lines.ts";
import { readChannelsFile } from "./channel-settings.ts";
import type { Config } from "./config.ts";
import { createCore } from "./core.ts";
import { createCourierDesk } from "./courier/index.ts";
import { operatorKey } from "./http/operator-key.ts";
import { createHttpServer } from "./http/server.ts";
import type { Inbox } from "./http/services.ts";
import { underLease } from "./lease.ts";
import { mediaOnDisk } from "./media-on-disk.ts";
import { createPayPages } from "./pay/index.ts";
import { secureRandom } from "./random.ts";
import { createRetention } from "./retention.ts";
import { requireSandbox } from "./sandbox-only.ts";
import { createSendRates } from "./send-rates.ts";
import { openSharedWords } from "./shared-words.ts";
import { openShop } from "./shop.ts";
import { openStore } from "./store.ts";
import { createThreads } from "./threads.ts";
import { unclearMessages } from "./unclear.ts";
import type { Worker } from "./worker.ts";

export interface AppOptions {
  config: Config;
  log: Logger;
  /** One that can be moved is taken only where every vendor is a stand-in on this machine. */
  clock?: Clock;
  /** From 0 up to 1. */
  random?: () => number;
  /** Told how far the training of the first start is. */
  onProgress?: (message: string) => void;
}

/** The running product. */
export interface App {
  url: string;
  store: ConversationStore;
  inbox: Inbox;
  worker: Worker;
  shopName: string;
  /** A line for each account of a vendor, and one for what is off. */
  channels: string[];
  /** Where the shop's own systems tell what happens, or why they cannot. */
  events: string;
  /** Finishes the turns in hand, then closes everything. */
  close(): Promise<void>;
}

/** Wires every part together and starts serving. @throws with a clear message when something is in the way. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, log, clock = systemClock, random = secureRandom, onProgress = () => {} } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const store = await openStore(config);
    closers.push(store.close);
    const words = await openSharedWords(
      { config, log, onProgress, keepsModel: !config.development },
      { store, clock },
    );
    closers.push(words.close);
    const { shop } = words;
    const {
      commerce,
      payments,
      importCatalogue,
      showcase,
      close: closeShop,
    } = await openShop({
      config,
      address: config.publicUrl ?? `http://localhost:${config.port}`,
      store,
      words,
      clock,
      log,
    });
    closers.push(closeShop);

    const accounts = [
      ...config.accounts,
      ...(config.channelsFile === undefined ? [] : await readChannelsFile(config.channelsFile, shop.id)),
    ];
    if (clock !== systemClock) requireSandbox(accounts, config.microsoft);
    const { publicUrl } = config;
    const botFramework = createBotFramework({
      account: shop.id,
      credentials: config.microsoft,
      clock,
      ...(publicUrl !== undefined && { publicUrl }),
    });
    const rates = createSendRates({ records: store.records, clock });
    const { channels, doors, listeners } = openAccounts(accounts, {
      clock,
      rates,
      log,
      records: store.records,
      shopName: shop.name,
      menus: menusOf(words.services()),
      ...(publicUrl !== undefined && { publicUrl }),
    });
    await Promise.all(channels.map((channel) => channel.prepare?.()));
    const media = store.media ?? mediaOnDisk(join(config.dataDir, "media"));
    const allChannels = [webChannel(shop.id), ...botFramework.channels, ...channels];
    const threads = createThreads(allChannels);
    const { inbox, worker, scheduler, changes, metrics, returnDesk, shopEvents, happened, cod, sequences } =
      await createCore({
        store,
        jobs: store.jobs,
        commerce,
        services: words.services,
        templates: () => words.locales().templates,
        sequences: () => words.locales().sequences,
        channels: allChannels,
        rates,
        media,
        clock,
        random,
        log,
      });
    closers.push(worker.stop);
    closers.push(scheduler.stop);
    const stopFollowing = store.follow?.({
      followed: changes.followed,
      changed: changes.changed,
      onFault: (error) => log.warn({ err: error }, "what other servers write is not heard of"),
    });
    closers.push(async () => stopFollowing?.());

    const receive = receiveArrivals({
      shopId: shop.id,
      store: store.conversations,
      inbox,
      threads,
      clock,
      log,
      undelivered: (message) =>
        scheduler.schedule(messageUndelivered, message, clock.now(), `undelivered:${message.item}`),
    });
    let ready = false;
    const closing = new AbortController();
    const server = await createHttpServer({
      config,
      clock,
      log,
      metrics,
      shop,
      store: store.conversations,
      records: store.records,
      inbox,
      threads,
      scheduler,
      sequences,
      changes,
      media,
      botFramework,
      doors,
      receiveArrivals: receive,
      shopEvents,
      courierDesk: createCourierDesk({
        cod,
        orders: commerce.orders,
        happened,
        clock,
      }),
      payPages: createPayPages({
        payments,
        orders: commerce.orders,
        conversations: store.conversations,
        words: words.services,
        clock,
        paid: happened.orderPaid,
      }),
      cod,
      unclear: await unclearMessages({
        shopId: shop.id,
        records: store.records,
        localesDir: config.localesDir,
      }),
      intents: words.intents,
      returnDesk,
      operatorKey: await operatorKey(config.dataDir),
      importCatalogue: (data, format) => importCatalogue(data, format, happened.priceChanged),
      showcase,
      ready: () => ready,
      closing: closing.signal,
    });
    await worker.start();
    scheduler.start();
    const retention = createRetention({
      store: store.conversations,
      media,
      shopEvents,
      retention: config.retention,
      clock,
      log,
      pause,
    });
    retention.start(random);
    closers.push(retention.stop);
    const url = await listen(server, config);
    closers.push(() => stopServing(server));
    const { signal } = closing;
    const lease = { records: store.records, clock, onWait: () => {}, signal };
    const listening = listeners.map(({ name, inEachProcess, listen }) =>
      (inEachProcess
        ? listen(receive, signal)
        : underLease(name, lease, () => listen(receive, signal))
      ).catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error }, `${name} is not listened to any more`);
      }),
    );
    closers.push(async () => void (await Promise.all(listening)));
    closers.push(async () => {
      ready = false;
      closing.abort();
    });
    ready = true;
    return {
      url,
      store: store.conversations,
      inbox,
      worker,
      shopName: shop.name,
      events:
        config.eventSecrets.length > 0 ? `${publicUrl ?? url}/v1/events` : "off, EVENTS_SECRET is not set",
      channels: channelLines(accounts, publicUrl ?? url),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Server = Awaited<ReturnType<typeof createHttpServer>>;

/** The port cannot be had. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    // Restify passes on what its inner server says.
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === "EADDRINUSE"
          ? "is taken by another program: stop it, or set PORT"
          : `cannot be used (${cause.message})`;
      reject(new ListenError(`Port ${port} on ${host} ${why}.`, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.server.address();
      const bound = typeof address === "object" && address ? address.port : port;
      resolve(`http://${host === "127.0.0.1" || host === "0.0.0.0" ? "localhost" : host}:${bound}`);
    });
  });
}

/** How long a request that is still coming in or being answered may hold up the end. */
const lastRequestsMs = 4_000;

/** Requests in hand are answered, and each answer ends its connection: a busy client would hold it open for ever. */
function stopServing({ server }: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), lastRequestsMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.prependListener("request", (_request, response) => response.setHeader("connection", "close"));
    server.closeIdleConnections();
  });
}

/** The next steps that suit anybody, and help, as vendors show them outside of the conversation. */
function menusOf({ menu, replies, shop }: Pick<Services, "menu" | "replies" | "shop">): Menu[] {
  const all = [...menu, { title: "title.assist.help.button", flow: "assist.help" }];
  return shop.languages.map((language) => ({
    language,
    items: all.map(({ title, flow }) => ({ title: replies.render(title, language, {}, 0), flow })),
  }));
}
