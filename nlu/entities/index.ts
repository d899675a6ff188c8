import type { Language } from "../../models/language.ts";
import type { Entity, EntityType } from "../../models/ports/recogniser.ts";
import type { FoldedText } from "../fold.ts";
import { colourFinder } from "./color.ts";
import { dateFinder } from "./date.ts";
import { findEmails } from "./email.ts";
import { type Found, overlaps } from "./extractor.ts";
import { joinLexicons, type Lexicon } from "./lexicon.ts";
import { findOrderNumbers } from "./order-number.ts";
import { phoneFinder } from "./phone.ts";
import { priceFinder } from "./price.ts";
import { productFinder } from "./product.ts";
import { findPromoCodes } from "./promo-code.ts";
import { findQuantities } from "./quantity.ts";
import { sizeFinder } from "./size.ts";
import { readWords } from "./word.ts";
import type { WordLexicons } from "./word-lexicons.ts";
import { cityFinder } from "./words.ts";

export interface ExtractionOptions {
  words: WordLexicons;
  /** The names of the live catalogue; a key is a product's id or a category's key. */
  catalogue: Lexicon;
  shop: { country: string; currency: string; timeZone: string };
  isKnownWord(word: string): boolean;
}

export interface ExtractionContext {
  /** What the text is written in: its own words for things come first. */
  language: Language;
  expected: readonly EntityType[];
  now: Date;
}

export type EntityExtractor = (folded: FoldedText, context: ExtractionContext) => Entity[];

/**
 * Finds all entities, none overlapping another. Priority, which decides overlaps: e-mail, phone, promo code,
 * date, price, order number, product, size, city, colour, quantity: what has the most certain shape comes
 * first. Within one type the first rule wins.
 */
export function entityExtractor({ words, catalogue, shop, isKnownWord }: ExtractionOptions): EntityExtractor {
  const { color, size, city } = words;
  const findDates = dateFinder(shop.timeZone);
  const shapes = [findEmails, phoneFinder(shop.country), findPromoCodes];
  const amounts = [priceFinder(shop.currency), findOrderNumbers];
  const properties = [sizeFinder(size, color), cityFinder(city), colourFinder(color), findQuantities];
  const productsIn = (language: Language) =>
    productFinder(language, joinLexicons(words[language], catalogue), [color, city], isKnownWord);
  const findProducts = { ar: productsIn("ar"), en: productsIn("en"), fr: productsIn("fr") };

  return (folded, { language, expected, now }) => {
    const found: Found[] = [];
    const raw = (start: number, end: number) =>
      folded.raw.slice(folded.starts[start] ?? 0, folded.ends[end - 1] ?? 0);
    const reading = {
      text: folded.text,
      words: readWords(folded, language === "ar"),
      expected: new Set(expected),
      raw,
      found,
    };
    const order = [...shapes, findDates(now), ...amounts, findProducts[language], ...properties];
    for (const extract of order) {
      for (const entity of extract(reading)) {
        if (!found.some((other) => overlaps(other, entity))) found.push(entity);
      }
    }
    return found
      .sort((a, b) => a.start - b.start)
      .map(({ type, start, end, normalized }) => ({
        type,
        value: raw(start, end),
        start: folded.starts[start] ?? 0,
        end: folded.ends[end - 1] ?? 0,
        normalized,
      }));
  };
}
