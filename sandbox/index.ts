import { createServer } from "node:net";
import { channelVariables } from "../bots/channel-settings.ts";
import { type Config, readConfig } from "../bots/config.ts";
import { createApi } from "./api.ts";
import type { ChannelName } from "./channels.ts";
import { type Chats, createChats, type Entry } from "./chats.ts";
import { type SandboxClock, sandboxClock } from "./clock.ts";
import { createFaults, type Faults } from "./faults.ts";
import { startHttp } from "./http.ts";
import { createPost } from "./post.ts";
import { withSetUp } from "./set-up.ts";
import { createShoppers, type Shoppers } from "./shoppers.ts";
import { createTimeline } from "./timeline.ts";
import type { Desk, Vendor } from "./vendor.ts";
import { createVendors } from "./vendors.ts";

export interface SandboxOptions {
  /** Of the simulator; 0: any free one. */
  port?: number;
  /** Of the product; without it any free one. */
  productPort?: number;
  /** From 0 up to 1, for faults that come by chance. */
  random?: () => number;
}

/** The vendors on this machine. */
export interface Sandbox {
  url: string;
  /** The product's settings: what `env` says, and every channel led here. */
  configOf(env: Record<string, string | undefined>): Config;
  clock: SandboxClock;
  chats: Chats;
  faults: Faults;
  /** What `POST /sandbox/<channel>/shopper` does. @throws {CannotError} */
  act: Shoppers["act"];
  /** Resolves when no call of the product is under way and none is due. */
  settled(): Promise<void>;
  /** Forgets the chats, the shoppers and the faults. The time stays. */
  reset(): void;
  close(): Promise<void>;
}

/** Opens the simulator. The product is started by whoever opens it, with its `configOf` and its `clock`. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { random = Math.random } = options;
  const clock = sandboxClock();
  const chats = createChats(clock);
  const faults = createFaults(random);
  const timeline = createTimeline(clock);
  const productPort = options.productPort ?? (await freePort());
  const productUrl = `http://127.0.0.1:${productPort}`;
  const post = createPost({ clock, timeline, faults, productUrl });
  const shoppers = createShoppers({ clock, chats, faults, timeline, post });
  const http = await startHttp(options.port ?? 0, { faults });

  const vendors: Vendor[] = createVendors(
    (name): Desk => ({
      clock,
      apiUrl: `${http.url}/${name}`,
      productUrl,
      nextNumber: numbers(),
      shopper: shoppers.find,
      chat: (channel, shopper) => chatOf(chats.all(), channel, shopper),
      take: (channel, { to, ...message }) =>
        chats.add(channel, { ...message, shopper: to, by: "shop", state: "accepted" }),
      writerOf: (id) => chats.all().find((entry) => entry.by === "shopper" && entry.id === id)?.shopper,
      seen(channel, shopper) {
        for (const entry of chatOf(chats.all(), channel, shopper))
          if (entry.by === "shopper" && entry.state !== "read") chats.change(entry, { state: "read" });
      },
      report: (entry, states) => shoppers.report(entry, states),
    }),
  ).map((vendor) => withSetUp(vendor, productUrl));
  shoppers.serve(vendors);
  const environment: Record<string, string> = Object.assign(
    { PORT: String(productPort), PUBLIC_URL: productUrl },
    ...vendors.map(({ env }) => env),
  );
  const reset = (): void => {
    timeline.clear();
    faults.clear();
    shoppers.clear();
    chats.clear();
  };
  http.serve(
    vendors,
    createApi({ clock, chats, faults, vendors, environment, shoppers, reset, settled: timeline.settled }),
  );

  return {
    url: http.url,
    configOf(env) {
      const config = readConfig({
        ...Object.fromEntries(Object.entries(env).filter(([name]) => !isOfChannels(name))),
        ...environment,
      });
      return { ...config, accounts: [...config.accounts, ...vendors.flatMap(({ more = [] }) => more)] };
    },
    clock,
    chats,
    faults,
    act: shoppers.act,
    settled: timeline.settled,
    reset,
    async close() {
      await http.close();
      await timeline.close();
    },
  };
}

/** Nothing of a real account comes along. */
const isOfChannels = (variable: string): boolean =>
  channelVariables.includes(variable) || /^MICROSOFT_|^CHANNELS_FILE$/.test(variable);

const chatOf = (entries: readonly Entry[], channel: ChannelName, shopper: string): Entry[] =>
  entries.filter((entry) => entry.channel === channel && entry.shopper === shopper);

/** Tenths of seconds of this year and the next ones, then on by one. */
function numbers(): () => number {
  let last = Math.floor((Date.now() - Date.parse("2026-01-01T00:00:00Z")) / 100);
  return () => ++last;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
