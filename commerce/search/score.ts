import type { Postings } from "./postings.ts";
import { maxTypos, type WordGroup } from "./query.ts";
import type { Scratch } from "./scratch.ts";
import type { Synonyms } from "./synonyms.ts";

/** How much a word counts that is only the beginning of one in the product, or that was mistyped. */
const prefixFactor = 0.5;
const typoFactor = 0.4;
/** Shorter words are not taken for beginnings: they begin too much. */
const minPrefixChars = 4;
const maxLonger = 40;

export interface Corpus {
  /** Words in one language. */
  words: Postings;
  /** Categories and colours, the same in every language. */
  facets: Postings;
  synonyms: Synonyms;
  scratch: Scratch;
}

/** A score for each row number, 0 where the row does not match; null when none does. */
export type Scores = Float32Array | null;

/** The scores of rows that have every group (`all`), or any. */
export function combine(parts: Scores[], all: boolean, scratch: Scratch): Scores {
  const matching = parts.filter((part) => part !== null);
  const [first, ...others] = matching;
  if (!first || (all && matching.length < parts.length)) return null;
  if (others.length === 0) return first;
  const sum = scratch.take();
  sum.set(first);
  for (const part of others)
    for (let row = 0; row < sum.length; row++)
      sum[row] = all && (sum[row] === 0 || part[row] === 0) ? 0 : sum[row]! + part[row]!;
  return sum;
}

/** A group's own words, all of them, or one of the facets that they stand for: whichever weighs more. */
export function groupScores(corpus: Corpus, group: WordGroup): Scores {
  const { words, facets, synonyms, scratch } = corpus;
  const [only] = group.terms;
  const mayBeMistyped = group.facets.length === 0 && only !== undefined && !words.has(only);
  const meant = mayBeMistyped ? synonyms.near(only, maxTypos(only)) : group.facets;
  const own = combine(
    group.terms.map((term) => termScores(words, term, scratch)),
    true,
    scratch,
  );
  const known = meant.filter((facet) => facets.has(facet));
  if (known.length === 0) return own;
  const scores = own ?? scratch.take();
  for (const facet of known) raise(scores, facets, facet, mayBeMistyped ? typoFactor : 1);
  return scores;
}

function termScores(words: Postings, term: string, scratch: Scratch): Scores {
  const known = words.has(term) ? [{ term, factor: 1 }] : [];
  const longer = term.length >= minPrefixChars ? words.longer(term, maxLonger) : [];
  const begun = longer.map((other) => ({ term: other, factor: (prefixFactor * term.length) / other.length }));
  const typos = known.length + begun.length > 0 ? 0 : maxTypos(term);
  const meant = typos > 0 ? words.nearest(term, typos) : [];
  const mistyped = meant.map((other) => ({ term: other.term, factor: typoFactor / other.distance }));
  const all = [...known, ...begun, ...mistyped];
  if (all.length === 0) return null;
  const scores = scratch.take();
  for (const each of all) raise(scores, words, each.term, each.factor);
  return scores;
}

/** Lifts the scores of the rows that have the term, rarer terms higher. */
function raise(scores: Float32Array, postings: Postings, term: string, factor: number): void {
  const rarity = Math.log(1 + scores.length / Math.max(1, postings.frequency(term)));
  postings.each(term, (row, weight) => {
    const score = factor * rarity * weight;
    if (score > scores[row]!) scores[row] = score;
  });
}
