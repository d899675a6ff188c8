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
  ["rose", "orange", "roses", "oranges", "chocolat", "cafe", "olive", "vanille", "ورد", "برتقال"].map(
    foldText,
  ),
);
const ofWord = /(?:\bde |\bd'|\bof |\ba la |\bau |\bwith )$/;

export const colourFinder =
  (lexicon: Lexicon): Extractor =>
  (reading) =>
    findWords("color", lexicon, reading).filter(
      ({ start, end }) =>
        !(colourNouns.has(reading.text.slice(start, end)) && ofWord.test(reading.text.slice(0, start))),
    );

/** Cities whose names are everyday words somewhere: "sale", "nice", "safi" (enough), "tours". */
const everydayNames = new Set(
  list(`
    sale, nice, safi, tours, sla, صافي, سلا, عين, bari, tours, taza, riad, souk, lens, مكة
  `).map(foldText),
);
const placeWords = new RegExp(
  `${wordStart}${anyOf(["a", "au", "de", "sur", "vers", "ville", "ville de", "livraison", "livrer", "livrez", "habite", "in", "to", "from", "city", "near", "f", "fi", "l", "n", "mn", "men", "d", "dyal", "في", "ف", "ل", "الى", "إلى", "من", "لمدينة", "مدينة", "مدينه", "mdina", "mdint"])}\\s+$`,
  "u",
);

export const cityFinder =
  (lexicon: Lexicon): Extractor =>
  (reading) =>
    findWords("city", lexicon, reading).filter(({ start, end }) => {
      if (!everydayNames.has(reading.text.slice(start, end))) return true;
      const written = reading.raw(start, end);
      const accented = /\p{Script=Latin}/u.test(written) && written.normalize("NFD") !== written;
      return accented || reading.expected.has("city") || placeWords.test(reading.text.slice(0, start));
    });
