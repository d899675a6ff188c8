import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Config, readConfig } from "../bots/config.ts";
import { sharedFiles } from "../bots/shared-files.ts";
import { openStore } from "../bots/store.ts";
import { type BrokenTranscript, replay } from "../bots/transcripts/replay.ts";
import { localeDirs } from "../bots/words.ts";
import { loadLocales } from "../locales/load.ts";
import { crossValidate } from "../nlu/evaluation/cross-validate.ts";
import { percent, textTable } from "../nlu/evaluation/numbers.ts";
import { type Comparison, compareReleases, Release, releaseOf } from "../nlu/evaluation/release.ts";
import type { NluModel } from "../nlu/model.ts";
import { saveModel } from "../nlu/model-file.ts";
import { type TrainingPack, train, trainingChecksum } from "../nlu/train.ts";
import { CommandError } from "./api.ts";

const folds = 5;
const shownStolen = 15;
const fileName = "nlu-release.json";
const transcripts = join(import.meta.dirname, "../test/conversations/chats");

/**
 * `npm run nlu -- release [--reason TEXT]`: trains on the phrases in force, measures by cross-validation, plays the
 * transcripts, compares with what is live, and goes live when nothing got too much worse, or with a reason. Takes some minutes.
 */
export async function release(options: string[]): Promise<void> {
  const { values } = parseArgs({ args: options, options: { reason: { type: "string" } } });
  const reason = values.reason?.trim() || null;
  const config = readConfig(process.env);
  const packs = Object.values((await loadLocales(localeDirs(config))).packs);
  const checksum = trainingChecksum(packs);
  await mkdir(config.dataDir, { recursive: true });
  const path = join(config.dataDir, fileName);
  const live = await liveRelease(path);
  if (live?.checksum === checksum) return console.log("What is live has learned from these phrases already.");

  const quietly = (some: TrainingPack[]) => train(some, () => {});
  const predictions = crossValidate(packs, folds, quietly, (done) =>
    console.error(`fold ${done} of ${folds}`),
  );
  const model = quietly(packs);
  const broken = await brokenBy(model, config.localesDir);
  const next = releaseOf(predictions, { checksum, at: new Date().toISOString(), reason, broken });
  if (live) {
    const comparison = compareReleases(live, next);
    console.log(comparisonText(comparison));
    if (comparison.regressions.length > 0 && reason === null)
      throw new CommandError(
        `Nothing went live, for something got worse:\n${comparison.regressions.map((line) => `  ${line}`).join("\n")}\n` +
          'Mend the phrases, or say why it is to go live all the same: npm run nlu -- release --reason "…"',
      );
  } else
    console.log(
      `There is no release to compare with. All intents: ${percent(next.all.right)} %; broken transcripts: ${broken.length}.`,
    );
  await saveModel(config.dataDir, model);
  await writeFile(path, JSON.stringify(next));
  await shareModel(config);
  console.log("The model is live: a running server takes it over at once.");
}

/** Those of this repository; none where it is installed without its tests. */
async function brokenBy(model: NluModel, localesDir: string | undefined): Promise<BrokenTranscript[]> {
  const there = await access(transcripts).then(
    () => true,
    () => false,
  );
  if (!there) return [];
  const modelDir = await mkdtemp(join(tmpdir(), "hanout-release-"));
  try {
    await saveModel(modelDir, model);
    return await replay(transcripts, { modelDir, ...(localesDir !== undefined && { localesDir }) });
  } finally {
    await rm(modelDir, { recursive: true });
  }
}

/** Where several servers share a store, they take the model from there. */
async function shareModel(config: Config): Promise<void> {
  if (config.mongodbUri === undefined) return;
  const store = await openStore(config);
  try {
    await (await sharedFiles({ blobs: store.blobs!, records: store.records }, config)).pushModel();
  } finally {
    await store.close();
  }
}

/** Null when none was released here. */
async function liveRelease(path: string): Promise<Release | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const parsed = Release.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new CommandError(`${path} is no release: ${parsed.error.message}. Take it away to begin anew.`);
  return parsed.data;
}

function comparisonText({ figures, stolen }: Comparison): string {
  const rows = figures.map(({ name, before, after }) => [name, percent(before), percent(after)]);
  const thefts = stolen
    .slice(0, shownStolen)
    .map(({ intent, by, phrases }) => [`${intent} → ${by}`, String(phrases.length), phrases[0] ?? ""]);
  return [
    textTable([["right, percent", "live", "new"], ...rows]),
    "Phrases that were read rightly, and are another's now",
    thefts.length > 0 ? textTable(thefts) : "none",
  ].join("\n\n");
}
