import type { DetectedLanguage, Language, Script } from "../models/language.ts";
import { evidenceOf, latinWords, strangeWords } from "./language-model.ts";
import { unservedWords } from "./languages/unserved.ts";
import { type LanguageModel, latinClasses } from "./model.ts";
import { wordsOf } from "./tokens.ts";

export interface DetectedText {
  language: DetectedLanguage;
  script: Script;
}

/** How much one word says, against the conversation's language: about one clear word outweighs it. */
const wordWeight = 2.5;
const localePrior = Math.log(6);

/**
 * Tells the language of a folded text. Arabic letters decide by themselves; other letters are told apart by
 * the model, with the conversation's language as prior, so that "ok", "38" or "oui" change nothing.
 */
export function detectLanguage(model: LanguageModel, folded: string, locale: Language): DetectedText {
  const words = wordsOf(folded).filter((word) => /\p{L}/u.test(word));
  const arabic = words.filter((word) => /[\u0600-\u06ff]/.test(word)).length;
  const latin = latinWords(folded);
  if (arabic > 0 && arabic * 3 >= latin.length) return { language: "ar", script: "arabic" };
  const script = locale === "ar" && latin.length === 0 ? "arabic" : "latin";
  if (latin.length * 2 < words.length) return { language: "other", script: "latin" };
  if (latin.length === 0) return { language: locale, script };

  const evidence = latin.map((word) => evidenceOf(model, word));
  const logits = latinClasses.map((name, column) => {
    const prior = (name === "arabizi" ? "ar" : name) === locale ? localePrior : 0;
    return prior + wordWeight * evidence.reduce((sum, word) => sum + (word[column] ?? 0), 0);
  });
  const column = logits.indexOf(Math.max(...logits));
  const isOther = latin.length >= strangeWords && (isUnserved(latin) || isStrange(model, evidence, column));
  const likeliest = latinClasses[column] ?? locale;
  return { language: isOther ? "other" : likeliest === "arabizi" ? "ar" : likeliest, script };
}

function isUnserved(words: readonly string[]): boolean {
  const foreign = words.filter((word) => unservedWords.has(word)).length;
  return foreign >= 2 && foreign * 3 >= words.length;
}

/** Each word counts by the class that it fits best, so that a mix of two languages we serve is not strange. */
function isStrange(model: LanguageModel, evidence: number[][], column: number): boolean {
  const mean = evidence.reduce((sum, word) => sum + Math.max(...word), 0) / evidence.length;
  return mean < (model.strangeBelow[column] ?? Number.NEGATIVE_INFINITY);
}
