import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { audit } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { drillFolder, freePort, type ServerProcess, scriptedServer, startServer } from "./server-process.ts";
import { allAnswered, openShoppers, Shopper } from "./shopper.ts";

/** One crash in company, which does not count, and three alone. */
const crashesToPark = 4;

/** Drill 11: a message that kills the process that handles it. */
export const poison: Drill = {
  name: "11 poison message",
  async run(form) {
    const poisons = form === "full" ? 5 : 1;
    const { dataDir, remove } = drillFolder();
    const port = await freePort();
    try {
      let server = await startServer(scriptedServer, dataDir, port);
      const shoppers = await openShoppers(server.url, 6);
      const loadEnds = new AbortController();
      const load = shoppers.map((shopper) => shopper.chatter("hello", 10, loadEnds.signal));
      let crashes = 0;
      for (let i = 0; i < poisons; i++) {
        const poisoner = await Shopper.open(server.url);
        await poisoner.post({ id: "p", text: "poison" });
        await server.ended;
        crashes += 1;
        server = await survivor(dataDir, port, () => {
          crashes += 1;
        });
      }
      loadEnds.abort();
      await Promise.all(load);
      const faults = await allAnswered(shoppers);
      await server.end("SIGTERM");
      const { conversations, close } = await openEmbeddedStore({ dataDir });
      const parked = await conversations.parked();
      await close();
      if (parked.length !== poisons) faults.push(`${parked.length} parked of ${poisons}`);
      if (crashes !== poisons * crashesToPark)
        faults.push(`${crashes} crashes, where ${poisons * crashesToPark} were to be`);
      return { runs: poisons, ...(await audit(dataDir, shoppers)), faults, note: `${crashes} crashes` };
    } finally {
      remove();
    }
  },
};

/** Starts the server as often as it dies before it is ready, as whoever supervises it would. */
async function survivor(dataDir: string, port: number, onCrash: () => void): Promise<ServerProcess> {
  for (let tries = 0; ; tries++) {
    try {
      return await startServer(scriptedServer, dataDir, port);
    } catch (error) {
      if (tries > 2 * crashesToPark) throw error;
      onCrash();
    }
  }
}
