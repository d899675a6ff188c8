import type { Language } from "../models/language.ts";
import type { Phrase } from "../models/locale.ts";
import { foldText } from "./fold.ts";
import { type LanguageModel, latinClasses } from "./model.ts";
import { wordsOf } from "./tokens.ts";

const buckets = 1 << 15;
const width = latinClasses.length;
/** Added to each count, so that what was never seen is improbable and not impossible. */
const smoothing = 0.05;
/** Share of each class's own phrases that would be taken for a language we do not know. */
const strangeShare = 0.005;
/** Words from which on a message may be called strange. */
export const strangeWords = 3;

/** Hashed character n-grams, 2 to 5 long, of a word with its edges, and the word itself. */
function gramsOf(word: string): number[] {
  const edged = `<${word.slice(0, 30)}>`;
  const grams = [hash(`=${word}`)];
  for (let size = 2; size <= 5; size += 1) {
    for (let at = 0; at + size <= edged.length; at += 1) grams.push(hash(edged.slice(at, at + size)));
  }
  return grams;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 15)) & (buckets - 1);
}

/** The words of a folded text that tell Latin languages apart. */
export const latinWords = (folded: string): string[] =>
  wordsOf(folded).filter((word) => /[a-z]/.test(word) && /^[a-z\d]+$/.test(word));

/** Learns French, English and Arabizi (the Arabic phrases' words in Latin letters) from training phrases. */
export function trainLanguageModel(
  packs: { language: Language; phrases: Pick<Phrase, "text">[] }[],
): LanguageModel {
  const samples = packs.flatMap(({ language, phrases }) => {
    const column = latinClasses.indexOf(language === "ar" ? "arabizi" : language);
    return phrases.map(({ text }) => ({ column, words: latinWords(foldText(text)).map(gramsOf) }));
  });
  const counts = new Float64Array(buckets * width);
  const totals = new Float64Array(width);
  for (const { column, words } of samples) {
    for (const gram of words.flat()) {
      counts[gram * width + column] = (counts[gram * width + column] ?? 0) + 1;
      totals[column] = (totals[column] ?? 0) + 1;
    }
  }
  const logOf = (count: number, column: number) =>
    Math.log((count + smoothing) / ((totals[column] ?? 0) + smoothing * buckets));
  const logProbability = Float32Array.from(counts, (count, at) => logOf(count, at % width));

  /** How well a word fits its best class, as if this one time had not been counted for its own. */
  const heldOutEvidence = (grams: number[], own: number) =>
    Math.max(
      ...latinClasses.map((_, column) =>
        mean(grams.map((gram) => logOf(heldOutCount(gram, column, own), column))),
      ),
    );
  const heldOutCount = (gram: number, column: number, own: number) =>
    Math.max(0, (counts[gram * width + column] ?? 0) - (column === own ? 1 : 0));
  const strangeBelow = Float32Array.from(latinClasses, (_, column) => {
    const means = samples
      .filter((sample) => sample.column === column && sample.words.length >= strangeWords)
      .map(({ words }) => mean(words.map((grams) => heldOutEvidence(grams, column))))
      .sort((a, b) => a - b);
    return means[Math.floor(means.length * strangeShare)] ?? Number.NEGATIVE_INFINITY;
  });
  return { logProbability, strangeBelow };
}

/** Mean evidence per n-gram of a word for each class, in the order of `latinClasses`. */
export function evidenceOf({ logProbability }: LanguageModel, word: string): number[] {
  const grams = gramsOf(word);
  return latinClasses.map((_, column) =>
    mean(grams.map((gram) => logProbability[gram * width + column] ?? 0)),
  );
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
