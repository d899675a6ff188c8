import { foldText } from "../fold.ts";
import {
  anyOf,
  type Extractor,
  type Found,
  groupSpan,
  type Reading,
  type Span,
  spansOf,
  wordEnd,
  wordStart,
} from "./extractor.ts";
import { numberWords, wanting } from "./quantity-words.ts";
import { notAMeasure, pieces } from "./units.ts";

const countNamed = new Map(
  Object.entries(numberWords).flatMap(([value, words]) =>
    words.map((word) => [foldText(word), value] as const),
  ),
);
/** First words of counts of several: "a dozen". */
const startsCount = new Set([...countNamed.keys()].flatMap((name) => name.split(" ").slice(0, 1)));
const names = anyOf(Object.values(numberWords).flat());
const counted = `(\\d{1,2}|${names})`;
const patterns = [
  new RegExp(`${wordStart}[x*×]\\s?(\\d{1,2})(?![\\d.,])${wordEnd}`, "dgu"),
  new RegExp(`(?<![\\d.,])${wordStart}(\\d{1,2})\\s?x${wordEnd}(?!\\s?\\d)`, "dgu"),
  new RegExp(`${wordStart}و?${counted}\\s?${pieces}${wordEnd}`, "dgu"),
  new RegExp(`${wordStart}${wanting}\\s*:?\\s*${counted}${notAMeasure}${wordEnd}`, "dgu"),
];
const anyCount = new RegExp(`${wordStart}${counted}${notAMeasure}${wordEnd}`, "dgu");
const countBefore = new RegExp(
  `${wordStart}و?(\\d{1,3}|${names})\\s+(?:(?:de|d'|of|d|dial|dyal|dyel|ta3|mta3|ديال|تاع|متاع|د)\\s*)?(?:l|ال)?$`,
  "du",
);
const leadChars = 32;
const fewDigits = /(?<!\d)\d{1,3}(?!\d)/;
/** A count may be greater beside the thing than where it could as well be a size. */
const mostLikelyCount = 20;
const mostOfAThing = 500;

/** "2 robes", "x3", "جوج قفاطن", "qté : 4"; a bare number only when a quantity was asked for. */
export const findQuantities: Extractor = (reading) => {
  const { text, words, expected } = reading;
  if (!fewDigits.test(text) && !words.some((word) => startsCount.has(word.text.replace(/^و(?=.)/, ""))))
    return [];
  const spans = [...patterns, ...(expected.has("quantity") ? [anyCount] : [])].flatMap((pattern) =>
    spansOf(text, pattern),
  );
  const toFound =
    (most: number) =>
    (span: Span): Found[] => {
      const value = countOf(text.slice(span.start, span.end), most);
      return value ? [{ type: "quantity", ...span, normalized: value }] : [];
    };
  return [
    ...beforeThings(reading).flatMap(toFound(mostOfAThing)),
    ...spans.flatMap(toFound(mostLikelyCount)),
  ];
};

/** "و3 فوطات", "une douzaine de bougies": what stands right before a thing. */
const beforeThings = ({ text, found }: Reading) =>
  found.flatMap(({ type, start }) => {
    const from = Math.max(0, start - leadChars);
    const match = type === "product" && countBefore.exec(text.slice(from, start));
    const span = match && groupSpan(match, 1);
    return span ? [{ start: from + span.start, end: from + span.end }] : [];
  });

function countOf(written: string, most: number): string | undefined {
  if (!/^\d+$/.test(written)) return countNamed.get(written);
  const count = Number(written);
  return count >= 1 && count <= most ? String(count) : undefined;
}
