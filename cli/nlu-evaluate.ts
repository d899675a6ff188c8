import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readConfig } from "../bots/config.ts";
import { localeDirs } from "../bots/words.ts";
import { productNames } from "../commerce/catalogue-words.ts";
import { demoProducts } from "../commerce/embedded/demo.ts";
import { loadLocales } from "../locales/load.ts";
import { Language } from "../models/language.ts";
import { entityTypes } from "../models/ports/recogniser.ts";
import { crossValidate, predict } from "../nlu/evaluation/cross-validate.ts";
import { entityTable, type LabelledEntities } from "../nlu/evaluation/entity-figures.ts";
import type { LabelledText } from "../nlu/evaluation/prediction.ts";
import { reportOf } from "../nlu/evaluation/report.ts";
import { reportPage } from "../nlu/evaluation/report-page.ts";
import { reportText } from "../nlu/evaluation/report-text.ts";
import { createRecogniser } from "../nlu/recogniser.ts";
import { type TrainingPack, train } from "../nlu/train.ts";
import { CommandError } from "./api.ts";

const folds = 5;
const unseenFolder = join(import.meta.dirname, "../test/nlu/unseen");
const pageName = "understanding.html";

/**
 * `npm run nlu -- evaluate`: 5-fold cross-validation of the phrases in force, near-duplicates in one fold, and the
 * unseen set beside it; as text, and as a page under DATA_DIR/reports.
 */
export async function evaluate(): Promise<void> {
  const config = readConfig(process.env);
  const { packs, shop } = await loadLocales(localeDirs(config));
  const all = Object.values(packs);
  const quietly = (some: TrainingPack[]) => train(some, () => {});
  const predictions = crossValidate(all, folds, quietly, (done) => console.error(`fold ${done} of ${folds}`));
  const reports = [reportOf("Cross-validation of the training phrases", predictions)];
  const unseen = await unseenMessages();
  const model = quietly(all);
  if (unseen.length > 0) reports.push(reportOf("Unseen messages", predict(model, unseen)));

  console.log(reports.map(reportText).join("\n\n"));
  const labelled = await labelledEntities();
  if (labelled.length > 0) {
    const catalogue = await productNames(await demoProducts(shop));
    const { understand } = createRecogniser({ model, packs: all, catalogue, shop });
    const now = new Date();
    const extract = ({ text, language }: LabelledEntities) =>
      understand(text, { locale: language, now }).entities;
    console.log(`\nEntities of unseen messages (percent)\n${entityTable(labelled, extract)}`);
  }
  const folder = join(config.dataDir, "reports");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, pageName), reportPage(reports, new Date()));
  console.log(`\nThe page: ${join(folder, pageName)}`);
}

const UnseenLine = z.object({
  text: z.string(),
  intent: z.string(),
  lang: Language,
  variety: z.string().optional(),
});

/** The messages written apart from the training phrases, `test/nlu/unseen/*.jsonl`; none where there is no such folder. */
async function unseenMessages(): Promise<LabelledText[]> {
  const lines = await linesIn(unseenFolder, UnseenLine);
  return lines.map(({ place, line: { lang, variety, ...rest } }) => ({
    ...rest,
    language: lang,
    ...(variety !== undefined && { variety }),
    place,
  }));
}

const EntityLine = UnseenLine.omit({ intent: true }).extend({
  entities: z.array(z.object({ type: z.enum(entityTypes), value: z.string() })),
});

/** The same with their entities, `test/nlu/unseen/entities/*.jsonl`. */
async function labelledEntities(): Promise<LabelledEntities[]> {
  const lines = await linesIn(join(unseenFolder, "entities"), EntityLine);
  return lines.map(({ line: { lang, variety, ...rest } }) => ({
    ...rest,
    language: lang,
    ...(variety !== undefined && { variety }),
  }));
}

/** @throws {CommandError} naming the line that has not the shape */
async function linesIn<T>(folder: string, schema: z.ZodType<T>): Promise<{ place: string; line: T }[]> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".jsonl"));
  const read: { place: string; line: T }[] = [];
  for (const file of files) {
    const lines = (await readFile(join(folder, file), "utf8")).split("\n");
    for (const [at, line] of lines.entries()) {
      if (line.trim() === "") continue;
      const place = `${file}:${at + 1}`;
      const parsed = schema.safeParse(JSON.parse(line));
      if (!parsed.success)
        throw new CommandError(`${place}: not the shape of this set: ${parsed.error.message}`);
      read.push({ place, line: parsed.data });
    }
  }
  return read;
}
