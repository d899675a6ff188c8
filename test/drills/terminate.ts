import { setTimeout as pause } from "node:timers/promises";
import { audit } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { drillFolder } from "./drill-folder.ts";
import { drillSeed, seededRandom } from "./random.ts";
import { freePort, realServer, startServer } from "./server-process.ts";
import { allAnswered, openShoppers } from "./shopper.ts";

const goneWithinMs = 10_000;

/** Drill 5: SIGTERM under load. */
export const terminate: Drill = {
  name: "5 SIGTERM under load",
  async run(form, stores) {
    const times = form === "full" ? Number(process.env.DRILL_KILLS ?? 50) : 2;
    const seed = drillSeed();
    const random = seededRandom(seed);
    const folder = drillFolder(stores);
    const port = await freePort();
    try {
      let server = await startServer(realServer, folder, port);
      const shoppers = await openShoppers(server.url, 12);
      const loadEnds = new AbortController();
      const load = Promise.all(shoppers.map((shopper) => shopper.chatter("merci", 10, loadEnds.signal)));
      const faults: string[] = [];
      let slowestMs = 0;
      for (let i = 0; i < times; i++) {
        await pause(100 + random() * 400);
        const { code, signal, afterMs } = await server.end("SIGTERM");
        if (code !== 0) faults.push(`stop ${i + 1} ended with ${signal ?? `exit code ${code}`}`);
        if (afterMs > goneWithinMs) faults.push(`stop ${i + 1} took ${afterMs.toFixed(0)} ms`);
        slowestMs = Math.max(slowestMs, afterMs);
        server = await startServer(realServer, folder, port);
      }
      loadEnds.abort();
      await load;
      faults.push(...(await allAnswered(shoppers)));
      await folder.rest();
      await server.end("SIGTERM");
      const accepted = shoppers.reduce((sum, shopper) => sum + shopper.accepted.length, 0);
      return {
        runs: times,
        ...(await audit(folder, shoppers)),
        faults,
        note: `seed ${seed}, ${accepted} messages, gone in ${(slowestMs / 1000).toFixed(2)} s at most`,
      };
    } finally {
      await folder.remove();
    }
  },
};
