import { hashText } from "./classifier/hash.ts";
import { foldText } from "./fold.ts";
import { wordsOf } from "./tokens.ts";

/** Share of shingles that two texts must have in common to be called near-duplicates. */
const nearness = 0.7;
/** MinHash: bands of rows; two texts of which 7 in 10 shingles are common share a band 99 times in 100. */
const bands = 16;
const rowsPerBand = 3;

/** The number of each text's group; near-duplicates (and their near-duplicates) share one. */
export function nearDuplicateGroups(texts: readonly string[]): number[] {
  const shingles = texts.map(shinglesOf);
  const parents = texts.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) root = parents[root]!;
    parents[at] = root;
    return root;
  };
  const signatures = shingles.map(signatureOf);
  for (let band = 0; band < bands; band += 1) {
    const firsts = new Map<string, number>();
    signatures.forEach((signature, at) => {
      const key = signature.slice(band * rowsPerBand, (band + 1) * rowsPerBand).join();
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, at);
      else if (rootOf(first) !== rootOf(at) && likeness(shingles[first]!, shingles[at]!) >= nearness) {
        parents[rootOf(at)] = rootOf(first);
      }
    });
  }
  return texts.map((_, at) => rootOf(at));
}

/** Words without their order, and character 4-grams over word borders. */
function shinglesOf(text: string): Set<number> {
  const words = wordsOf(foldText(text));
  const joined = ` ${words.join(" ")} `;
  const grams = Array.from({ length: Math.max(0, joined.length - 3) }, (_, at) => joined.slice(at, at + 4));
  return new Set([...words.map((word) => hashText(word, 1)), ...grams.map((gram) => hashText(gram, 2))]);
}

function signatureOf(shingles: Set<number>): number[] {
  const lowest = new Array<number>(bands * rowsPerBand).fill(2 ** 32);
  for (const shingle of shingles) {
    for (let row = 0; row < lowest.length; row += 1) {
      const value = Math.imul(shingle ^ (row * 0x9e3779b1), 0x85ebca6b) >>> 0;
      if (value < lowest[row]!) lowest[row] = value;
    }
  }
  return lowest;
}

/** Jaccard's index: common shingles among all. */
function likeness(a: Set<number>, b: Set<number>): number {
  let common = 0;
  for (const shingle of a) if (b.has(shingle)) common += 1;
  return common / (a.size + b.size - common || 1);
}
