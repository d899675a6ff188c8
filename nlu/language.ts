import type { DetectedLanguage, Language, Script } from "../models/language.ts";
import { evidenceOf, latinWords, strangeWords } from "./language-model.ts";
import { type LanguageModel, latinClasses } from "./model.ts";
import { wordsOf } from "./tokens.ts";

export interface DetectedText {
  language: DetectedLanguage;
  script: Script;
  /** Languages whose classifier should read it, most likely first, with their probability (0 to 1). */
  candidates: { language: Language; probability: number }[];
}

/** How much one word says, against the conversation's language: about one clear word outweighs it. */
const wordWeight = 2.5;
const localePrior = Math.log(6);
/** Probability from which on a language's classifier is asked as well. */
const worthReading = 0.1;

/**
 * Tells the language of a folded text. Arabic letters decide by themselves; other letters are told apart by
 * the model, with the conversation's language as prior, so that "ok", "38" or "oui" change nothing.
 */
export function detectLanguage(model: LanguageModel, folded: string, locale: Language): DetectedText {
  const words = wordsOf(folded).filter((word) => /\p{L}/u.test(word));
  const arabic = words.filter((word) => /[\u0600-\u06ff]/.test(word)).length;
  const latin = latinWords(folded);
  if (arabic > 0 && arabic * 3 >= latin.length) return only("ar", "arabic");
  const script = locale === "ar" && latin.length === 0 ? "arabic" : "latin";
  if (latin.length * 2 < words.length) return { ...only(locale, "latin"), language: "other" };
  if (latin.length === 0) return only(locale, script);

  const evidence = latin.map((word) => evidenceOf(model, word));
  const logits = latinClasses.map((name, column) => {
    const prior = (name === "arabizi" ? "ar" : name) === locale ? localePrior : 0;
    return prior + wordWeight * evidence.reduce((sum, word) => sum + (word[column] ?? 0), 0);
  });
  const best = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - best), 0);
  const candidates = latinClasses
    .map((name, column) => ({
      language: name === "arabizi" ? ("ar" as const) : name,
      probability: Math.exp((logits[column] ?? best) - best) / total,
    }))
    .filter(({ probability }) => probability >= worthReading)
    .sort((a, b) => b.probability - a.probability);
  const strange = latin.length >= strangeWords && isStrange(model, evidence, logits.indexOf(best));
  return { language: strange ? "other" : (candidates[0]?.language ?? locale), script, candidates };
}

function only(language: Language, script: Script): DetectedText {
  return { language, script, candidates: [{ language, probability: 1 }] };
}

/** Each word counts by the class that it fits best, so that a mix of two languages we serve is not strange. */
function isStrange(model: LanguageModel, evidence: number[][], column: number): boolean {
  const mean = evidence.reduce((sum, word) => sum + Math.max(...word), 0) / evidence.length;
  return mean < (model.strangeBelow[column] ?? Number.NEGATIVE_INFINITY);
}
