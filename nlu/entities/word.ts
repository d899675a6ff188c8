import type { FoldedText } from "../fold.ts";
import { type Token, tokenise } from "../tokens.ts";

/** A token with the forms under which lexicons know it. */
export interface Word extends Token {
  /** As it stands first, then without letters that may be an article or preposition glued to it. */
  forms: [WordForm, ...WordForm[]];
}

export interface WordForm {
  /** Without plural or Arabic article. */
  canonical: string;
  /** Letters left out at the start. */
  glued: number;
}

export const arabicLetters = /[\u0600-\u06ff]/;

/**
 * "بالأحمر" and, in Arabizi only, "l7amra" and "fcasa" are read with and without what is glued to them: in
 * English "what" is no hat.
 */
export const readWords = (folded: Pick<FoldedText, "text">, arabizi: boolean): Word[] =>
  tokenise(folded).map((token) => ({ ...token, forms: formsOf(token.text, arabizi) }));

function formsOf(word: string, arabizi: boolean): Word["forms"] {
  const whole: WordForm = { canonical: canonicalWord(word), glued: 0 };
  const arabic = arabicLetters.test(word);
  if (arabic ? word.startsWith("ال") : !arabizi) return [whole];
  const prefix = (arabic ? arabicPrefix : latinPrefix).exec(word)?.[0].length;
  if (prefix === undefined) return [whole];
  const lengths = prefix === 1 ? [1] : [1, prefix];
  return [whole, ...lengths.map((glued) => ({ canonical: canonicalWord(word.slice(glued)), glued }))];
}

const arabicPrefix = /^(?:و?[بكفل]?ال|و?لل|و?[بلفو])(?=..)/;
const latinPrefix = /^(?:w?[bf]?(?:el|al|l)|[fbdlw](?=....))(?=...)/;

function canonicalWord(word: string): string {
  if (arabicLetters.test(word)) return word.length > 4 && word.startsWith("ال") ? word.slice(2) : word;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^s][sx]$/.test(word) ? word.slice(0, -1) : word;
}
