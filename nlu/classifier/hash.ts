/** 32-bit FNV-1a, one UTF-16 unit at a time, so that a longer n-gram goes on from a shorter one. */
export const extendHash = (state: number, unit: number): number => Math.imul(state ^ unit, 0x01000193);

const startOf = (seed: number): number => 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);

/** The hash of a text, in a family of its own for each `seed`. */
export function hashText(text: string, seed: number): number {
  let state = startOf(seed);
  for (let at = 0; at < text.length; at += 1) state = extendHash(state, text.charCodeAt(at));
  return mixHash(state);
}

/** The hash of the first letter, of the first two, and so on to that of the whole text. */
export function hashBeginnings(text: string, seed: number): number[] {
  let state = startOf(seed);
  return Array.from({ length: text.length }, (_, at) => {
    state = extendHash(state, text.charCodeAt(at));
    return mixHash(state);
  });
}

/** Spreads the bits (MurmurHash3's finaliser): FNV alone leaves short texts close together. */
export function mixHash(state: number): number {
  let value = state ^ (state >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The hash of two hashes in this order, in a family of its own for each `seed`. */
export const hashPair = (first: number, second: number, seed: number): number =>
  mixHash(Math.imul(first ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b) + second);
