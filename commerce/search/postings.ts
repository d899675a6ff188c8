import SearchableMap from "minisearch/SearchableMap";

/**
 * An inverted index small enough for 100,000 products in three languages: for each term, the rows that have it,
 * each with the weight the term has there, packed into one integer (row × 256 + weight, so up to 16 million rows). Document-at-a-time
 * objects, as MiniSearch keeps them, took ten times the memory and the time; its radix tree is what we keep.
 */
export interface Postings {
  /** Weights are rounded to 1–255. A row is added once; what is removed is skipped by the reader. */
  add(row: number, weights: Map<string, number>): void;
  has(term: string): boolean;
  /** How many rows have the term. */
  frequency(term: string): number;
  each(term: string, visit: (row: number, weight: number) => void): void;
  /** Longer terms that begin with this one, at most `limit`, the shortest first. */
  longer(term: string, limit: number): string[];
  /** The terms nearest to this one within a number of typing mistakes. */
  nearest(term: string, maxDistance: number): { term: string; distance: number }[];
  /** Everything in three values that can be stored. Rows get new numbers; those without one are dropped. */
  pack(newRow: (row: number) => number | undefined): PackedPostings;
}

/** The rows of `terms[i]` are `packed[offsets[i]]` up to `packed[offsets[i + 1]]`. */
export interface PackedPostings {
  terms: string[];
  offsets: Uint32Array;
  packed: Uint32Array;
}

export function postings(stored?: PackedPostings): Postings {
  /** Where the list of a term stands; the tree is only walked for beginnings and mistakes. */
  const numbers = new Map<string, number>();
  const tree = new SearchableMap<true>();
  /** Views of what was loaded; a list that grows becomes an array of its own. */
  const lists: (number[] | Uint32Array)[] = [];
  stored?.terms.forEach((term, at) => {
    numbers.set(term, at);
    tree.set(term, true);
    lists.push(stored.packed.subarray(stored.offsets[at], stored.offsets[at + 1]));
  });
  const listOf = (term: string) => {
    const at = numbers.get(term);
    return at === undefined ? undefined : lists[at];
  };

  function append(term: string, entry: number): void {
    const at = numbers.get(term);
    if (at === undefined) {
      numbers.set(term, lists.push([entry]) - 1);
      tree.set(term, true);
      return;
    }
    const list = lists[at]!;
    if (Array.isArray(list)) list.push(entry);
    else lists[at] = [...list, entry];
  }

  return {
    add(row, weights) {
      for (const [term, weight] of weights)
        append(term, row * 256 + Math.min(255, Math.max(1, Math.round(weight))));
    },
    has: (term) => numbers.has(term),
    frequency: (term) => listOf(term)?.length ?? 0,
    each(term, visit) {
      const list = listOf(term);
      if (!list) return;
      for (let at = 0; at < list.length; at++) visit(list[at]! >>> 8, list[at]! & 255);
    },
    longer: (term, limit) =>
      [...tree.atPrefix(term).keys()]
        .filter((other) => other !== term)
        .sort((a, b) => a.length - b.length)
        .slice(0, limit),
    nearest(term, maxDistance) {
      const found = [...tree.fuzzyGet(term, maxDistance)].map(([other, [, distance]]) => ({
        term: other,
        distance,
      }));
      const least = Math.min(...found.map(({ distance }) => distance));
      return found.filter(({ distance }) => distance === least);
    },
    pack(newRow) {
      const isKept = (entry: number) => newRow(entry >>> 8) !== undefined;
      const counts = [...numbers].map(([term, at]) => ({ term, at, count: count(lists[at]!, isKept) }));
      const kept = counts.filter((each) => each.count > 0);
      const offsets = new Uint32Array(kept.length + 1);
      for (const [at, each] of kept.entries()) offsets[at + 1] = offsets[at]! + each.count;
      const packed = new Uint32Array(offsets.at(-1)!);
      let end = 0;
      for (const { at } of kept)
        for (const entry of lists[at]!) {
          const row = newRow(entry >>> 8);
          if (row !== undefined) packed[end++] = row * 256 + (entry & 255);
        }
      return { terms: kept.map(({ term }) => term), offsets, packed };
    },
  };
}

function count(entries: Iterable<number>, isCounted: (entry: number) => boolean): number {
  let counted = 0;
  for (const entry of entries) if (isCounted(entry)) counted++;
  return counted;
}
