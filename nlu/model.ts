import type { Calibration } from "./classifier/calibration.ts";
import type { LinearModel } from "./classifier/linear-model.ts";
import type { ConceptLexicon } from "./concepts.ts";

/**
 * Raise it whenever training, features or the layout of the file change: models saved by another version are
 * then trained anew instead of being misread.
 */
export const modelVersion = 7;

/** The classifier of the intents, one for all languages. */
export interface IntentModel {
  linear: LinearModel;
  calibration: Calibration;
  /** Checksum of the phrases and notions that the calibration was learned from. */
  calibratedOn: string;
  /** Every language's words of each notion, as they were when it was trained. */
  concepts: ConceptLexicon;
}

/** What messages in Latin letters are told apart into; `arabizi` is Arabic in Latin letters. */
export const latinClasses = ["fr", "en", "arabizi"] as const;
export type LatinClass = (typeof latinClasses)[number];

/** Log-probabilities of hashed character n-grams: `buckets` rows, one column per class of `latinClasses`. */
export interface LanguageModel {
  logProbability: Float32Array<ArrayBuffer>;
  /** One per class: mean log-probability under which a message belongs to none of them. */
  strangeBelow: Float32Array<ArrayBuffer>;
}

/** All that was learned from the training phrases. */
export interface NluModel {
  /** Of the phrases it was trained on; see `trainingChecksum`. */
  checksum: string;
  language: LanguageModel;
  intents: IntentModel;
}

/** The model's numbers, in the order in which they stand in its file. */
export const arraysOf = ({ language, intents: { linear, concepts } }: NluModel) => [
  language.logProbability,
  language.strangeBelow,
  linear.hashes,
  linear.rarity,
  linear.scales,
  linear.bias,
  linear.weights,
  concepts.rows,
];

/** Their memory, for moving a model between threads. */
export const buffersOf = (model: NluModel): ArrayBuffer[] => arraysOf(model).map(({ buffer }) => buffer);
