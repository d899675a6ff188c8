import { graphemes } from "./graphemes.ts";
import { type Measure, utf16Units } from "./shorten.ts";

/** Where a text is cut, best first: between paragraphs, lines, sentences, words. */
const borders = [/\n{2,}/g, /\n/g, /(?<=[.!?…؟。])\s+/g, /\s+/g];

/** A long text in pieces within a vendor's limit. Only the white space at the borders is left out. */
export function splitText(text: string, most: number, measure: Measure = utf16Units): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (measure(rest) > most) {
    const piece = firstPiece(rest, most, measure);
    pieces.push(piece.trimEnd());
    rest = rest.slice(piece.length).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

function firstPiece(text: string, most: number, measure: Measure): string {
  const room = longestStart(text, most, measure);
  for (const border of borders) {
    const cuts = [...text.slice(0, room.length + 1).matchAll(border)].map(({ index }) => index);
    // One that leaves nearly nothing before it is none.
    const cut = cuts.findLast((at) => at >= room.length / 4 && at <= room.length);
    if (cut !== undefined) return text.slice(0, cut);
  }
  return room;
}

function longestStart(text: string, most: number, measure: Measure): string {
  let length = 0;
  let used = 0;
  for (const grapheme of graphemes(text.slice(0, most * 2))) {
    used += measure(grapheme);
    if (used > most) break;
    length += grapheme.length;
  }
  // A single character longer than the limit would else hold up all that follows.
  return text.slice(0, Math.max(length, 1));
}
