import type { Language } from "../../models/language.ts";
import { arabicSkeleton } from "../languages/arabic-skeleton.ts";
import { englishShortForms } from "../languages/en.ts";
import { frenchShortForms } from "../languages/fr.ts";
import { wordsOf } from "../tokens.ts";
import { createStemmer } from "./stemmer.ts";

/** What classifiers learn from: the features of each word, and those of words together. */
export interface Features {
  words: string[][];
  pairs: string[];
}

/** Folded text in, features out. */
export type FeatureExtractor = (folded: string) => Features;

const shortForms: Record<Language, Map<string, string>> = {
  ar: new Map(),
  en: new Map(Object.entries(englishShortForms)),
  fr: new Map(Object.entries(frenchShortForms)),
};

/**
 * Stems (`livr`); for Arabic also consonants (`~tsl`), in which Arabizi and Arabic script meet, and pairs of
 * neighbours, which measured no better in French and English. A number counts by how many digits it has
 * (`#5`), not by its value.
 */
export function featureExtractor(language: Language): FeatureExtractor {
  const stem = createStemmer(language);
  const expand = shortForms[language];
  return (folded) => {
    const words: string[][] = [];
    const pairs: string[] = [];
    let previous = "^";
    for (const word of wordsOf(folded).flatMap((each) => expand.get(each)?.split(" ") ?? each)) {
      const main = /^\d+$/.test(word) ? `#${Math.min(word.length, 9)}` : stem(word);
      if (language !== "ar") {
        words.push([main]);
        continue;
      }
      const sound = arabicSkeleton(word);
      words.push(sound.length > 1 ? [main, `~${sound}`] : [main]);
      const shape = sound.length > 1 ? sound : main;
      pairs.push(`${previous}_${shape}`);
      previous = shape;
    }
    return { words, pairs };
  };
}

/** All features, each once. */
export const flatFeatures = ({ words, pairs }: Features): string[] => [
  ...new Set([...words.flat(), ...pairs]),
];
