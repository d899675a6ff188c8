import { arabicSkeleton } from "../languages/arabic-skeleton.ts";
import { extendHash, hashText, mixHash } from "./hash.ts";
import { stemLatinOrArabic } from "./stemmer.ts";

/** The hashed features of one word. */
export interface WordFeatures {
  word: number;
  stem: number;
  /** Of its consonants, in which Arabizi and Arabic script meet; null where they are fewer than two. */
  consonants: number | null;
  /** Of its character 2- to 5-grams, edges included. */
  grams: readonly number[];
}

/** Words remembered: shoppers use the same ones again and again. */
const maxWords = 10_000;
const maxGramChars = 30;
const longestGram = 5;
const seed = { word: 1, stem: 2, consonants: 3, gram: 4 };

let remembered = new Map<string, WordFeatures>();

export function wordFeatures(word: string): WordFeatures {
  const known = remembered.get(word);
  if (known) return known;
  if (remembered.size >= maxWords) remembered = new Map();
  const consonants = arabicSkeleton(word);
  const features = {
    word: hashText(word, seed.word),
    stem: hashText(stemLatinOrArabic(word), seed.stem),
    consonants: consonants.length > 1 ? hashText(consonants, seed.consonants) : null,
    grams: gramsOf(word),
  };
  remembered.set(word, features);
  return features;
}

function gramsOf(word: string): number[] {
  const edged = `<${word.slice(0, maxGramChars)}>`;
  const grams = new Set<number>();
  for (let start = 0; start < edged.length - 1; start += 1) {
    const end = Math.min(edged.length, start + longestGram);
    let state = extendHash(seed.gram, edged.charCodeAt(start));
    for (let at = start + 1; at < end; at += 1) {
      state = extendHash(state, edged.charCodeAt(at));
      grams.add(mixHash(state));
    }
  }
  return [...grams];
}
