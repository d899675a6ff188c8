import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Figure } from "./figure.ts";

/** Each in a process of its own, so that none warms up or burdens the next. */
const benchmarks: Record<string, string> = {
  turn: "turn.ts",
  pace: "pace.ts",
  size: "size.ts",
  webhooks: "webhooks.ts",
  block: "block.ts",
  start: "start.ts",
  search: "search-figures.ts",
  nlu: "nlu.ts",
  processes: "processes.ts",
  jobs: "jobs.ts",
  sequences: "sequences.ts",
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(benchmarks).join(", ")}.`,
  );
  process.exit(2);
}

const results: Record<string, Figure[]> = {};
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  console.log(`\n${name}`);
  results[name] = await measure(benchmarks[name]!);
  for (const figure of results[name]) console.log(line(figure));
}
console.log(`\n${JSON.stringify(results)}`);
if (Object.values(results).some((figures) => figures.some(({ met }) => met === false))) process.exitCode = 1;

async function measure(file: string): Promise<Figure[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`${file} ended with code ${code}; what it said stands above.`);
  return JSON.parse(output) as Figure[];
}

function line({ figure, wanted = "", measured, unit, met }: Figure): string {
  const verdict = met === undefined ? "" : met ? "met" : "MISSED";
  return `  ${figure.padEnd(48)}${wanted.padStart(10)}${String(measured).padStart(10)} ${unit.padEnd(9)}${verdict}`;
}
