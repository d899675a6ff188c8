import type { ConceptFinder } from "../concepts.ts";
import { arabicSkeleton } from "../languages/arabic-skeleton.ts";
import { expandShortForms } from "../languages/short-forms.ts";
import { wordsOf } from "../tokens.ts";
import { extendHash, hashText, mixHash } from "./hash.ts";
import { stemLatinOrArabic } from "./stemmer.ts";

/** What a text gives classifiers to learn from. */
export interface Features {
  /** Hashed features, each with how much its family counts. */
  weights: Map<number, number>;
  /** For each word, the features that are the word itself: one of them seen in training, and it is known. */
  words: number[][];
}

/** Folded text in, features out; the same for every language. */
export type FeatureExtractor = (folded: string) => Features;

/** Families of features; their numbers keep equal texts of two families apart. */
const family = { word: 1, bigram: 2, stem: 3, pair: 4, consonants: 5, gram: 6, concept: 7, concepts: 8 };
/** Pairs are many, and consonants say again what stems say. */
const pairWeight = 0.6;
const consonantsWeight = 0.5;
/** Next to a message's 150 spellings, what it means must not drown. */
const conceptWeight = 3;
const conceptPairWeight = 1.5;

/** Words that are read of a message, and how far apart two may be to make a pair. */
const maxWords = 80;
const pairWindow = 10;
const maxGramChars = 30;
const longestGram = 5;

/**
 * Words and pairs of neighbours; stems, and pairs of them anywhere near each other; consonants (`tsl`), in which
 * Arabizi and Arabic script meet; character 2- to 5-grams within words, which outlive typos; and the notions of
 * the lexicon, alone and in pairs, in which all languages meet. A number counts by how many digits it has (`#5`).
 */
export function featureExtractor(findConcepts: ConceptFinder): FeatureExtractor {
  return (folded) => {
    const weights = new Map<number, number>();
    const add = (text: string, kind: number, weight = 1): number => {
      const hash = hashText(text, kind);
      weights.set(hash, weight);
      return hash;
    };
    const words = wordsOf(folded).slice(0, maxWords).flatMap(expandShortForms).map(numberShape);
    const stems = words.map(stemLatinOrArabic);
    const known = words.map((word, at) => {
      if (at > 0) add(`${words[at - 1]} ${word}`, family.bigram);
      for (let other = Math.max(0, at - pairWindow); other < at; other += 1) {
        add(unorderedPair(stems[other]!, stems[at]!), family.pair, pairWeight);
      }
      addGrams(word, weights);
      const consonants = arabicSkeleton(word);
      if (consonants.length > 1) add(consonants, family.consonants, consonantsWeight);
      return [add(word, family.word), add(stems[at]!, family.stem)];
    });
    const concepts = findConcepts(words);
    concepts.forEach((concept, at) => {
      add(concept, family.concept, conceptWeight);
      for (const other of concepts.slice(0, at)) {
        add(unorderedPair(concept, other), family.concepts, conceptPairWeight);
      }
    });
    return { weights, words: known };
  };
}

const numberShape = (word: string): string => (/^\d+$/.test(word) ? `#${Math.min(word.length, 9)}` : word);
const unorderedPair = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function addGrams(word: string, weights: Map<number, number>): void {
  const edged = `<${word.slice(0, maxGramChars)}>`;
  for (let start = 0; start < edged.length - 1; start += 1) {
    const end = Math.min(edged.length, start + longestGram);
    let state = extendHash(family.gram, edged.charCodeAt(start));
    for (let at = start + 1; at < end; at += 1) {
      state = extendHash(state, edged.charCodeAt(at));
      weights.set(mixHash(state), 1);
    }
  }
}
