import type { ConceptWords } from "../models/locale.ts";
import { stemLatinOrArabic } from "./classifier/stemmer.ts";
import { foldText } from "./fold.ts";
import { wordsOf } from "./tokens.ts";

/** The notions that the words of a message name, each once. */
export type ConceptFinder = (words: readonly string[]) => string[];

/** Notions that are read of one message. */
const maxConcepts = 12;
/** From this length on a word of the lexicon is found with an ending as well: "expédi" in "expédiez". */
const minPrefixChars = 5;
const maxEndingChars = 3;
/** Arabic conjunctions, prepositions and articles, which are written onto the word. */
const proclitics = /^(?:[وف]?(?:ال|لل|بال|كال)|[وفبلك])(?=.{3})/;

interface Entry {
  concept: string;
  /** What follows the first word. */
  rest: string[];
  /** Letters that may follow the first word. */
  maxEnding: number;
  /** Only the word itself: neither its stem nor what is written onto it. */
  isExact: boolean;
}

/**
 * Finds notions by their words: equal, of the same stem, with a short ending, or in Arabic behind a written-on
 * preposition or article. A word ending in `*` is found with any ending, one behind `=` is found as it stands only;
 * several words must stand side by side.
 */
export function conceptFinder(lexicon: ConceptWords): ConceptFinder {
  const byWord = new Map<string, Entry[]>();
  const byStem = new Map<string, string[]>();
  for (const [concept, texts] of Object.entries(lexicon)) {
    for (const text of texts) {
      const isExact = text.startsWith("=");
      const [first, ...rest] = wordsOf(foldText(text.replace(/^=|\*/g, "")));
      if (first === undefined) continue;
      const maxEnding = isExact ? 0 : endingOf(text, first, rest);
      byWord.set(first, [...(byWord.get(first) ?? []), { concept, rest, maxEnding, isExact }]);
      const stem = stemLatinOrArabic(first);
      if (rest.length === 0 && !isExact) byStem.set(stem, [...(byStem.get(stem) ?? []), concept]);
    }
  }

  return (words) => {
    const found = new Set<string>();
    words.forEach((word, at) => {
      for (const concept of byStem.get(stemLatinOrArabic(word)) ?? []) found.add(concept);
      for (const form of new Set([word, bareWord(word)])) {
        for (let length = form.length; length > 0; length -= 1) {
          for (const { concept, rest, maxEnding, isExact } of byWord.get(form.slice(0, length)) ?? []) {
            const fits = form.length - length <= maxEnding && (!isExact || form === word);
            if (fits && rest.every((next, far) => words[at + 1 + far] === next)) found.add(concept);
          }
        }
      }
    });
    return [...found].slice(0, maxConcepts);
  };
}

/** An Arabic word without what is written onto it. */
export const bareWord = (word: string): string => word.replace(proclitics, "");

function endingOf(text: string, first: string, rest: string[]): number {
  if (text.includes("*")) return Number.POSITIVE_INFINITY;
  return rest.length === 0 && first.length >= minPrefixChars ? maxEndingChars : 0;
}
