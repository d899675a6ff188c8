import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readConfig } from "../bots/config.ts";
import { localeDirs } from "../bots/words.ts";
import { loadLocales } from "../locales/load.ts";
import { Language } from "../models/language.ts";
import { crossValidate, predict } from "../nlu/evaluation/cross-validate.ts";
import type { LabelledText } from "../nlu/evaluation/prediction.ts";
import { reportOf } from "../nlu/evaluation/report.ts";
import { reportPage } from "../nlu/evaluation/report-page.ts";
import { reportText } from "../nlu/evaluation/report-text.ts";
import { trainInWorker } from "../nlu/train-in-worker.ts";
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
  const { packs } = await loadLocales(localeDirs(config));
  const all = Object.values(packs);
  const quietly = (some: Parameters<typeof trainInWorker>[0]) => trainInWorker(some, () => {});
  const predictions = await crossValidate(all, folds, quietly, (done) =>
    console.error(`fold ${done} of ${folds}`),
  );
  const reports = [reportOf("Cross-validation of the training phrases", predictions)];
  const unseen = await unseenMessages();
  if (unseen.length > 0) reports.push(reportOf("Unseen messages", predict(await quietly(all), unseen)));

  console.log(reports.map(reportText).join("\n\n"));
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
  const files = (await readdir(unseenFolder).catch(() => [])).filter((name) => name.endsWith(".jsonl"));
  const texts: LabelledText[] = [];
  for (const file of files) {
    const lines = (await readFile(join(unseenFolder, file), "utf8")).split("\n");
    for (const [at, line] of lines.entries()) {
      if (line.trim() === "") continue;
      const parsed = UnseenLine.safeParse(JSON.parse(line));
      if (!parsed.success) {
        throw new CommandError(
          `${file}:${at + 1}: expected {"text","intent","lang","variety"?}: ${parsed.error.message}`,
        );
      }
      const { lang, variety, ...rest } = parsed.data;
      texts.push({
        ...rest,
        language: lang,
        ...(variety !== undefined && { variety }),
        place: `${file}:${at + 1}`,
      });
    }
  }
  return texts;
}
