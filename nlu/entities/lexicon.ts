import { fold } from "../fold.ts";
import { type Token, tokenise } from "../tokens.ts";

export interface LexiconMatch {
  key: string;
  /** Tokens covered. */
  length: number;
  /** Letters glued before the first word (article, preposition) that are not part of it. */
  glued: number;
}

/** Words and phrases with what they mean, found whatever their number and article. */
export interface Lexicon {
  /** The longest phrase that begins at this token. */
  at(tokens: Token[], index: number): LexiconMatch | undefined;
  /** The only word at an edit distance of 1, for words long enough to be sure. */
  near(word: string): string | undefined;
}

const maxPhraseTokens = 6;
const minTypoLetters = { latin: 6, arabic: 5 };
const arabicLetters = /[\u0600-\u06ff]/;

export function createLexicon(entries: Iterable<{ key: string; words: string[] }>): Lexicon {
  const phrases = new Map<string, string>();
  const byStart = new Map<string, Set<string>>();
  for (const { key, words } of entries) {
    for (const word of words) {
      const canonical = tokenise(fold(word)).map(({ text }) => canonicalWord(text));
      if (canonical.length === 0 || canonical.length > maxPhraseTokens) continue;
      const phrase = canonical.join(" ");
      if (!phrases.has(phrase)) phrases.set(phrase, key);
      if (canonical.length === 1) addTo(byStart, phrase.charAt(0), phrase);
    }
  }

  function longest(first: string, tokens: Token[], index: number): Omit<LexiconMatch, "glued"> | undefined {
    const phrase = [first];
    let best: Omit<LexiconMatch, "glued"> | undefined;
    for (let length = 1; length <= maxPhraseTokens; length += 1) {
      const key = phrases.get(phrase.join(" "));
      if (key !== undefined) best = { key, length };
      const next = tokens[index + length];
      if (next === undefined) break;
      phrase.push(canonicalWord(next.text));
    }
    return best;
  }

  return {
    at(tokens, index) {
      const word = tokens[index]?.text;
      if (word === undefined) return undefined;
      for (const glued of gluedLengths(word)) {
        const match = longest(canonicalWord(word.slice(glued)), tokens, index);
        if (match) return { ...match, glued };
      }
      return undefined;
    },
    near(word) {
      const canonical = canonicalWord(word);
      const least = arabicLetters.test(word) ? minTypoLetters.arabic : minTypoLetters.latin;
      if (canonical.length < least) return undefined;
      const near = [...(byStart.get(canonical.charAt(0)) ?? [])].filter((known) => isNear(canonical, known));
      const keys = new Set(near.map((known) => phrases.get(known)));
      return keys.size === 1 ? [...keys][0] : undefined;
    },
  };
}

/** Both as one; the longer match wins, and the first where they are equal. */
export const joinLexicons = (first: Lexicon, second: Lexicon): Lexicon => ({
  at(tokens, index) {
    const [a, b] = [first.at(tokens, index), second.at(tokens, index)];
    return a && b ? (b.length > a.length ? b : a) : (a ?? b);
  },
  near: (word) => first.near(word) ?? second.near(word),
});

function addTo(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}

/** Without plural s or x, without the Arabic article. */
function canonicalWord(word: string): string {
  if (arabicLetters.test(word)) return word.length > 4 && word.startsWith("ال") ? word.slice(2) : word;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^s][sx]$/.test(word) ? word.slice(0, -1) : word;
}

/** How many letters at the start may be a glued article or preposition: "بالأحمر", "l7amra", "fcasa". */
function gluedLengths(word: string): number[] {
  const arabic = /^(?:و?[بكفل]?ال|و?لل|و?[بلفكو])(?=..)/.exec(word)?.[0].length;
  if (arabic !== undefined) return word.startsWith("ال") ? [0] : [0, 1, arabic];
  const latin = /^(?:w?[bf]?(?:el|al|l)|[fbdlw])(?=...)/.exec(word)?.[0].length;
  return latin === undefined ? [0] : [0, latin, 1];
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
