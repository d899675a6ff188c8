import { z } from "zod";
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

/** A text of the lexicon, folded and cut into words. */
const Entry = z.object({
  concept: z.string(),
  first: z.string(),
  /** What follows the first word. */
  rest: z.array(z.string()),
  /** Letters that may follow the first word; -1: any. */
  maxEnding: z.int(),
  /** Of the first word, where words of the same stem are found as well. */
  stem: z.string().optional(),
  /** Only the word itself: not what is written onto it. */
  isExact: z.literal(true).optional(),
});

/** The lexicon made ready by training: folding and stemming its words would hold up the thread that answers. */
export const ConceptLexicon = z.array(Entry);
export type ConceptLexicon = z.infer<typeof ConceptLexicon>;

export function conceptLexicon(concepts: ConceptWords): ConceptLexicon {
  return Object.entries(concepts).flatMap(([concept, texts]) =>
    texts.flatMap((text) => {
      const isExact = text.startsWith("=");
      const [first, ...rest] = wordsOf(foldText(text.replace(/^=|\*/g, "")));
      if (first === undefined) return [];
      const hasStem = rest.length === 0 && !isExact;
      return {
        concept,
        first,
        rest,
        maxEnding: isExact ? 0 : endingOf(text, first, rest),
        ...(hasStem && { stem: stemLatinOrArabic(first) }),
        ...(isExact && { isExact }),
      };
    }),
  );
}

/**
 * Finds notions by their words: equal, of the same stem, with a short ending, or in Arabic behind a written-on
 * preposition or article. A word ending in `*` is found with any ending, one behind `=` is found as it stands only;
 * several words must stand side by side.
 */
export function conceptFinder(lexicon: ConceptLexicon): ConceptFinder {
  const byWord = Map.groupBy(lexicon, ({ first }) => first);
  const byStem = Map.groupBy(
    lexicon.filter(({ stem }) => stem !== undefined),
    ({ stem }) => stem!,
  );

  return (words) => {
    const found = new Set<string>();
    words.forEach((word, at) => {
      for (const { concept } of byStem.get(stemLatinOrArabic(word)) ?? []) found.add(concept);
      for (const form of new Set([word, bareWord(word)])) {
        for (let length = form.length; length > 0; length -= 1) {
          for (const { concept, rest, maxEnding, isExact } of byWord.get(form.slice(0, length)) ?? []) {
            const fits = (maxEnding < 0 || form.length - length <= maxEnding) && (!isExact || form === word);
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
  if (text.includes("*")) return -1;
  return rest.length === 0 && first.length >= minPrefixChars ? maxEndingChars : 0;
}
