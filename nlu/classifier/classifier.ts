import type { IntentScore } from "../../models/ports/recogniser.ts";
import { conceptFinder } from "../concepts.ts";
import type { IntentModel } from "../model.ts";
import { wordsOf } from "../tokens.ts";
import { chancesOf } from "./calibration.ts";
import { featureExtractor } from "./features.ts";
import { linearReader } from "./linear-model.ts";
import { wordFeatures } from "./word-features.ts";

/** Says what a folded text means. Pure and quick. */
export interface Classifier {
  /**
   * Every intent with its chance of being meant, best first; what they lack to 1 is the chance that the text is
   * out of scope.
   */
  classify(folded: string): IntentScore[];
  /** Whether training has seen this (folded) word. */
  knows(word: string): boolean;
}

/** Addresses and mark-up are no words of a shopper. */
const noise = /\b(?:https?:\/\/|www\.)\S+|<script.*?<\/script>|<\/?[a-z][^>]*>/g;
/** Share of features that training has never seen from which on nothing can be said: other scripts, base64. */
const mostUnknown = 0.9;
/** How much emoji and mere values count alone: enough where what they answer is hoped for. */
const wishless = 0.4;
/** Notions that are values: "in red", "38" and "f Rabat" answer a question and wish nothing by themselves. */
const values = ["any color", "any size", "any city"];
const shortWordChars = 2;

export function createClassifier({ linear, calibration, concepts }: IntentModel): Classifier {
  const finder = conceptFinder(concepts);
  const extract = featureExtractor(finder);
  const isValue = (word: string): boolean =>
    word.length === 1 || !/\p{L}/u.test(word) || finder.isWordFor(word, values);
  /** Nothing but values, and at most an "en", "in" or "f" between them. */
  const isWishless = (words: string[]): boolean =>
    words.some(isValue) && words.every((word) => word.length <= shortWordChars || isValue(word));
  const reader = linearReader(linear);
  return {
    classify(folded) {
      const text = folded.replace(noise, " ");
      const features = extract(text);
      if (features.words.length === 0) return [];
      const opinion = reader.read(features);
      if (opinion.unknownFeatures > mostUnknown) return [];
      const chances = chancesOf(opinion, calibration);
      if (!isWishless(wordsOf(text))) return chances;
      return chances.map(({ name, score }) => ({ name, score: score * wishless }));
    },
    knows(word) {
      const { word: itself, stem } = wordFeatures(word);
      return reader.knows([itself, stem]);
    },
  };
}
