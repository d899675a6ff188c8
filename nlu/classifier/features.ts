import type { ConceptFinder } from "../concepts.ts";
import { expandShortForms } from "../languages/short-forms.ts";
import { wordsOf } from "../tokens.ts";
import { hashPair, hashText } from "./hash.ts";
import { wordFeatures } from "./word-features.ts";

/** What a text gives classifiers to learn from. */
export interface Features {
  /** Hashed features, each with how much its family counts. */
  weights: Map<number, number>;
  /** For each word, the features that are the word itself: one of them seen in training, and it is known. */
  words: number[][];
}

/** Folded text in, features out; the same for every language. */
export type FeatureExtractor = (folded: string) => Features;

/** Families of features made of several words; the numbers keep equal ones of two families apart. */
const seed = { bigram: 5, pair: 6, concept: 7, concepts: 8 };
/** Pairs are many, and consonants say again what stems say. */
const pairWeight = 0.6;
const consonantsWeight = 0.5;
/** Next to a message's 150 spellings, what it means must not drown. */
const conceptWeight = 3;
const conceptPairWeight = 1.5;

/** Words that are read of a message, and how far apart two may be to make a pair. */
const maxWords = 80;
const pairWindow = 10;

/**
 * Words and pairs of neighbours; stems, and pairs of them anywhere near each other; consonants; character n-grams
 * within words, which outlive typos; and the notions of the lexicon, alone and in pairs, in which all languages
 * meet. A number counts by how many digits it has (`#5`).
 */
export function featureExtractor({ find }: ConceptFinder): FeatureExtractor {
  return (folded) => {
    const weights = new Map<number, number>();
    const texts = wordsOf(folded).slice(0, maxWords).flatMap(expandShortForms).map(numberShape);
    const words = texts.map(wordFeatures);
    words.forEach(({ word, stem, consonants, grams }, at) => {
      weights.set(word, 1).set(stem, 1);
      if (consonants !== null) weights.set(consonants, consonantsWeight);
      for (const gram of grams) weights.set(gram, 1);
      if (at > 0) weights.set(hashPair(words[at - 1]!.word, word, seed.bigram), 1);
      for (let other = Math.max(0, at - pairWindow); other < at; other += 1) {
        weights.set(unorderedPair(words[other]!.stem, stem, seed.pair), pairWeight);
      }
    });
    const concepts = find(texts).map((concept) => hashText(concept, seed.concept));
    concepts.forEach((concept, at) => {
      weights.set(concept, conceptWeight);
      for (let other = 0; other < at; other += 1) {
        weights.set(unorderedPair(concepts[other]!, concept, seed.concepts), conceptPairWeight);
      }
    });
    return { weights, words: words.map(({ word, stem }) => [word, stem]) };
  };
}

const numberShape = (word: string): string => (/^\d+$/.test(word) ? `#${Math.min(word.length, 9)}` : word);

const unorderedPair = (a: number, b: number, family: number): number =>
  a < b ? hashPair(a, b, family) : hashPair(b, a, family);
