import { westernDigits } from "../../models/digits.ts";

/** Marks are from 1 to this. */
export const best = 5;

const outOf = /(?<!\d)(\d{1,2})\s*(?:\/|sur|out of|من|mn|3la|على)\s*(5|10|20)(?!\d)/iu;
const stars = /(?<!\d)([1-5])\s*(?:étoiles?|etoiles?|stars?|نجوم|نجمات|نجمة|njoum|njma|njmat|⭐)/iu;
const bare = /^\s*([1-5])\s*[.!]*\s*$/u;
const numbers: [string, RegExp][] = [
  ["1", /^(?:un|une|one|واحد|واحدة|wa7ed|wahed)$/iu],
  ["2", /^(?:deux|two|اثنان|اثنين|جوج|joj|jouj)$/iu],
  ["3", /^(?:trois|three|ثلاثة|تلاتة|tlata)$/iu],
  ["4", /^(?:quatre|four|أربعة|اربعة|ربعة|reb3a|rb3a)$/iu],
  ["5", /^(?:cinq|five|خمسة|khamsa|5amsa)$/iu],
];

/** A mark that words give by themselves, from "1" to "5": "4/5", "9 sur 10", "⭐⭐⭐"; null when there is none. */
export function markIn(written: string): string | null {
  const text = westernDigits(written);
  const [, given, most] = outOf.exec(text) ?? [];
  if (given !== undefined) return scaled(Number(given), Number(most));
  const counted = [...text.matchAll(/⭐|★|🌟/gu)].length;
  return stars.exec(text)?.[1] ?? (counted > 1 ? String(Math.min(best, counted)) : null);
}

/** The answer to "from 1 to 5". */
export function parseMark(written: string): string | null {
  const text = westernDigits(written).trim();
  const named = numbers.find(([, name]) => name.test(text))?.[0];
  return markIn(text) ?? bare.exec(text)?.[1] ?? named ?? (/^(?:⭐|★|🌟)$/u.test(text) ? "1" : null);
}

const scaled = (given: number, most: number): string | null =>
  given > most ? null : String(Math.max(1, Math.round((given / most) * best)));
