import { inPieces } from "../../models/in-pieces.ts";
import { foldText } from "../fold.ts";
import { arabicLetters, readWords, type Word } from "./word.ts";

export interface LexiconMatch {
  key: string;
  /** Words covered. */
  length: number;
  /** Letters glued before the first word (article, preposition) that are not part of it. */
  glued: number;
}

/** Words and phrases with what they mean, found whatever their number and article. */
export interface Lexicon {
  /** The longest phrase that begins at this word. */
  at(words: Word[], index: number): LexiconMatch | undefined;
  /** What a word means that is one letter away from a single known one; undefined for short words. */
  near(word: Word): string | undefined;
}

const maxPhraseWords = 6;
const minTypoLetters = { latin: 6, arabic: 5 };

/** What is called so, by the key of what is meant. */
export interface LexiconEntry {
  key: string;
  words: string[];
}

export function createLexicon(entries: Iterable<LexiconEntry>): Lexicon {
  const lexicon = emptyLexicon();
  for (const entry of entries) lexicon.add(entry);
  return lexicon;
}

/** The same, while others have their turn: the names of 10,000 products take a fifth of a second. */
export async function growLexicon(entries: readonly LexiconEntry[]): Promise<Lexicon> {
  const lexicon = emptyLexicon();
  await inPieces(entries, lexicon.add);
  return lexicon;
}

function emptyLexicon(): Lexicon & { add(entry: LexiconEntry): void } {
  const phrases = new Map<string, string>();
  /** First word → words in the longest phrase that begins with it. */
  const longest = new Map<string, number>();
  const singles = new Map<string, Set<string>>();

  return {
    add({ key, words }) {
      for (const word of words) {
        const canonical = readWords({ text: foldText(word) }, false).map(({ forms }) => forms[0].canonical);
        const [first] = canonical;
        if (first === undefined || canonical.length > maxPhraseWords) continue;
        const phrase = canonical.join(" ");
        if (!phrases.has(phrase)) phrases.set(phrase, key);
        longest.set(first, Math.max(longest.get(first) ?? 0, canonical.length));
        if (canonical.length === 1) addTo(singles, first.charAt(0), first);
      }
    },
    at(words, index) {
      for (const { canonical, glued } of words[index]?.forms ?? []) {
        const most = longest.get(canonical) ?? 0;
        const rest = words.slice(index + 1, index + most).map(({ forms }) => forms[0].canonical);
        for (let length = Math.min(most, rest.length + 1); length > 0; length -= 1) {
          const key = phrases.get([canonical, ...rest.slice(0, length - 1)].join(" "));
          if (key !== undefined) return { key, length, glued };
        }
      }
      return undefined;
    },
    near({ forms: [{ canonical }] }) {
      const least = arabicLetters.test(canonical) ? minTypoLetters.arabic : minTypoLetters.latin;
      if (canonical.length < least) return undefined;
      const near = [...(singles.get(canonical.charAt(0)) ?? [])].filter((known) => isNear(canonical, known));
      const keys = new Set(near.map((known) => phrases.get(known)));
      return keys.size === 1 ? [...keys][0] : undefined;
    },
  };
}

/** Both as one; the longer match wins, and the first where they are equal. */
export const joinLexicons = (first: Lexicon, second: Lexicon): Lexicon => ({
  at(words, index) {
    const [a, b] = [first.at(words, index), second.at(words, index)];
    return a && b ? (b.length > a.length ? b : a) : (a ?? b);
  },
  near: (word) => first.near(word) ?? second.near(word),
});

function addTo(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}

/** Whether one letter was changed, added, dropped, or swapped with its neighbour. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
