import type { Language } from "../../models/language.ts";
import { foldText } from "../fold.ts";
import { creamWords, isColourOf } from "./color.ts";
import { anyOf, type Extractor, type Found, list, overlaps, type Reading, wordStart } from "./extractor.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Word } from "./word.ts";
import { findWords, isNamed, withoutArticle } from "./words.ts";

const folded = (phrases: string): Set<string> => new Set(list(phrases).map((word) => foldText(word)));

/** What looks like a thing in another language, or the singular of what has none: "pendant", "tights". */
const falseFriends: Record<Language, Set<string>> = {
  fr: folded("pendant, plates, trainer, couvert"),
  en: folded("tight, short, pull, stole, pump, vista"),
  ar: new Set(),
};

/** French "montre-moi" is no watch; nor is "montré", nor "masqué" a mask. */
const showMe = /^\s?-?\s?(?:moi|nous|les?|la|des|ce)\b/;
const participles = folded("montre, masque");
/** "Mon panier", "in my bag": the cart. */
const cartWords = folded("panier, basket, bag");
const inMy = new RegExp(
  `(?:${wordStart}${anyOf(
    list(`
    mon, ton, votre, le, au, du, my, your, in the, to the, l, lel, el, fel, f, fi, dyal
  `),
  )} |\\bl)$`,
  "u",
);
const ringMe = /^\s(?:me|us|it|up|back|these|this|him|her|them|the)\b/;
const giveARing = /\ba\s$/;

/** "24 ساعة" and "نص ساعة" are times; "ساعة" alone is a watch. */
const hours = folded("ساعة, ساعات, sa3a, sa3at");
const timeBefore = new RegExp(
  `(?:\\d\\s?|${wordStart}(?:و?ب?ال|[لبو])?${anyOf(list("نص, نصف, ربع, كل, قبل, بعد, كم, خلال, مدة, مدار, من, شي, عدة, بضع"))}\\s+)$`,
  "u",
);
const timeAfter = new RegExp(`^\\s+${anyOf(list("كاملة, كامله, ونص, تقريبا, او, من الانتظار"))}`, "u");
/** Henna, but "we" without its article or hamza. */
const henna = "حنا";
/** "بدله" (instead of it) is no coffee pot with a preposition. */
const leastGluedLetters = 4;

/**
 * Products and categories, longest name first; normalised as the product's id or the category's key. The value
 * has no article. A misspelt name is accepted when training has never seen the word, only one name is near, and
 * it is none of `besides` (colours, cities).
 */
export const productFinder =
  (
    language: Language,
    products: Lexicon,
    besides: Lexicon[],
    isKnownWord: (word: string) => boolean,
  ): Extractor =>
  (reading) => {
    const { words } = reading;
    const isKnown = ({ text, forms }: Word): boolean =>
      isKnownWord(text) || forms.some(({ canonical }) => isKnownWord(canonical));
    const matches = findWords("product", products, reading);
    const misspelt = words.flatMap((word, index): Found[] => {
      const key = /\d{2}/.test(word.text) ? undefined : products.near(word);
      if (key === undefined || matches.some((match) => overlaps(match, word))) return [];
      if (isKnown(word) || isNamed(reading, word.start)) return [];
      if (falseFriends[language].has(word.text) || besides.some((lexicon) => lexicon.at(words, index)))
        return [];
      return [{ type: "product", start: word.start, end: word.end, normalized: key }];
    });
    const named = matches
      .filter((match) => !falseFriends[language].has(reading.text.slice(match.start, match.end)))
      .filter((match) => isThing(reading, match, matches))
      .map((match) => withoutArticle(reading, match));
    return [...named, ...misspelt];
  };

function isThing({ text, raw }: Reading, { start, end }: Found, others: Found[]): boolean {
  const word = text.slice(start, end);
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (participles.has(word) && raw(start, end).endsWith("é")) return false;
  if (word === "montre") return !showMe.test(after);
  if (word === "ring") return !ringMe.test(after) && !giveARing.test(before);
  if (word === henna) return raw(start, end).endsWith("ء") || before.endsWith("ال");
  if (hours.has(word)) return !timeBefore.test(before) && !timeAfter.test(after);
  if (creamWords.has(word)) return !isColourOf(text, { start, end }, others);
  if (cartWords.has(word)) return !inMy.test(before);
  return word.length >= leastGluedLetters || !/\p{Script=Arabic}$/u.test(before) || before.endsWith("ال");
}
