import { type Extractor, type Found, overlaps } from "./extractor.ts";
import type { Lexicon } from "./lexicon.ts";
import { findWords } from "./words.ts";

const arabicArticle = "ال";
/** French "montre-moi", "montrez nous les…" is no watch. */
const showMe = /^\s?-?\s?(?:moi|nous|les?|la|des|ce)\b/;

/**
 * Products and categories, longest name first; normalised as the product's id or the category's key. The value
 * has no article. A misspelt name is accepted when training has never seen the word and only one name is near.
 */
export const productFinder =
  (products: Lexicon, colours: Lexicon, isKnownWord: (word: string) => boolean): Extractor =>
  (reading) => {
    const { text, tokens } = reading;
    const matches = findWords("product", products, reading);
    const misspelt = tokens.flatMap((token): Found[] => {
      if (/\d{2}/.test(token.text) || matches.some((match) => overlaps(match, token))) return [];
      if (colours.at([token], 0) || isKnownWord(token.text)) return [];
      const key = products.near(token.text);
      return key === undefined
        ? []
        : [{ type: "product", start: token.start, end: token.end, normalized: key }];
    });
    const named = matches
      .filter(({ start, end }) => text.slice(start, end) !== "montre" || !showMe.test(text.slice(end)))
      .map((found) =>
        text.startsWith(arabicArticle, found.start) && found.end - found.start > 4
          ? { ...found, start: found.start + arabicArticle.length }
          : found,
      );
    return [...named, ...misspelt];
  };
