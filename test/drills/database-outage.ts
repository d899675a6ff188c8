import { setTimeout as pause } from "node:timers/promises";
import { audit } from "./audit.ts";
import type { Drill, Form, Outcome } from "./drill.ts";
import { drillFolder } from "./drill-folder.ts";
import { drillSeed, seededRandom } from "./random.ts";
import { freePort, realServer, startServer } from "./server-process.ts";
import { allAnswered, openShoppers, type Shopper } from "./shopper.ts";
import type { DrillStores } from "./stores.ts";
import { type Mode, type TcpProxy, tcpProxy } from "./tcp-proxy.ts";

/** What may be answered while the database is in trouble: taken, not now, or too much waits already. */
const allowed = new Set([202, 503, 429]);
const drainedWithinMs = 60_000;

const only = { store: "mongodb", because: "there is no network between it and its database" } as const;

const outage = (
  name: string,
  lastsMs: Record<Form, number>,
  refuses: boolean,
  fault: (proxy: TcpProxy, lastsMs: number, random: () => number) => Promise<void>,
): Drill => ({
  name,
  only,
  run: (form, stores) => during(stores, refuses, (proxy, random) => fault(proxy, lastsMs[form], random)),
});

const inMode =
  (mode: Mode) =>
  async (proxy: TcpProxy, lastsMs: number): Promise<void> => {
    proxy.set(mode);
    await pause(lastsMs);
  };

/** Drill 6: each word to the database, and each answer, takes its time. */
export const databaseSlow = outage(
  "6a database slow",
  { short: 3_000, full: 20_000 },
  false,
  inMode({ delayMs: 300 }),
);

/** Drill 6: nobody answers at its address. */
export const databaseDown = outage(
  "6b database down",
  { short: 5_000, full: 60_000 },
  true,
  inMode("refuse"),
);

/** Drill 6: it has connections, and says nothing: a frozen machine, or a network that loses all. */
export const databaseSilent = outage(
  "6c database silent",
  { short: 12_000, full: 60_000 },
  true,
  inMode("drop"),
);

/** Drill 6: it comes and goes, and breaks off in the middle of its answers. */
export const databaseFlapping = outage(
  "6d database flapping",
  { short: 5_000, full: 60_000 },
  false,
  async (proxy, lastsMs, random) => {
    const faults = [() => proxy.cut(), () => proxy.set("refuse"), () => proxy.set("drop")];
    for (const endsAt = Date.now() + lastsMs; Date.now() < endsAt; ) {
      faults[Math.floor(random() * faults.length)]!();
      await pause(200 + random() * 1_000);
      proxy.set("pass");
      await pause(200 + random() * 1_500);
    }
  },
);

async function during(
  stores: DrillStores,
  refuses: boolean,
  fault: (proxy: TcpProxy, random: () => number) => Promise<void>,
): Promise<Outcome> {
  const seed = drillSeed();
  const folder = drillFolder(stores);
  const uri = folder.env.MONGODB_URI!;
  const proxy = await tcpProxy(addressOf(uri));
  try {
    const server = await startServer(realServer, folder, await freePort(), {
      MONGODB_URI: throughProxy(uri, proxy.port),
      LOG_LEVEL: "silent",
    });
    const shoppers = await openShoppers(server.url, 8);
    const loadEnds = new AbortController();
    const load = shoppers.map((shopper) => shopper.chatter("merci", 30, loadEnds.signal));
    await pause(300);
    await fault(proxy, seededRandom(seed));
    proxy.set("pass");
    const backAt = performance.now();
    loadEnds.abort();
    await Promise.all(load);
    const faults = await allAnswered(shoppers, drainedWithinMs);
    await folder.rest();
    const drainedMs = performance.now() - backAt;
    faults.push(...statusFaults(shoppers, refuses));
    const { code, said } = await server.end("SIGTERM");
    if (code !== 0) faults.push(`the server ended with exit code ${code}: ${said}`);
    const refused = countOf(shoppers, 503);
    return {
      runs: countOf(shoppers, 202) + refused,
      ...(await audit(folder, shoppers)),
      faults,
      note: `seed ${seed}, ${refused} answered 503, all answered ${(drainedMs / 1000).toFixed(1)} s after the end`,
    };
  } finally {
    await proxy.close();
    await folder.remove();
  }
}

const countOf = (shoppers: Shopper[], status: number): number =>
  shoppers.reduce((sum, { statuses }) => sum + (statuses.get(status) ?? 0), 0);

function statusFaults(shoppers: Shopper[], refuses: boolean): string[] {
  const statuses = new Set(shoppers.flatMap((shopper) => [...shopper.statuses.keys()]));
  const other = [...statuses].filter((status) => !allowed.has(status));
  return [
    ...(statuses.has(503) || !refuses ? [] : ["no request was refused: the fault did not bite"]),
    ...other.map((status) => `${countOf(shoppers, status)} answers with status ${status} (0: none in 15 s)`),
  ];
}

/** Of a connection string with its hosts in it: where the first one is. */
function addressOf(uri: string): { host: string; port: number } {
  const found = /^mongodb:\/\/(?:[^@/]*@)?([^:,/?]+)(?::(\d+))?/.exec(uri);
  if (!found) throw new Error("drill 6 needs a MONGODB_URI of the form mongodb://host:port");
  return { host: found[1]!, port: Number(found[2] ?? 27017) };
}

/** `directConnection`: a replica set would otherwise tell its own addresses. */
const throughProxy = (uri: string, port: number): string =>
  `${uri.replace(/^(mongodb:\/\/(?:[^@/]*@)?)[^/?]+/, (_, scheme: string) => `${scheme}127.0.0.1:${port}`)}${uri.includes("?") ? "&" : "?"}directConnection=true`;
