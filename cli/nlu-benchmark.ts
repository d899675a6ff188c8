import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { localeDirs } from "../bots/words.ts";
import { loadLocales } from "../locales/load.ts";
import {
  type BenchmarkResult,
  BenchmarkRow,
  benchmark,
  meanResult,
  productEngine,
  sampled,
} from "../nlu/evaluation/benchmark.ts";
import { nlpjsEngine } from "../nlu/evaluation/nlpjs-engine.ts";
import { percent, textTable } from "../nlu/evaluation/numbers.ts";
import { CommandError } from "./api.ts";

const Options = z.object({
  sample: z.coerce.number("--sample: a whole number").int().min(1).optional(),
  engine: z.enum(["hanout", "nlpjs"], "--engine: hanout or nlpjs").default("hanout"),
});
/** Samples drawn of each set, whose mean is told. */
const seeds = [1, 2, 3, 4, 5];

/**
 * `npm run nlu -- benchmark DIR [--sample N] [--engine nlpjs]`: one classifier per file of the folder, trained on
 * its `train` rows and asked its `test` rows. The last line of the output is JSON.
 */
export async function benchmarkFolder(args: string[]): Promise<void> {
  const { folder, sample, engine } = parseOptions(args);
  const { packs } = await loadLocales(localeDirs({}));
  const trainEngine = engine === "nlpjs" ? nlpjsEngine : productEngine(Object.values(packs));
  const results: Record<string, BenchmarkResult> = {};
  for (const file of await setFiles(folder)) {
    const rows = await readRows(join(folder, file));
    const runs = sample === undefined ? [rows] : seeds.map((seed) => sampled(rows, sample, seed));
    results[file.replace(/\.jsonl$/, "")] = meanResult(runs.map((run) => benchmark(run, trainEngine)));
    console.error(`${file}: done`);
  }
  console.log(
    textTable([
      [
        "set",
        "train",
        "intents",
        "accuracy",
        "macro-F1",
        "oos recall",
        "all rows",
        "train s",
        "p50 ms",
        "p99 ms",
        "MB",
      ],
      ...Object.entries(results).map(([set, each]) => [
        set,
        each.trained.toFixed(0),
        each.intents.toFixed(0),
        percent(each.accuracy),
        percent(each.macroF1),
        percent(each.outOfScopeRecall),
        percent(each.allRows),
        each.trainingSeconds.toFixed(1),
        each.msP50.toFixed(3),
        each.msP99.toFixed(3),
        (each.modelBytes / 1e6).toFixed(1),
      ]),
    ]),
  );
  console.log(JSON.stringify({ engine, sample: sample ?? null, sets: results }));
}

function parseOptions(args: string[]): z.infer<typeof Options> & { folder: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { sample: { type: "string" }, engine: { type: "string" } },
      allowPositionals: true,
    });
    const [folder] = positionals;
    if (folder === undefined) throw new TypeError("name the folder of the sets");
    return { ...Options.parse(values), folder };
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? error.issues.map(({ message }) => message).join("; ") : String(error);
    throw new CommandError(`npm run nlu -- benchmark DIR [--sample N] [--engine nlpjs]: ${reason}`);
  }
}

async function setFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new CommandError(`${folder}: cannot be read (${String(cause)}). Name a folder of .jsonl files.`);
  });
  const sets = names.filter((name) => /^.+__[^_]+\.jsonl$/.test(name)).toSorted();
  if (sets.length === 0) throw new CommandError(`${folder}: no file named <set>__<lang>.jsonl there`);
  return sets;
}

async function readRows(path: string): Promise<BenchmarkRow[]> {
  const lines = (await readFile(path, "utf8")).split("\n");
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    try {
      return [BenchmarkRow.parse(JSON.parse(line))];
    } catch {
      throw new CommandError(
        `${path}:${at + 1}: expected {"text":…,"intent":…,"lang":"fr|en|ar","split":"train|test"}`,
      );
    }
  });
}
