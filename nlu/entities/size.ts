import {
  type Extractor,
  type Found,
  groupSpan,
  type Reading,
  type Span,
  spansOf,
  wordEnd,
  wordStart,
} from "./extractor.ts";
import type { Lexicon } from "./lexicon.ts";
import { fits, numberWords, ordinary, sizeWords, wearers, wearing } from "./size-words.ts";
import { notAMeasure } from "./units.ts";

const fillers = `(?:\\s*(?::|=|est|is|c'?est|du|le|la|un|une|en|de|a|dyali|dyal|ديالي|ديال|هو|fiha|فيها|entre|between|bin|بين)(?![\\p{L}]))*\\s*`;
/** "en 38", "f 38", "du 40", "ب38": before a two-digit size. */
const prepositions = `(?:${wordStart}(?:en|du|le|la|au|in|a|the|f|fi|b|fel|wla|wela|ولا|ou|or|في|ف|ب|او)\\s+|${wordStart}[فبل])`;
const shortNumber = `(\\d{1,2}(?:[.,]5)?)${notAMeasure}`;
/** Clothes and shoes of grown-ups. */
const commonNumber = `((?:3[2-9]|4\\d|5[02468])(?:[.,]5)?)${notAMeasure}`;
const bare = `(?<![\\p{L}\\p{N}.,/:+-])${commonNumber}${wordEnd}`;

const namedNumber = new RegExp(`${sizeWords}${fillers}${shortNumber}${wordEnd}`, "dgu");
const certain = [
  new RegExp(`(?:${numberWords}${fillers}|${wearing}\\s+)${commonNumber}${wordEnd}`, "dgu"),
  new RegExp(`${prepositions}${commonNumber}${wordEnd}`, "dgu"),
  new RegExp(`${bare}(?=\\s+${fits}${wordEnd})`, "dgu"),
  new RegExp(`${bare}(?=\\s*(?:to|a|l|الي|ل|->)\\s*${commonNumber}${wordEnd})`, "dgu"),
];
const alternative = new RegExp(
  `^\\s*(?:/|,|-|ou|or|et|and|w|o|a|to|l|wla|wela|ولا|او|و|أو|ل|الي)\\s*${commonNumber}${wordEnd}`,
  "du",
);
/** A cheap look before the patterns are tried. */
const mayHold = /(?<!\d)(?:3[2-9]|4\d|5[02468])(?!\d)/;
const bareNumber = new RegExp(bare, "dgu");
const anyNumber = new RegExp(`(?<![\\p{L}\\p{N}.,/:+-])${shortNumber}${wordEnd}`, "dgu");
const sizeContext = new RegExp(
  `(?:${sizeWords}${fillers}|${wordStart}(?:en|in|f|fi|du|le|un|b|في|ou|or|wla)\\s+)$`,
  "u",
);
const afterSizeWord = new RegExp(`${sizeWords}${fillers}$`, "u");
/** "m ou l ?" */
const orLetter = /^\s*(?:ou|or|wla|wela|ولا|او|\/)\s*(?:x*s|m|x*l)(?![\p{L}\p{N}])/u;
/** "f l wa9t": in Arabizi the article. */
const article = /^\s+(?!(?:ou|or|w|wla|wela)\s)[\p{L}\d]/u;

/** "In medium?": what "en grand" is not. */
const afterIn = new RegExp(
  `${wordStart}(?:in|en|f|fi|need|want|have|from|to|instead of|take|get)\\s+(?:small|medium|large)$`,
  "u",
);
/** "Le jean taille grand": a verb. */
const fitsLarge = /(?<!(?:la|en|une|de|ma) )taille(?:nt)? (?:grand|petit)$/u;
const oneSizeMore = /^\s+(?:up|down|bigger|smaller|larger|over|under|too|أكبر|اكبر|اصغر)/u;
const mostWordsAlone = 2;
const contextChars = 24;

/** Normalised in capitals: "38", "XL", "ONE_SIZE". Beside a colour or a product found, a number is a size. */
export function sizeFinder(sizes: Lexicon, colours: Lexicon): Extractor {
  return (reading) => {
    const { text, words, expected } = reading;
    const asked = expected.has("size");
    const alone = words.length <= mostWordsAlone;
    const found: Found[] = [];
    const add = ({ start, end }: Span, normalized = text.slice(start, end).replace(",", ".")) =>
      found.push({ type: "size", start, end, normalized });

    words.forEach((word, index) => {
      const match = sizes.at(words, index);
      const end = match && words[index + match.length - 1]?.end;
      if (match === undefined || end === undefined || match.glued > 0) return;
      const span = { start: word.start, end };
      const fitting = word.text.length === 1 ? letterFits(reading, span, alone) : wordFits(reading, span);
      if (asked ? word.text.length > 1 || isLetterSize(reading, span) : fitting)
        add(span, match.key.toUpperCase());
    });

    if (!/\d/.test(text)) return found;
    const bareNumbers = spansOf(text, bareNumber).filter((span) => !isNoSize(reading, span));
    const numbers = [
      ...spansOf(text, namedNumber),
      ...(asked ? spansOf(text, anyNumber) : alone ? bareNumbers : []),
      ...(mayHold.test(text) ? certain.flatMap((pattern) => spansOf(text, pattern)) : []),
      ...bareNumbers.filter((span) => isBeside(reading, span, colours)),
    ];
    for (const span of numbers) {
      add(span);
      for (const other of alternatives(text, span.end)) add(other);
    }
    // Where sizes are spoken of, a number that could be one is: "taille 39 trop grande, 38 svp".
    if (found.length > 0) for (const span of bareNumbers) add(span);
    return found;
  };
}

/** "38 ou 39", "38/40": what stands beside a size is one. */
function alternatives(text: string, from: number): Span[] {
  const match = alternative.exec(text.slice(from));
  const span = match && groupSpan(match, 1);
  if (!span) return [];
  const other = { start: from + span.start, end: from + span.end };
  return [other, ...alternatives(text, other.end)];
}

/** "robe noire 38", "38 noir", "chaussures homme 43". */
function isBeside(reading: Reading, span: Span, colours: Lexicon): boolean {
  const { words, found } = reading;
  const index = words.findIndex(({ start }) => start === span.start);
  const before = words[index - 1];
  const products = found.filter(({ type }) => type === "product");
  return (
    colours.at(words, index - 1) !== undefined ||
    colours.at(words, index + 1) !== undefined ||
    products.some(({ end }) => end === before?.end) ||
    (products.length > 0 && before?.forms.some(({ canonical }) => wearers.has(canonical)) === true)
  );
}

/** "50 foulards", "وزني 52". */
const isNoSize = ({ text, found }: Reading, { start, end }: Span): boolean =>
  weight.test(text.slice(0, start)) ||
  found.some(
    (thing) => thing.type === "product" && thing.start > end && !text.slice(end, thing.start).trim(),
  );
const weight = /(?:wazn|wezn|وزن|poids|pese|weigh|weight)\p{L}{0,3}\s*$/u;

function letterFits(reading: Reading, span: Span, alone: boolean): boolean {
  if (!isLetterSize(reading, span)) return false;
  const { raw, text } = reading;
  const lead = leadOf(text, span);
  const tail = text.slice(span.end);
  const small = raw(span.start, span.end) === text.slice(span.start, span.end);
  if (sizeContext.test(lead)) return !(small && article.test(tail) && !afterSizeWord.test(lead));
  return alone || orLetter.test(tail) || isCapital(reading, span);
}

function wordFits({ text }: Reading, span: Span): boolean {
  const word = text.slice(span.start, span.end);
  if (oneSizeMore.test(text.slice(span.end))) return false;
  if (!ordinary.has(word) && !ordinary.has(word.replace(/s$/, ""))) return true;
  const lead = leadOf(text, span);
  if (fitsLarge.test(lead + word)) return false;
  return afterSizeWord.test(lead) || afterIn.test(lead + word);
}

const leadOf = (text: string, { start }: Span): string =>
  text.slice(Math.max(0, start - contextChars), start);

/** "l" of "l'article" and "m" of "m'envoyer" are no sizes. */
const isLetterSize = ({ text }: Reading, { start, end }: Span): boolean =>
  !/^['’]/.test(text.slice(end)) && !/['’]$/.test(text.slice(0, start));

/** Among small or Arabic letters; "M. Alaoui" and "M Alaoui" are gentlemen. */
const isCapital = ({ raw, text }: Reading, { start, end }: Span): boolean =>
  /[SML]/.test(raw(start, end)) &&
  /[a-z\u0600-\u06ff]/.test(raw(0, text.length)) &&
  !/^M\.?\s[A-Z]/.test(raw(start, Math.min(text.length, end + 3)));
