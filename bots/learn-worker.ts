import { parentPort, type Transferable, workerData } from "node:worker_threads";
import { type Locales, loadLocales } from "../locales/load.ts";
import { loadOrTrain } from "../nlu/load-or-train.ts";
import { buffersOf } from "../nlu/model.ts";
import type { Learned, LearnMessage, Lesson } from "./learn.ts";

// The worker's side of `learn`: posts progress, then what was learned, whose numbers are moved, not copied.
const { dirs, dataDir, keepsModel }: Lesson = workerData;
const post = (message: LearnMessage, moved: Transferable[] = []): void =>
  parentPort!.postMessage(message, moved);

const locales = await loadLocales(dirs);
const model = await loadOrTrain(Object.values(locales.packs), dataDir, {
  keepsModel,
  onProgress: (progress) => post({ progress }),
});
post({ locales: withoutPhrases(locales), model } satisfies Learned, buffersOf(model));

function withoutPhrases(whole: Locales): Locales {
  const { fr, ar, en } = whole.packs;
  const packs = { fr: { ...fr, phrases: [] }, ar: { ...ar, phrases: [] }, en: { ...en, phrases: [] } };
  return { ...whole, packs };
}
