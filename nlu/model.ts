import type { Language } from "../models/language.ts";

/**
 * Raise it whenever training, features or the layout of the file change: models saved by another version are
 * then trained anew instead of being misread.
 */
export const modelVersion = 2;

/** A linear classifier of one language's intents. */
export interface IntentModel {
  language: Language;
  intents: string[];
  features: string[];
  /** One row per feature, one column per intent. */
  weights: Float32Array<ArrayBuffer>;
  /** One per intent. */
  bias: Float32Array<ArrayBuffer>;
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
  intents: IntentModel[];
}

/** The weights' memory, for moving a model between threads. */
export const buffersOf = ({ language, intents }: NluModel): ArrayBuffer[] => [
  language.logProbability.buffer,
  language.strangeBelow.buffer,
  ...intents.flatMap(({ weights, bias }) => [weights.buffer, bias.buffer]),
];
