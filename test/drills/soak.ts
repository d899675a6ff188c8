import { setTimeout as pause } from "node:timers/promises";
import { audit } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { drillFolder } from "./drill-folder.ts";
import { freePort, realServer, type ServerProcess, startServer } from "./server-process.ts";
import { allAnswered, openShoppers, request } from "./shopper.ts";

const mostGrowth = 1.05;
/** Shares of the time: before it the heap, the caches and the compiled code of a new process are still growing. */
const warmUp = 0.3;
const lookEveryMs = 2_000;

/** Drill 29: hours of talk leave no more in the hands of the process than minutes of it. DRILL_SOAK_MINUTES: 10. */
export const soak: Drill = {
  name: "29 soak",
  async run(form, stores) {
    const lastsMs = form === "full" ? Number(process.env.DRILL_SOAK_MINUTES ?? 10) * 60_000 : 3_000;
    const folder = drillFolder(stores);
    try {
      const server = await startServer(realServer, folder, await freePort());
      const shoppers = await openShoppers(server.url, form === "full" ? 40 : 12);
      const loadEnds = new AbortController();
      const pauseMs = Math.max(stores.pauseMs, 100);
      const load = Promise.all(shoppers.map((shopper) => shopper.chatter("merci", pauseMs, loadEnds.signal)));
      const looks: Gauges[] = [];
      for (const endsAt = Date.now() + lastsMs; Date.now() < endsAt; await pause(lookEveryMs))
        looks.push(await gaugesOf(server));
      loadEnds.abort();
      await load;
      const faults = await allAnswered(shoppers);
      await folder.rest();
      await server.end("SIGTERM");
      // In seconds nothing settles: the short form looks at answers only.
      const { grown, files } = growthOf(looks);
      if (form === "full" && grown > mostGrowth)
        faults.push(`memory grew to ${grown.toFixed(2)} times what it was after the warm-up`);
      if (form === "full" && files > 0) faults.push(`${files} files are open that were not`);
      const accepted = shoppers.reduce((sum, shopper) => sum + shopper.accepted.length, 0);
      return {
        runs: accepted,
        ...(await audit(folder, shoppers)),
        faults,
        note: `${(lastsMs / 60_000).toFixed(1)} min, memory ${looks.at(-1)!.megabytes.toFixed(0)} MB, ${grown.toFixed(2)} times`,
      };
    } finally {
      await folder.remove();
    }
  },
};

interface Gauges {
  megabytes: number;
  files: number;
}

async function gaugesOf({ url }: ServerProcess): Promise<Gauges> {
  const { body } = await request(`${url}/metrics`);
  const gauge = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, "m").exec(String(body))?.[1]);
  return { megabytes: gauge("process_resident_memory_bytes") / 2 ** 20, files: gauge("process_open_fds") };
}

/** The last third against the first that comes after the warm-up. */
function growthOf(looks: readonly Gauges[]): { grown: number; files: number } {
  const settled = looks.slice(Math.floor(looks.length * warmUp));
  const third = Math.max(1, Math.floor(settled.length / 3));
  const [early, late] = [settled.slice(0, third), settled.slice(-third)];
  const middle = (some: readonly Gauges[], of: (look: Gauges) => number): number =>
    some.map(of).toSorted((a, b) => a - b)[Math.floor(some.length / 2)]!;
  return {
    grown: middle(late, ({ megabytes }) => megabytes) / middle(early, ({ megabytes }) => megabytes),
    files: middle(late, ({ files }) => files) - middle(early, ({ files }) => files),
  };
}
