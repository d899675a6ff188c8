import { type Extractor, type Found, overlaps } from "./extractor.ts";
import type { Lexicon } from "./lexicon.ts";
import { findWords } from "./words.ts";

const arabicArticle = "ال";
/** French "montre-moi" is no watch, and "mon panier", "in my bag" are the cart. */
const showMe = /^\s?-?\s?(?:moi|nous|les?|la|des|ce)\b/;
const cartWords = new Set(["panier", "basket", "bag"]);
const inMy = /(?:\bmon |\ble |\bau |\bdu |\bmy |\bin the |\bto the |\bf l |\bdyal |\bl)$/;

/**
 * Products and categories, longest name first; normalised as the product's id or the category's key. The value
 * has no article. A misspelt name is accepted when training has never seen the word and only one name is near.
 */
export const productFinder =
  (products: Lexicon, colours: Lexicon, isKnownWord: (word: string) => boolean): Extractor =>
  (reading) => {
    const { text, words } = reading;
    const matches = findWords("product", products, reading);
    const misspelt = words.flatMap((word, index): Found[] => {
      const key = /\d{2}/.test(word.text) ? undefined : products.near(word);
      if (key === undefined || matches.some((match) => overlaps(match, word))) return [];
      if (colours.at(words, index) || isKnownWord(word.text)) return [];
      return [{ type: "product", start: word.start, end: word.end, normalized: key }];
    });
    const named = matches
      .filter(({ start, end }) => {
        const word = text.slice(start, end);
        if (word === "montre") return !showMe.test(text.slice(end));
        return !cartWords.has(word) || !inMy.test(text.slice(0, start));
      })
      .map((found) =>
        text.startsWith(arabicArticle, found.start) && found.end - found.start > 4
          ? { ...found, start: found.start + arabicArticle.length }
          : found,
      );
    return [...named, ...misspelt];
  };
