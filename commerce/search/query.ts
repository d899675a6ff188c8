import type { Synonyms } from "./synonyms.ts";
import { isStopWord, terms } from "./terms.ts";

const maxChars = 500;
/** More words than these narrow nothing down, and each costs time. */
const maxGroups = 12;

/** One wish of the query: these words, or one of the facets they may stand for. */
export interface WordGroup {
  terms: string[];
  facets: string[];
}

/**
 * The shopper's words as groups. Stop words are dropped, and a single letter that is not part of a synonym;
 * a synonym of several words ("bleu marine") is one group. Only the first 500 characters are read.
 */
export function wordGroups(words: string, synonyms: Synonyms): WordGroup[] {
  const all = terms(words.slice(0, maxChars));
  const groups = new Map<string, WordGroup>();
  for (let start = 0; start < all.length && groups.size < maxGroups; ) {
    const synonym = synonyms.at(all, start);
    const own = all.slice(start, start + (synonym?.length ?? 1));
    start += own.length;
    const telling = own.filter((term) => !isStopWord(term) && (term.length > 1 || /\d|\p{Lo}/u.test(term)));
    if (synonym || telling.length > 0)
      groups.set(own.join(" "), { terms: telling, facets: synonym?.facets ?? [] });
  }
  return [...groups.values()];
}

/** How many letters may be wrong: none in numbers and short words. */
export function maxTypos(term: string): number {
  if (/\d/.test(term) || term.length < 5) return 0;
  return term.length < 7 ? 1 : 2;
}
