import type { Enrolment } from "./enrolment.ts";

/** One of several words: for a shopper and a kind of sequence always the same, each for as many shoppers. */
export function variantFor(words: readonly string[], { contactId, kind }: Enrolment): string {
  return words[spread(`${contactId}/${kind}`) % words.length]!;
}

/** FNV-1a of 32 bits, its bits mixed once more: https://en.wikipedia.org/wiki/Fowler–Noll–Vo_hash_function */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
