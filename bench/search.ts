import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openSearch } from "../commerce/search/index.ts";
import { syntheticCatalogue, syntheticQueries, syntheticWords } from "./synthetic-catalogue.ts";

/**
 * How long a search of a big catalogue in three languages takes, from the main thread and back, and what it adds
 * to the memory of the process: once built from the products, once loaded from the snapshot, each in a process of
 * its own. The catalogue is made once before, so that making it is not counted. Prints JSON. `node bench/search.ts [products]`
 */
const [count = "100000", file] = process.argv.slice(2);

if (file) console.log(JSON.stringify(await measure(Number(count), file)));
else {
  const folder = await mkdtemp(join(tmpdir(), "hanout-search-"));
  const run = (): unknown =>
    JSON.parse(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), count, join(folder, "snapshot")], {
        encoding: "utf8",
      }),
    );
  try {
    console.log(JSON.stringify({ products: Number(count), built: run(), loaded: run() }, null, 2));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(products: number, snapshotFile: string) {
  const rssMb = () => Math.round(process.memoryUsage.rss() / 2 ** 20);
  for await (const page of syntheticCatalogue(products)) structuredClone(page);
  const before = rssMb();
  const opened = performance.now();
  const search = await openSearch({
    products: syntheticCatalogue(products),
    words: syntheticWords,
    snapshot: { file: snapshotFile, checksum: String(products) },
  });
  const openMs = Math.round(performance.now() - opened);
  const times: number[] = [];
  for (const query of syntheticQueries(2_200)) {
    const start = performance.now();
    await search.search({ ...query, limit: 10 });
    times.push(performance.now() - start);
  }
  // V8 gives back the pages of a thread that has ended some seconds later.
  await setTimeout(10_000);
  const addedMb = rssMb() - before;
  await search.close();
  times.sort((a, b) => a - b);
  const percentileMs = (share: number) => Number(times[Math.floor(times.length * share)]!.toFixed(1));
  return {
    openMs,
    addedMb,
    p50Ms: percentileMs(0.5),
    p95Ms: percentileMs(0.95),
    maxMs: Number(times.at(-1)!.toFixed(1)),
  };
}
