import { createHash } from "node:crypto";
import type { Language } from "../models/language.ts";
import type { Phrase } from "../models/locale.ts";
import { epochs, trainPerceptrons } from "./classifier/train-perceptrons.ts";
import { trainLanguageModel } from "./language-model.ts";
import { modelVersion, type NluModel } from "./model.ts";

/** What training reads of a `LocalePack`: plain data, so that it can be posted to a worker. */
export interface TrainingPack {
  language: Language;
  phrases: Pick<Phrase, "intent" | "text">[];
}

export interface TrainingProgress {
  language: Language;
  /** Share of this language's training, 0 to 1. */
  done: number;
}

/** Changes when a phrase or the training code does; a saved model with another one is out of date. */
export function trainingChecksum(packs: TrainingPack[]): string {
  const read = packs.map(({ language, phrases }) => [
    language,
    phrases.map(({ intent, text }) => [intent, text]),
  ]);
  return createHash("sha256")
    .update(JSON.stringify([modelVersion, read]))
    .digest("hex");
}

/** Trains every language, on the calling thread: seconds of work. The server uses `trainInWorker`. */
export function train(packs: TrainingPack[], onProgress: (progress: TrainingProgress) => void): NluModel {
  return {
    checksum: trainingChecksum(packs),
    language: trainLanguageModel(packs),
    intents: packs
      .filter(({ phrases }) => phrases.length > 0)
      .map(({ language, phrases }) =>
        trainPerceptrons(language, phrases, (epoch) => onProgress({ language, done: epoch / epochs })),
      ),
  };
}
