import SearchableMap from "minisearch/SearchableMap";
import { type Language, languages } from "../../models/language.ts";
import type { EntityWords } from "../../models/locale.ts";
import { terms } from "./terms.ts";

/** Longest synonym that is looked for, in words ("huile d'argan", "bleu marine"). */
const maxPhraseTerms = 4;

/** A facet as one term of the index, which no word can be: words have no colon. */
export const facetTerm = (kind: "category" | "color", key: string): string => `${kind}:${key}`;

/** The shop's words for its categories and colours, in every language at once: shoppers mix them. */
export interface Synonyms {
  /** The longest synonym beginning at `start`: how many terms it takes and what it may mean. */
  at(all: string[], start: number): { length: number; facets: string[] } | null;
  /** What a mistyped word may mean: the nearest synonyms of one word. */
  near(term: string, maxDistance: number): string[];
}

export function synonymsOf(words: Record<Language, EntityWords>): Synonyms {
  const facetsOf = new Map<string, Set<string>>();
  for (const language of languages)
    for (const kind of ["category", "color"] as const)
      for (const [key, synonyms] of Object.entries(words[language][kind]))
        for (const synonym of synonyms) {
          const phrase = terms(synonym).join(" ");
          facetsOf.set(phrase, (facetsOf.get(phrase) ?? new Set()).add(facetTerm(kind, key)));
        }
  facetsOf.delete("");
  const tree = SearchableMap.from<Set<string>>([...facetsOf].filter(([phrase]) => !phrase.includes(" ")));

  return {
    at(all, start) {
      for (let length = Math.min(maxPhraseTerms, all.length - start); length > 0; length--) {
        const facets = facetsOf.get(all.slice(start, start + length).join(" "));
        if (facets) return { length, facets: [...facets] };
      }
      return null;
    },
    near(term, maxDistance) {
      const found = [...tree.fuzzyGet(term, maxDistance).values()];
      const nearest = Math.min(...found.map(([, distance]) => distance));
      return found.filter(([, distance]) => distance === nearest).flatMap(([facets]) => [...facets]);
    },
  };
}
