import type { EntityType } from "../../models/ports/recogniser.ts";
import { foldText } from "../fold.ts";
import { anyOf, type Extractor, type Found, list, type Reading, wordStart } from "./extractor.ts";
import type { Lexicon } from "./lexicon.ts";

/** All matches of a lexicon, longest first from the left, as entities of one type. */
export function findWords(type: EntityType, lexicon: Lexicon, { words }: Reading): Found[] {
  const found: Found[] = [];
  for (let index = 0; index < words.length; ) {
    const match = lexicon.at(words, index);
    const start = words[index]?.start;
    const end = match && words[index + match.length - 1]?.end;
    if (match && start !== undefined && end !== undefined) {
      found.push({ type, start: start + match.glued, end, normalized: match.key });
    }
    index += match?.length ?? 1;
  }
  return found;
}

/** Nouns first and colours second: "eau de rose" and "jus d'orange" have no colour. */
const colourNouns = new Set(
  [
    "rose",
    "orange",
    "roses",
    "oranges",
    "chocolat",
    "cafe",
    "olive",
    "vanille",
    "prune",
    "prunes",
    "ورد",
    "برتقال",
  ].map(foldText),
);
const ofWord = /(?:\bde |\bd'|\bof |\ba la |\bau |\bwith )$/;

export const colourFinder =
  (lexicon: Lexicon): Extractor =>
  (reading) =>
    findWords("color", lexicon, reading).filter(
      ({ start, end }) =>
        !(colourNouns.has(reading.text.slice(start, end)) && ofWord.test(reading.text.slice(0, start))),
    );

/** Cities whose names are everyday words: "sale", "nice", "safi" (enough), "الجديدة" (the new one), "medina". */
const everydayKeys = new Set(["sale", "nice", "safi", "el_jadida", "medina", "mecca", "taza"]);
const placeWords = new RegExp(
  `${wordStart}${anyOf(
    list(`
      livraison a, livrer a, livrez a, habite a, livraison sur, au, de, sur, vers, ville, ville de, livraison, livrer,
      livrez, in, to, from, city, near, f, fi, l, n, mn, men, dyal, في, ف, ل, الى, إلى, من, لمدينة, مدينة, mdina,
      mdint
    `),
  )}\\s+$`,
  "u",
);

export const cityFinder =
  (lexicon: Lexicon): Extractor =>
  (reading) =>
    findWords("city", lexicon, reading).filter(
      ({ start, end, normalized }) =>
        !everydayKeys.has(normalized) || reading.expected.has("city") || isPlace(reading, start, end),
    );

/** A name of several words, one with its accents ("Salé"), or one after a word for where. */
function isPlace({ text, raw }: Reading, start: number, end: number): boolean {
  const written = raw(start, end);
  const accented = /\p{Script=Latin}/u.test(written) && written.normalize("NFD") !== written;
  const glued = /\p{L}$/u.test(text.slice(0, start));
  const before = text.slice(0, start);
  return (
    accented || glued || /\s/.test(written) || /(?:^|\s)à\s$/i.test(raw(0, start)) || placeWords.test(before)
  );
}
