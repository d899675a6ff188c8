import { audit } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { drillFolder } from "./drill-folder.ts";
import { freePort, scriptedServer } from "./server-process.ts";
import { allAnswered, openShoppers, Shopper } from "./shopper.ts";
import { supervise } from "./supervise.ts";

/** One crash in company, which does not count, and three alone. */
const crashesToPark = 4;
/** Each crash may have to wait for the end of a lease. */
const longestParkingMs = 120_000;

/** Drill 11: a message that kills the process that handles it. */
export const poison: Drill = {
  name: "11 poison message",
  async run(form, stores) {
    // On MongoDB each takes half a minute, for the leases of the dead.
    const poisons = form === "short" ? 1 : stores.name === "mongodb" ? 2 : 5;
    const folder = drillFolder(stores);
    try {
      const server = await supervise(scriptedServer, folder, await freePort());
      const shoppers = await openShoppers(server.url, 6);
      const loadEnds = new AbortController();
      const load = shoppers.map((shopper) => shopper.chatter("hello", stores.pauseMs, loadEnds.signal));
      const faults: string[] = [];
      for (let i = 0; i < poisons; i++) {
        const poisoner = await Shopper.open(server.url);
        await poisoner.post({ id: "p", text: "poison" });
        // Told that a person will look, once it is parked.
        if (!(await poisoner.isAnswered(longestParkingMs))) faults.push(`poison ${i + 1} was not parked`);
      }
      loadEnds.abort();
      await Promise.all(load);
      faults.push(...(await allAnswered(shoppers)));
      await folder.rest();
      await server.stop();
      const { conversations, close } = await folder.open();
      const parked = await conversations.parked();
      await close();
      const crashes = server.crashes();
      if (parked.length !== poisons) faults.push(`${parked.length} parked of ${poisons}`);
      if (crashes !== poisons * crashesToPark)
        faults.push(`${crashes} crashes, where ${poisons * crashesToPark} were to be`);
      return { runs: poisons, ...(await audit(folder, shoppers)), faults, note: `${crashes} crashes` };
    } finally {
      await folder.remove();
    }
  },
};
