import { foldText } from "../fold.ts";
import {
  anyOf,
  type Extractor,
  type Found,
  groupSpan,
  list,
  type Reading,
  wordEnd,
  wordStart,
} from "./extractor.ts";
import type { Lexicon } from "./lexicon.ts";
import { currencies, units } from "./units.ts";

const sizeWords = `${wordStart}(?:[بفلو]?ال)?${anyOf(
  list(`
  taille, tailles, tail, taile, ttaille, pointure, pointures, pointur, size, sizes, sz, numero, n°, مقاس,
  مقاسي, مقاسات, قياس, قياسي, سايز, سيز, تاي, طاي, لاطاي, لاتاي, طاية, بوانتير, بوانتور, نمرة, نومرو, رقم,
  tay, tai, taya, latay, lataille, m9as, mqas, maqas, ma9as, 9yas, qyas, 9iyas, saiz, nmra, nemra
`),
)}`;
const fillers = `(?:\\s*(?::|=|est|is|c'?est|du|le|la|un|une|en|de|a|dyali|dyal|ديالي|ديال|هو|fiha|فيها)(?![\\p{L}]))*\\s*`;
/** "en 38", "f 38", "du 40", "ب38": before a two-digit size. */
const prepositions = `(?:${wordStart}(?:en|du|le|la|au|in|a|the|f|fi|b|fel|wla|ولا|ou|or|في|ف|ب|او)\\s+|${wordStart}[فبل])`;
const notAMeasure = `(?!\\d|[.,/:-]\\d|\\s?(?:${currencies}|${units}))`;
const shortNumber = `(\\d{1,2}(?:[.,]5)?)${notAMeasure}`;
/** Clothes and shoes of grown-ups. */
const commonNumber = `((?:3[2-9]|4\\d|50|52|54)(?:[.,]5)?)${notAMeasure}`;

const afterSizeWord = new RegExp(`${sizeWords}${fillers}${shortNumber}${wordEnd}`, "dgu");
const afterPreposition = new RegExp(`${prepositions}${commonNumber}${wordEnd}`, "dgu");
const alternative = new RegExp(
  `^\\s*(?:/|,|-|ou|or|et|and|w|o|wla|ولا|او|و|أو)\\s*${commonNumber}${wordEnd}`,
  "du",
);
const bareNumber = new RegExp(`(?<![\\p{L}\\p{N}.,/:+-])${commonNumber}${wordEnd}`, "dgu");
const anyNumber = new RegExp(`(?<![\\p{L}\\p{N}.,/:+-])${shortNumber}${wordEnd}`, "dgu");
const sizeContext = new RegExp(
  `(?:${sizeWords}${fillers}|${wordStart}(?:en|in|f|fi|du|le|un|b|في|ou|or|wla)\\s+)$`,
  "u",
);
const afterSizeWordText = new RegExp(`${sizeWords}${fillers}$`, "u");

/** Sizes that are also everyday words, or letters: only beside a word for size, or when asked for. */
const ordinary = new Set(
  list(`
    petit, petite, moyen, moyenne, grand, grande, small, medium, large, big, صغير, صغيرة, وسط, متوسط,
    متوسطة, كبير, كبيرة, sghir, sghira, kbir, kbira, wast, wsat, motawassit
  `).map(foldText),
);
/** "In medium?": what "en grand" is not. */
const afterIn = new RegExp(`${wordStart}(?:in|en|f|fi)\\s+(?:small|medium|large)$`, "u");
const mostWordsAlone = 2;
const contextChars = 24;

/** Normalised in capitals: "38", "XL", "ONE_SIZE". `besides` finds colours and products, next to which a number is a size. */
export function sizeFinder(sizes: Lexicon, besides: Lexicon[]): Extractor {
  return (reading) => {
    const { text, words, expected } = reading;
    const asked = expected.has("size");
    const alone = words.length <= mostWordsAlone;
    const found: Found[] = [];
    const add = (start: number, end: number, normalized: string) =>
      found.push({ type: "size", start, end, normalized });

    words.forEach((word, index) => {
      const match = sizes.at(words, index);
      const end = match && words[index + match.length - 1]?.end;
      if (match === undefined || end === undefined || match.glued > 0) return;
      const lead = text.slice(Math.max(0, word.start - contextChars), word.start);
      const fits =
        word.text.length === 1
          ? isLetterSize(reading, word.start, end) &&
            (asked || alone || sizeContext.test(lead) || isCapital(reading, word.start))
          : !ordinary.has(text.slice(word.start, end)) ||
            asked ||
            afterSizeWordText.test(lead) ||
            afterIn.test(text.slice(Math.max(0, word.start - contextChars), end));
      if (fits) add(word.start, end, match.key.toUpperCase());
    });

    if (!/\d/.test(text)) return found;
    const patterns = [afterSizeWord, afterPreposition, ...(asked ? [anyNumber] : alone ? [bareNumber] : [])];
    const numbers = patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => groupSpan(match, 1)),
    );
    numbers.push(...beside(reading, besides));
    for (const span of numbers) {
      if (!span) continue;
      add(span.start, span.end, text.slice(span.start, span.end).replace(",", "."));
      addAlternatives(text, span.end, add);
    }
    return found;
  };
}

/** "38 ou 39", "38/40": what stands beside a size is one. */
function addAlternatives(
  text: string,
  from: number,
  add: (start: number, end: number, size: string) => void,
) {
  let at = from;
  for (;;) {
    const match = alternative.exec(text.slice(at));
    const span = match && groupSpan(match, 1);
    if (!span) return;
    add(at + span.start, at + span.end, text.slice(at + span.start, at + span.end));
    at += span.end;
  }
}

/** "robe noire 38", "38 noir". */
function beside({ text, words }: Reading, lexicons: Lexicon[]) {
  return [...text.matchAll(bareNumber)].flatMap((match) => {
    const span = groupSpan(match, 1);
    const index = span ? words.findIndex(({ start }) => start === span.start) : -1;
    if (!span || index < 0) return [];
    const known = [index - 1, index + 1].some((at) => lexicons.some((lexicon) => lexicon.at(words, at)));
    return known ? [span] : [];
  });
}

/** "l" of "l'article" and "m" of "m'envoyer" are no sizes. */
const isLetterSize = ({ text }: { text: string }, start: number, end: number): boolean =>
  !/^['’]/.test(text.slice(end)) && !/['’]$/.test(text.slice(0, start));

const isCapital = ({ raw, text }: Reading, start: number): boolean =>
  /[SML]/.test(raw(start, start + 1)) && /[a-z]/.test(raw(0, text.length));
