import { parseArgs } from "node:util";
import { drills } from "./all.ts";
import { isFor, missed } from "./drill.ts";
import { type StoreName, startStores } from "./stores.ts";

// `npm run drills`, or only those whose name begins with a word, on one of the stores:
// `npm run drills -- --store mongodb 1 27`. DRILL_KILLS: how often drills 1 and 5 end the server, instead of 200
// and 50 times.
const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { store: { type: "string", default: "embedded" } },
});
const stores: readonly string[] = ["embedded", "mongodb"] satisfies StoreName[];
if (!stores.includes(values.store)) throw new Error(`--store ${values.store}: give embedded or mongodb`);
const name = values.store as StoreName;
const started = await startStores(name);
if ("reason" in started) throw new Error(`no MongoDB: ${started.reason}`);
const chosen = drills.filter((drill) => wanted.length === 0 || wanted.includes(drill.name.split(" ")[0]!));
const rows: Record<string, unknown>[] = [];
try {
  for (const drill of chosen) {
    if (!isFor(drill, name)) {
      console.log(`${drill.name}: not on ${name}, ${drill.only?.because}`);
      continue;
    }
    console.log(`${drill.name} …`);
    const startedAt = performance.now();
    const outcome = await drill.run("full", started.stores);
    const { runs, lost, duplicated, inverted, note = "" } = outcome;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const faults = missed(outcome);
    if (faults.length > 0) process.exitCode = 1;
    rows.push({ drill: drill.name, runs, lost, duplicated, inverted, seconds, passed: faults.length === 0 });
    console.log(`  ${[...faults.map((fault) => `MISSED: ${fault}`), note].filter(Boolean).join("\n  ")}`);
  }
} finally {
  await started.stop();
  console.table(rows);
}
