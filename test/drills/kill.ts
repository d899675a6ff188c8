import { setTimeout as pause } from "node:timers/promises";
import { audit } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { drillSeed, seededRandom } from "./random.ts";
import { drillFolder, freePort, realServer, startServer } from "./server-process.ts";
import { allAnswered, openShoppers } from "./shopper.ts";

const backWithinMs = 5_000;

/** Drill 1: `kill -9` at random moments under load. */
export const kill: Drill = {
  name: "1 kill -9 under load",
  async run(form) {
    const kills = form === "full" ? 200 : 4;
    const seed = drillSeed();
    const random = seededRandom(seed);
    const { dataDir, remove } = drillFolder();
    const port = await freePort();
    try {
      let server = await startServer(realServer, dataDir, port);
      const shoppers = await openShoppers(server.url, 12);
      const loadEnds = new AbortController();
      const load = Promise.all(shoppers.map((shopper) => shopper.chatter("merci", 15, loadEnds.signal)));
      const startsMs: number[] = [];
      for (let i = 0; i < kills; i++) {
        await pause(50 + random() * 500);
        await server.end("SIGKILL");
        server = await startServer(realServer, dataDir, port);
        startsMs.push(server.startMs);
      }
      loadEnds.abort();
      await load;
      const faults = await allAnswered(shoppers);
      await server.end("SIGTERM");
      const slowestMs = Math.max(...startsMs);
      if (form === "full" && slowestMs > backWithinMs)
        faults.push(`back only after ${slowestMs.toFixed(0)} ms`);
      const accepted = shoppers.reduce((sum, shopper) => sum + shopper.accepted.length, 0);
      return {
        runs: kills,
        ...(await audit(dataDir, shoppers)),
        faults,
        note: `seed ${seed}, ${accepted} messages, back in ${(slowestMs / 1000).toFixed(1)} s at most`,
      };
    } finally {
      remove();
    }
  },
};
