import { StemmerAr } from "@nlpjs/lang-ar";
import { StemmerEn } from "@nlpjs/lang-en";
import { StemmerFr } from "@nlpjs/lang-fr";
import type { Language } from "../../models/language.ts";

const makers = { ar: () => new StemmerAr(), en: () => new StemmerEn(), fr: () => new StemmerFr() };

/** Words remembered per stemmer. */
const maxWords = 20_000;
const maxWordChars = 40;

/**
 * node-nlp's Snowball stemmers. They remember every word they ever saw, so one that has seen enough is
 * replaced: shoppers' typing must not fill the memory.
 */
export function createStemmer(language: Language): (word: string) => string {
  let stemmer = makers[language]();
  let seen = 0;
  return (word) => {
    if (word.length > maxWordChars) return word;
    seen += 1;
    if (seen > maxWords) {
      stemmer = makers[language]();
      seen = 0;
    }
    return stemmer.stemWord(word).trim() || word;
  };
}
