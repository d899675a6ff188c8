import type { FoldedText } from "./fold.ts";

/** A word, number or emoji; offsets are those of the folded text. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

const word = /[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu;

/** Apostrophes and hyphens part words: "j'ai" is j, ai; "t-shirt" is t, shirt. */
export function tokenise({ text }: Pick<FoldedText, "text">): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(word)) {
    tokens.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** The words of an already folded text. */
export const wordsOf = (folded: string): string[] => folded.match(word) ?? [];
