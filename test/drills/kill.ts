import { setTimeout as pause } from "node:timers/promises";
import { audit } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { drillFolder } from "./drill-folder.ts";
import { drillSeed, seededRandom } from "./random.ts";
import { freePort, realServer, startServer } from "./server-process.ts";
import { allAnswered, openShoppers } from "./shopper.ts";

/** So often it is waited until everybody is served again. */
const looksEvery = 10;

/** Drill 1: `kill -9` at random moments under load. */
export const kill: Drill = {
  name: "1 kill -9 under load",
  async run(form, stores) {
    const kills = form === "full" ? Number(process.env.DRILL_KILLS ?? 200) : 4;
    const seed = drillSeed();
    const random = seededRandom(seed);
    const folder = drillFolder(stores);
    const port = await freePort();
    try {
      let server = await startServer(realServer, folder, port);
      const shoppers = await openShoppers(server.url, 12);
      const loadEnds = new AbortController();
      const load = Promise.all(
        shoppers.map((shopper) => shopper.chatter("merci", stores.pauseMs, loadEnds.signal)),
      );
      const faults: string[] = [];
      let slowestMs = 0;
      for (let i = 1; i <= kills; i++) {
        await pause(50 + random() * 500);
        const killedAt = performance.now();
        await server.end("SIGKILL");
        server = await startServer(realServer, folder, port);
        if (i % looksEvery !== 0 && i !== kills) continue;
        const heard = await Promise.all(shoppers.map((shopper) => shopper.hearsMore()));
        const deaf = heard.filter((one) => !one).length;
        if (deaf > 0) faults.push(`kill ${i}: ${deaf} conversations were not served again`);
        slowestMs = Math.max(slowestMs, performance.now() - killedAt);
      }
      loadEnds.abort();
      await load;
      faults.push(...(await allAnswered(shoppers)));
      await folder.rest();
      await server.end("SIGTERM");
      if (form === "full" && slowestMs > stores.backWithinMs)
        faults.push(`back only after ${slowestMs.toFixed(0)} ms`);
      const accepted = shoppers.reduce((sum, shopper) => sum + shopper.accepted.length, 0);
      return {
        runs: kills,
        ...(await audit(folder, shoppers)),
        faults,
        note: `seed ${seed}, ${accepted} messages, all served again in ${(slowestMs / 1000).toFixed(1)} s at most`,
      };
    } finally {
      await folder.remove();
    }
  },
};
