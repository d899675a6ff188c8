import { createHash } from "node:crypto";
import type { Language } from "../models/language.ts";
import { type ConceptWords, type EntityWords, wordKinds } from "../models/locale.ts";
import {
  type FormerCalibration,
  type TrainingPhrase,
  trainClassifier,
} from "./classifier/train-classifier.ts";
import { trainLanguageModel } from "./language-model.ts";
import { modelVersion, type NluModel } from "./model.ts";

/** What training reads of a `LocalePack`: plain data, so that it can be posted to a worker. */
export interface TrainingPack {
  language: Language;
  phrases: TrainingPhrase[];
  concepts: ConceptWords;
  words: EntityWords;
}

/** Changes when a phrase, a concept or the training code does; a saved model with another one is out of date. */
export function trainingChecksum(packs: TrainingPack[]): string {
  const read = packs.map(({ language, phrases, concepts, words }) => [
    language,
    phrases.map(({ intent, text, own }) => [intent, text, own ?? false]),
    concepts,
    words,
  ]);
  return createHash("sha256")
    .update(JSON.stringify([modelVersion, read]))
    .digest("hex");
}

/**
 * Trains on the calling thread: tens of seconds of work. The server does it in a thread of its own (`learn`).
 * @param onProgress told the share that is done, 0 to 1.
 * @param former of a model before: kept where it holds, which saves half the time.
 */
export function train(
  packs: TrainingPack[],
  onProgress: (done: number) => void,
  former?: FormerCalibration,
): NluModel {
  return {
    checksum: trainingChecksum(packs),
    language: trainLanguageModel(packs),
    intents: trainClassifier(
      packs.flatMap(({ phrases }) => phrases),
      allConcepts(packs),
      onProgress,
      former,
    ),
  };
}

/**
 * The words of all languages together, since one message may mix them. That a message names a colour, a size, a
 * kind of product or a city is a notion too, whichever it is.
 */
function allConcepts(packs: Pick<TrainingPack, "concepts" | "words">[]): ConceptWords {
  const all: ConceptWords = {};
  const add = (concept: string, words: string[]): void => {
    all[concept] = [...new Set([...(all[concept] ?? []), ...words])];
  };
  for (const { concepts, words } of packs) {
    for (const [concept, texts] of Object.entries(concepts)) add(concept, texts);
    for (const kind of wordKinds) {
      add(
        `any ${kind}`,
        Object.values(words[kind])
          .flat()
          .filter((word) => word.length > 1),
      );
    }
  }
  return all;
}
