import { foldText } from "../fold.ts";
import { anyOf, type Extractor, type Found, groupSpan, list, wordEnd, wordStart } from "./extractor.ts";
import { currencies, units } from "./units.ts";

const numberWords: Record<string, string[]> = {
  "2": ["deux", "two", "اثنين", "جوج", "زوج", "اتنين", "jouj", "joj", "zouj", "zoj"],
  "3": ["trois", "three", "ثلاث", "ثلاثة", "تلاتة", "تلات", "tlata", "tleta", "talata"],
  "4": ["quatre", "four", "أربع", "أربعة", "ربعة", "اربعة", "rb3a", "reb3a", "arba3a"],
  "5": ["cinq", "five", "خمس", "خمسة", "khamsa", "5amsa"],
  "6": ["six", "ست", "ستة", "setta", "stta"],
  "7": ["sept", "seven", "سبع", "سبعة", "seb3a"],
  "8": ["huit", "eight", "ثماني", "ثمانية", "تمنية", "tmenya", "tmnya"],
  "9": ["neuf", "nine", "تسع", "تسعة", "tes3oud", "tes3a"],
  "10": ["dix", "ten", "عشر", "عشرة", "3achra", "3echra"],
};
const countNamed = new Map(
  Object.entries(numberWords).flatMap(([value, words]) =>
    words.map((word) => [foldText(word), value] as const),
  ),
);
const counted = `(\\d{1,2}|${anyOf(Object.values(numberWords).flat())})`;
const pieces = anyOf(
  list(`
  piece, pieces, pcs, pc, pces, unite, unites, unit, units, exemplaires, exemplaire, articles, items, قطع,
  قطعة, قطعات, حبات, حبة, وحدات, وحدة, بياسات, بياسة, biassat, piassat, pyassat, 7bat, habat, 9et3at,
  qit3at
`),
);
const wanting = anyOf(
  list(`
  j'en veux, j'en prends, j'en voudrais, j'en veut, il m'en faut, mettez-m'en, mets m'en, i want,
  i'll take, i need, give me, get me, add, quantite, quantity, qty, qte, qte :, كمية, الكمية, بغيت, عطيني,
  أريد, اريد, ابغى, أبغى, عايز, عاوزة, بدي, نحب, زيد, زيدني, bghit, b8it, 3tini, 3teni, zidni, zid, nheb,
  n7eb, khassni, 5asni
`),
);
const notAMeasure = `(?!\\d|[.,/:-]\\d|\\s?(?:${currencies}|${units}))`;

const patterns = [
  new RegExp(`${wordStart}x\\s?(\\d{1,2})${wordEnd}`, "dgu"),
  new RegExp(`${wordStart}(\\d{1,2})\\s?x${wordEnd}`, "dgu"),
  new RegExp(`${wordStart}${counted}\\s?${pieces}${wordEnd}`, "dgu"),
  new RegExp(`${wordStart}${wanting}\\s*:?\\s*${counted}${notAMeasure}${wordEnd}`, "dgu"),
];
const anyCount = new RegExp(`${wordStart}${counted}${notAMeasure}${wordEnd}`, "dgu");
const mostLikelyCount = 20;

/** "2 robes", "x3", "جوج قفاطن", "qté : 4"; a bare number only when a quantity was asked for. */
export const findQuantities: Extractor = ({ text, words, expected, found }) => {
  if (!words.some((word) => /\d/.test(word.text) || countNamed.has(word.text))) return [];
  const spans = [...patterns, ...(expected.has("quantity") ? [anyCount] : [])].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => groupSpan(match, 1)),
  );
  const beforeProducts = words.filter((_, index) => {
    const next = words[index + 1];
    return (
      next &&
      found.some(({ type, start, end }) => type === "product" && start <= next.start && next.start < end)
    );
  });
  return [...spans, ...beforeProducts].flatMap((span): Found[] => {
    const value = span && countOf(text.slice(span.start, span.end));
    return value ? [{ type: "quantity", start: span.start, end: span.end, normalized: value }] : [];
  });
};

function countOf(written: string): string | undefined {
  if (!/^\d+$/.test(written)) return countNamed.get(written);
  const count = Number(written);
  return count >= 1 && count <= mostLikelyCount ? String(count) : undefined;
}
