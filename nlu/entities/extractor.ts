import type { EntityType } from "../../models/ports/recogniser.ts";
import { foldText } from "../fold.ts";
import type { Word } from "./word.ts";

/** A folded message under extraction. Offsets here and in `Found` are those of `text`. */
export interface Reading {
  text: string;
  words: Word[];
  /** What the open question hopes for. */
  expected: ReadonlySet<EntityType>;
  /** The raw text of a span, for what folding hides (capitals, accents). */
  raw(start: number, end: number): string;
  /** What extractors of higher priority have found. */
  found: readonly Found[];
}

export interface Found {
  type: EntityType;
  start: number;
  end: number;
  normalized: string;
}

/** Finds entities of one kind. What overlaps something found before it is dropped by the caller. */
export type Extractor = (reading: Reading) => Found[];

export const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

/** Words and phrases parted by commas, over as many lines as they need. */
export const list = (phrases: string): string[] => phrases.split(",").map((phrase) => phrase.trim());

/** A pattern of any of these words or phrases, folded; longer ones first. A hyphen may stand for a space. */
export function anyOf(phrases: string[]): string {
  const folded = [...new Set(phrases.map(foldText))].sort((a, b) => b.length - a.length);
  return `(?:${folded.map((phrase) => phrase.replace(/[$^.*+?()[\]{}|\\/]/g, "\\$&").replace(/ +/g, "[\\s-]+")).join("|")})`;
}

/** Before or after these, a letter or digit would make it another word: `\b` knows only ASCII. */
export const wordStart = "(?<![\\p{L}\\p{N}])";
export const wordEnd = "(?![\\p{L}\\p{N}])";

export type Span = Pick<Found, "start" | "end">;

/** The given group of a match made with the `d` flag, as a span. */
export function groupSpan(match: RegExpExecArray, group: number): Span | undefined {
  const span = match.indices?.[group];
  return span && { start: span[0], end: span[1] };
}

/** All that `matchAll` yields, without the copy that it makes of the pattern: for a hundred patterns that counts. */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === "") pattern.lastIndex += 1;
  }
  return matches;
}

/** Where the first group of a pattern (flags `d` and `g`) is found. */
export const spansOf = (text: string, pattern: RegExp): Span[] =>
  matchesOf(text, pattern).flatMap((match) => groupSpan(match, 1) ?? []);
