import { drills } from "./all.ts";
import { missed } from "./drill.ts";

// `npm run drills`, or only those whose name begins with a word: `npm run drills -- 1 27`.
const wanted = process.argv.slice(2);
const chosen = drills.filter(({ name }) => wanted.length === 0 || wanted.includes(name.split(" ")[0]!));
const rows: Record<string, unknown>[] = [];
for (const drill of chosen) {
  console.log(`${drill.name} …`);
  const startedAt = performance.now();
  const outcome = await drill.run("full");
  const { runs, lost, duplicated, inverted, note = "" } = outcome;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const faults = missed(outcome);
  if (faults.length > 0) process.exitCode = 1;
  rows.push({ drill: drill.name, runs, lost, duplicated, inverted, seconds, passed: faults.length === 0 });
  console.log(`  ${[...faults.map((fault) => `MISSED: ${fault}`), note].filter(Boolean).join("\n  ")}`);
}
console.table(rows);
