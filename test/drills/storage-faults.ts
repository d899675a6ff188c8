import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { withConnection } from "../models/data-dir.ts";
import { audit } from "./audit.ts";
import type { Drill, Outcome } from "./drill.ts";
import { drillFolder } from "./drill-folder.ts";
import { freePort, type ServerProcess, scriptedServer, startServer } from "./server-process.ts";
import { allAnswered, openShoppers, type Shopper } from "./shopper.ts";
import { embeddedStores } from "./stores.ts";

/** What may be answered while the store cannot write: taken, or not now. */
const allowed = new Set([202, 503]);

/** What a full disk does to a MongoDB, and who waits for whose lock there, is the business of that server. */
const only = { store: "embedded", because: "it is about the file of SQLite" } as const;

/** Drill 7: the disk fills up and has room again. */
export const diskFull: Drill = {
  name: "7a disk full",
  only,
  run: async (form) =>
    faulty(form === "full" ? 30_000 : 1_000, { DRILL_DISK: "1" }, async (server, _dataDir, lasts) => {
      server.child.kill("SIGUSR2");
      await lasts();
      server.child.kill("SIGUSR2");
    }),
};

/** Drill 7: another connection holds the write lock. */
export const databaseBusy: Drill = {
  name: "7b SQLITE_BUSY",
  only,
  run: async (form) =>
    faulty(form === "full" ? 30_000 : 1_500, {}, async (_server, dataDir, lasts) => {
      const other = new DatabaseSync(join(dataDir, "hanout.db"), { timeout: 5_000 });
      other.exec("BEGIN IMMEDIATE");
      await lasts();
      other.exec("ROLLBACK");
      other.close();
    }),
};

async function faulty(
  lastsMs: number,
  env: Record<string, string>,
  fault: (server: ServerProcess, dataDir: string, lasts: () => Promise<void>) => Promise<void>,
): Promise<Outcome> {
  const folder = drillFolder(embeddedStores);
  try {
    const server = await startServer(scriptedServer, folder, await freePort(), env);
    const shoppers = await openShoppers(server.url, 6);
    const loadEnds = new AbortController();
    const load = shoppers.map((shopper) => shopper.chatter("x".repeat(2_000), 10, loadEnds.signal));
    await pause(300);
    await fault(server, folder.dataDir, () => untilRefused(shoppers, lastsMs));
    await pause(500);
    loadEnds.abort();
    await Promise.all(load);
    const faults = await allAnswered(shoppers);
    faults.push(...statusFaults(shoppers));
    const { code } = await server.end("SIGTERM");
    if (code !== 0) faults.push(`the server ended with exit code ${code}`);
    const integrity = withConnection(folder.dataDir, (db) => db.prepare("PRAGMA integrity_check").get());
    if (integrity?.integrity_check !== "ok") faults.push(`damaged: ${JSON.stringify(integrity)}`);
    const refused = countOf(shoppers, 503);
    return {
      runs: countOf(shoppers, 202) + refused,
      ...(await audit(folder, shoppers)),
      faults,
      note: `${refused} answered 503`,
    };
  } finally {
    await folder.remove();
  }
}

/** So long, and longer on a slow machine where nobody has felt it yet. */
async function untilRefused(shoppers: Shopper[], lastsMs: number): Promise<void> {
  await pause(lastsMs);
  for (let i = 0; i < 200 && countOf(shoppers, 503) === 0; i++) await pause(100);
}

const countOf = (shoppers: Shopper[], status: number): number =>
  shoppers.reduce((sum, { statuses }) => sum + (statuses.get(status) ?? 0), 0);

function statusFaults(shoppers: Shopper[]): string[] {
  const statuses = new Set(shoppers.flatMap(({ statuses }) => [...statuses.keys()]));
  const other = [...statuses].filter((status) => !allowed.has(status));
  return [
    ...(statuses.has(503) ? [] : ["no request was refused: the fault did not bite"]),
    ...(other.length === 0 ? [] : [`answers with status ${other.join(", ")}`]),
  ];
}
