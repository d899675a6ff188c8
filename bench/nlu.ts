import { mkdir, readFile } from "node:fs/promises";
import { localeDirs } from "../bots/words.ts";
import { loadLocales } from "../locales/load.ts";
import { languages } from "../models/language.ts";
import type { CatalogueWords } from "../nlu/entities/index.ts";
import { loadOrTrain } from "../nlu/load-or-train.ts";
import { createRecogniser } from "../nlu/recogniser.ts";
import { modelFolder } from "../test/model-folder.ts";
import { atMost, report } from "./figure.ts";
import { median, percentile } from "./statistics.ts";

const runs = 3;
const samples = 5_000;

/** How long understanding takes, over the phrases of all languages, with the names of the demo's products. */
await mkdir(modelFolder, { recursive: true });
const { packs, shop } = await loadLocales(localeDirs({}));
const model = await loadOrTrain(Object.values(packs), modelFolder, { onProgress: console.error });
const catalogue = await demoNames();
const recogniser = createRecogniser({ model, packs: Object.values(packs), catalogue, shop });
const messages = languages.flatMap((language) =>
  packs[language].phrases.map(({ text }) => ({ text: `${text} 10042 demain`, language })),
);
const now = new Date();

measure();
const times = Array.from({ length: runs }, measure);
const at = (share: number) => median(times.map((run) => percentile(run, share)));
report([atMost("understand(), p50", at(0.5), 0.25, "ms"), atMost("understand(), p99", at(0.99), 2, "ms")]);

async function demoNames(): Promise<CatalogueWords[]> {
  const file = new URL("../commerce/embedded/demo/catalogue.json", import.meta.url);
  const products = JSON.parse(await readFile(file, "utf8")) as {
    id: string;
    title: Record<string, string>;
  }[];
  return products.map(({ id, title }) => ({ key: id, kind: "product", words: Object.values(title) }));
}

function measure(): number[] {
  return Array.from({ length: samples }, (_, sample) => {
    const { text, language } = messages[(sample * 37) % messages.length]!;
    const startedAt = performance.now();
    recogniser.understand(text, { locale: language, now });
    return performance.now() - startedAt;
  });
}
