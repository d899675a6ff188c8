import type { Language } from "../../models/language.ts";
import type { LocalePack, WordKind } from "../../models/locale.ts";
import type { Entity, EntityType } from "../../models/ports/recogniser.ts";
import type { FoldedText } from "../fold.ts";
import { colourFinder } from "./color.ts";
import { dateFinder } from "./date.ts";
import { findEmails } from "./email.ts";
import { type Found, overlaps } from "./extractor.ts";
import { createLexicon, joinLexicons } from "./lexicon.ts";
import { findOrderNumbers } from "./order-number.ts";
import { phoneFinder } from "./phone.ts";
import { priceFinder } from "./price.ts";
import { productFinder } from "./product.ts";
import { findPromoCodes } from "./promo-code.ts";
import { findQuantities } from "./quantity.ts";
import { sizeFinder } from "./size.ts";
import { readWords } from "./word.ts";
import { cityFinder } from "./words.ts";

/** Words of the live catalogue; `key` is a product's id or a category's key. */
export interface CatalogueWords {
  key: string;
  kind: "product" | "category";
  words: string[];
}

export interface ExtractionOptions {
  /** Of every language: names are recognised whichever language is spoken. */
  packs: Pick<LocalePack, "language" | "words">[];
  catalogue: CatalogueWords[];
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

/** Shorter words for things (in the singular) mean something else in another language: "hat" (give!) in Arabizi. */
const leastForeignLetters = 4;

/**
 * Finds all entities, none overlapping another. Priority, which decides overlaps: e-mail, phone, promo code,
 * date, price, order number, product, size, city, colour, quantity: what has the most certain shape comes
 * first. Within one type the first rule wins.
 */
export function entityExtractor({ packs, catalogue, shop, isKnownWord }: ExtractionOptions): EntityExtractor {
  const colours = createLexicon(entriesOf(packs, "color"));
  const sizes = createLexicon(entriesOf(packs, "size"));
  const cities = createLexicon(entriesOf(packs, "city"));
  const products = productLexicons(packs, catalogue);
  const findDates = dateFinder(shop.timeZone);
  const shapes = [findEmails, phoneFinder(shop.country), findPromoCodes];
  const amounts = [priceFinder(shop.currency), findOrderNumbers];
  const properties = [sizeFinder(sizes, colours), cityFinder(cities), colourFinder(colours), findQuantities];
  const productsIn = (language: Language) =>
    productFinder(language, products[language], [colours, cities], isKnownWord);
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

function productLexicons(packs: ExtractionOptions["packs"], catalogue: CatalogueWords[]) {
  const live = createLexicon(catalogue);
  const lexiconFor = (language: Language) => {
    const own = packs.filter((pack) => pack.language === language);
    const foreign = entriesOf(
      packs.filter((pack) => pack.language !== language),
      "category",
    ).map(({ key, words }) => ({
      key,
      words: words.filter((word) => word.replace(/s$/, "").length >= leastForeignLetters),
    }));
    return joinLexicons(createLexicon([...entriesOf(own, "category"), ...foreign]), live);
  };
  return { ar: lexiconFor("ar"), en: lexiconFor("en"), fr: lexiconFor("fr") };
}

const entriesOf = (packs: Pick<LocalePack, "words">[], kind: WordKind) =>
  packs.flatMap(({ words }) => Object.entries(words[kind]).map(([key, names]) => ({ key, words: names })));
