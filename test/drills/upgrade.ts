import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { migrations } from "../../models/embedded/schema.ts";
import { audit } from "./audit.ts";
import { startBalancer } from "./balancer.ts";
import type { Drill } from "./drill.ts";
import { type DrillFolder, drillFolder } from "./drill-folder.ts";
import { freePort, realServer, startServer } from "./server-process.ts";
import { allAnswered, openShoppers } from "./shopper.ts";
import type { StoreName } from "./stores.ts";

/**
 * Drill 30, upgrade: new processes take over while shoppers write. On MongoDB each is up before the one before it is
 * stopped; the embedded store has one process at a time, and its database begins as the version before would leave it.
 */
export const upgrade: Drill = {
  name: "30a upgrade under load",
  async run(form, stores) {
    const times = form === "full" ? 10 : 2;
    const folder = drillFolder(stores);
    if (stores.name === "embedded") leaveOlderDatabase(folder);
    const ports = [await freePort(), await freePort()];
    let server = await startServer(realServer, folder, ports[0]!);
    const balancer = await startBalancer(ports[0]!);
    try {
      const shoppers = await openShoppers(`http://127.0.0.1:${balancer.port}`, 12);
      const loadEnds = new AbortController();
      const load = Promise.all(
        shoppers.map((shopper) => shopper.chatter("merci", stores.pauseMs, loadEnds.signal)),
      );
      const faults: string[] = [];
      for (let i = 1; i <= times; i++) {
        await pause(500);
        const port = ports[i % 2]!;
        const next = overlap[stores.name] ? await startServer(realServer, folder, port) : null;
        if (next) balancer.to(port);
        const { code } = await server.end("SIGTERM");
        if (code !== 0) faults.push(`stop ${i} ended with exit code ${code}`);
        server = next ?? (await startServer(realServer, folder, port));
        balancer.to(port);
      }
      loadEnds.abort();
      await load;
      faults.push(...(await allAnswered(shoppers)));
      await folder.rest();
      await server.end("SIGTERM");
      return { runs: times, ...(await audit(folder, shoppers)), faults };
    } finally {
      await balancer.close();
      await folder.remove();
    }
  },
};

/** Whether two processes can have the store at once. */
const overlap: Record<StoreName, boolean> = { embedded: false, mongodb: true };

function leaveOlderDatabase({ dataDir }: DrillFolder): void {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, "hanout.db"));
  for (const step of migrations.slice(0, -1)) database.exec(step);
  database.exec(`PRAGMA user_version = ${migrations.length - 1}`);
  database.close();
}
