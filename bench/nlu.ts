import { mkdir, readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { learn } from "../bots/learn.ts";
import { localeDirs } from "../bots/words.ts";
import { loadLocales } from "../locales/load.ts";
import { languages } from "../models/language.ts";
import type { LexiconEntry } from "../nlu/entities/lexicon.ts";
import { loadModel } from "../nlu/model-file.ts";
import { createRecogniser } from "../nlu/recogniser.ts";
import { modelFolder } from "../test/model-folder.ts";
import { atMost, report } from "./figure.ts";
import { median, percentile } from "./statistics.ts";

const runs = 3;
const samples = 5_000;

/** What the models take, and how long understanding takes, over all phrases, with the names of the demo's products. */
await mkdir(modelFolder, { recursive: true });
const dirs = localeDirs({});
// In a thread, whose memory goes with it: there is a model of these phrases afterwards.
const { locales } = await learn(
  { dirs, dataDir: modelFolder, keepsModel: false },
  { onProgress: console.error },
);
const catalogue = await demoNames();
const memoryBefore = usedBytes();
const loadingFrom = performance.now();
const recogniser = createRecogniser({
  model: await loadModel(modelFolder),
  packs: Object.values(locales.packs),
  catalogue,
  shop: locales.shop,
});
const loadedMs = performance.now() - loadingFrom;
const takenMb = (usedBytes() - memoryBefore) / 1e6;
const { packs } = await loadLocales(dirs);
const messages = languages.flatMap((language) =>
  packs[language].phrases.map(({ text }) => ({ text: `${text} 10042 demain`, language })),
);
const now = new Date();

measure();
const times = Array.from({ length: runs }, measure);
const at = (share: number) => median(times.map((run) => percentile(run, share)));
report([
  atMost("understand(), p50", at(0.5), 0.25, "ms"),
  atMost("understand(), p99", at(0.99), 2, "ms"),
  atMost("the models of three languages", takenMb, 150, "MB"),
  atMost("loading them", loadedMs, 800, "ms"),
]);

/** Of the heap and of the arrays beside it, without what is no longer used. */
function usedBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function demoNames(): Promise<LexiconEntry[]> {
  const file = new URL("../commerce/embedded/demo/catalogue.json", import.meta.url);
  const products = JSON.parse(await readFile(file, "utf8")) as {
    id: string;
    title: Record<string, string>;
  }[];
  return products.map(({ id, title }) => ({ key: id, words: Object.values(title) }));
}

function measure(): number[] {
  return Array.from({ length: samples }, (_, sample) => {
    const { text, language } = messages[(sample * 37) % messages.length]!;
    const startedAt = performance.now();
    recogniser.understand(text, { locale: language, now });
    return performance.now() - startedAt;
  });
}
