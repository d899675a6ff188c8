import type { Product } from "../../models/commerce.ts";
import { type Language, languages } from "../../models/language.ts";
import type { EntityWords } from "../../models/locale.ts";
import { best } from "./best.ts";
import type { CatalogueQuery, Found } from "./contract.ts";
import { type PackedPostings, type Postings, postings } from "./postings.ts";
import { type WordGroup, wordGroups } from "./query.ts";
import { fittingVariants, hasFacets, isFitting, priceRank, type Row, rowOf } from "./rows.ts";
import { combine, groupScores, type Scores } from "./score.ts";
import { scratch } from "./scratch.ts";
import { synonymsOf } from "./synonyms.ts";
import { facetWeights, wordWeights } from "./weights.ts";

/** The whole index as values that can be stored. */
export interface PackedIndex {
  rows: Row[];
  facets: PackedPostings;
  words: Record<Language, PackedPostings>;
}

/** The catalogue in memory; synchronous, so it belongs in a worker thread. */
export interface CatalogueIndex {
  put(products: Product[]): void;
  remove(ids: string[]): void;
  search(query: CatalogueQuery): { ids: Found[]; total: number };
  categories(most: number): string[];
  /** Drops what was removed, takes less memory from then on, and gives what it now holds. */
  pack(): PackedIndex;
}

/** Numbers of rows, and what they are ranked by, smaller first. */
interface Matches {
  numbers: number[];
  rank: (number: number) => number;
}

/** Gaps left by former rows are closed when they are as many as the products, and at least this many. */
const minGaps = 1_000;

const nothing: Matches = { numbers: [], rank: () => 0 };

export function catalogueIndex(
  entityWords: Record<Language, EntityWords>,
  packed?: PackedIndex,
): CatalogueIndex {
  const synonyms = synonymsOf(entityWords);
  const arrays = scratch();
  const strings = new Map<string, string>();
  let rows: (Row | null)[];
  let numberOf: Map<string, number>;
  let facets: Postings;
  let words: Record<Language, Postings>;
  load(packed);

  function load(from: PackedIndex | undefined): void {
    rows = from?.rows ?? [];
    numberOf = new Map(rows.map((row, number) => [row!.id, number]));
    facets = postings(from?.facets);
    words = perLanguage((language) => postings(from?.words[language]));
  }

  function pack(): PackedIndex {
    const numbers = new Map(rows.flatMap((row, number) => (row ? [number] : [])).map((old, at) => [old, at]));
    const newRow = (old: number) => numbers.get(old);
    const result: PackedIndex = {
      rows: rows.filter((row) => row !== null),
      facets: facets.pack(newRow),
      words: perLanguage((language) => words[language].pack(newRow)),
    };
    load(result);
    return result;
  }

  function remove(id: string): void {
    const number = numberOf.get(id);
    if (number === undefined) return;
    rows[number] = null;
    numberOf.delete(id);
  }

  function add(product: Product): void {
    const number = rows.push(rowOf(product, shared)) - 1;
    numberOf.set(product.id, number);
    facets.add(number, facetWeights(product));
    for (const language of languages) {
      const weights = wordWeights(product, language);
      if (weights) words[language].add(number, weights);
    }
  }

  const shared = (text: string): string => {
    const known = strings.get(text);
    if (known === undefined) strings.set(text, text);
    return known ?? text;
  };

  const closeGaps = () => {
    const gaps = rows.length - numberOf.size;
    if (gaps >= minGaps && gaps >= numberOf.size) pack();
  };

  /** The shopper's language first, then the others; all the words first, then any of them. */
  function byWords(groups: WordGroup[], query: CatalogueQuery): Matches {
    arrays.reset(rows.length);
    const partsOf = perLanguage(() => null as Scores[] | null);
    const preferred = [query.language, ...languages.filter((language) => language !== query.language)];
    // Titles may be in another language than the shopper's; where none has the words, kinds and colours match alone.
    const named = (language: Language): boolean =>
      groups.some(({ terms }) => terms.some((term) => words[language].has(term)));
    const order = [...preferred.filter(named), ...preferred.filter((language) => !named(language))];
    for (const all of groups.length > 1 ? [true, false] : [true])
      for (const language of order) {
        const corpus = { words: words[language], facets, synonyms, scratch: arrays };
        partsOf[language] ??= groups.map((group) => groupScores(corpus, group));
        const scores = combine(partsOf[language], all, arrays);
        const numbers = scores ? matching(scores, query) : [];
        if (scores && numbers.length > 0) return { numbers, rank: (number) => -scores[number]! };
      }
    return nothing;
  }

  function matching(scores: Float32Array, query: CatalogueQuery): number[] {
    const filtered = hasFacets(query);
    const numbers: number[] = [];
    for (let number = 0; number < scores.length; number++) {
      const row = scores[number]! > 0 ? rows[number] : null;
      if (row && (!filtered || isFitting(row, query))) numbers.push(number);
    }
    return numbers;
  }

  /** Without words everything that fits is found; words that say nothing ("le la") find nothing by themselves. */
  function matches(query: CatalogueQuery): Matches {
    const groups = wordGroups(query.words ?? "", synonyms);
    if (groups.length > 0) return byWords(groups, query);
    if (query.words?.trim() && !hasFacets(query)) return nothing;
    return {
      numbers: rows.flatMap((row, number) => (row && isFitting(row, query) ? [number] : [])),
      rank: () => 0,
    };
  }

  return {
    put(products) {
      for (const product of products) {
        remove(product.id);
        if (product.active) add(product);
      }
      closeGaps();
    },
    remove(ids) {
      for (const id of ids) remove(id);
      closeGaps();
    },
    search(query) {
      const { numbers, rank: relevance } = matches(query);
      const price = priceRank(query);
      const rank = price ? (number: number) => price(rows[number]!) : relevance;
      const from = query.offset ?? 0;
      return {
        ids: best(numbers, from + query.limit, rank)
          .slice(from)
          .map((number) => rows[number]!)
          .map((row) => ({ id: row.id, skus: fittingVariants(row, query).map(({ sku }) => sku) })),
        total: numbers.length,
      };
    },
    categories(most) {
      const counts = new Map<string, number>();
      for (const row of rows) if (row) counts.set(row.category, (counts.get(row.category) ?? 0) + 1);
      return [...counts]
        .toSorted(([one, many], [other, few]) => few - many || (one < other ? -1 : 1))
        .slice(0, most)
        .map(([category]) => category);
    },
    pack,
  };
}

const perLanguage = <T>(make: (language: Language) => T): Record<Language, T> => ({
  fr: make("fr"),
  ar: make("ar"),
  en: make("en"),
});
