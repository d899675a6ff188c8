import { StemmerAr } from "@nlpjs/lang-ar";
import { StemmerEn } from "@nlpjs/lang-en";
import { StemmerFr } from "@nlpjs/lang-fr";

/** Words remembered, and the longest that is worth it: what shoppers type must not fill the memory. */
const maxWords = 20_000;
const maxWordChars = 40;

let stemmers = newStemmers();
let stems = new Map<string, string>();

/** node-nlp's Snowball stemmers. They remember every word they ever saw, so they are replaced with our cache. */
function newStemmers() {
  return { ar: new StemmerAr(), en: new StemmerEn(), fr: new StemmerFr() };
}

/**
 * The stem of a folded word. Latin words go through the English stemmer and then the French one, whatever their
 * language: what matters is that forms of one word agree.
 */
export function stemLatinOrArabic(word: string): string {
  if (word.length > maxWordChars) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= maxWords) {
    stemmers = newStemmers();
    stems = new Map();
  }
  const stem = /[\u0600-\u06ff]/.test(word)
    ? stemmers.ar.stemWord(word)
    : stemmers.fr.stemWord(stemmers.en.stemWord(word));
  const kept = stem.trim() || word;
  stems.set(word, kept);
  return kept;
}
