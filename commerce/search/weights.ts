import type { Product } from "../../models/commerce.ts";
import type { Language } from "../../models/language.ts";
import { facetTerm } from "./synonyms.ts";
import { isStopWord, terms } from "./terms.ts";

/** A word of the title says what the thing is; one of the description may be about its washing. */
const titleWeight = 80;
const labelWeight = 40;
const descriptionWeight = 5;

/** The weight of a facet that a word of the query stands for: nearly that of the word in the title. */
export const facetWeight = 60;

/** What a product weighs for each term in one language; null when it has no words in that language. */
export function wordWeights(product: Product, language: Language): Map<string, number> | null {
  const title = product.title[language];
  if (title === undefined) return null;
  const weights = new Map<string, number>();
  const addAll = (text: string, weight: number) => {
    const found = terms(text).filter((term) => !isStopWord(term));
    for (const term of new Set(found)) weights.set(term, (weights.get(term) ?? 0) + weight);
  };
  /** A word weighs less in a long title than in a short one. */
  addAll(title, titleWeight / (1 + terms(title).length / 10));
  addAll([...product.tags, product.brand ?? "", product.category].join(" "), labelWeight);
  addAll(product.description[language] ?? "", descriptionWeight);
  return weights;
}

export function facetWeights(product: Product): Map<string, number> {
  const colors = product.variants.flatMap(({ color }) => color ?? []);
  return new Map(
    [facetTerm("category", product.category), ...colors.map((color) => facetTerm("color", color))].map(
      (term) => [term, facetWeight],
    ),
  );
}
