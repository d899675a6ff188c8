import type { Product } from "../../models/commerce.ts";
import type { CatalogueQuery } from "./contract.ts";

/** What is kept of a product beside the words: enough to filter, to sort and to name its variants. */
export interface Row {
  id: string;
  category: string;
  variants: RowVariant[];
}
export interface RowVariant {
  sku: string;
  color: string | undefined;
  size: string | undefined;
  priceMinor: number;
  isReduced: boolean;
}

/** @param shared gives one string for equal ones: colours and sizes repeat in every product. */
export function rowOf(product: Product, shared: (text: string) => string): Row {
  return {
    id: product.id,
    category: shared(product.category),
    variants: product.variants.map(({ sku, color, size, price, compareAt }) => ({
      sku,
      color: color === undefined ? undefined : shared(color),
      size: size === undefined ? undefined : shared(size),
      priceMinor: price.amountMinor,
      isReduced: compareAt !== undefined && compareAt.amountMinor > price.amountMinor,
    })),
  };
}

export type Facets = Pick<
  CatalogueQuery,
  "category" | "color" | "size" | "priceMinMinor" | "priceMaxMinor" | "reduced"
>;

export const hasFacets = (query: Facets): boolean =>
  query.reduced === true ||
  [query.category, query.color, query.size, query.priceMinMinor, query.priceMaxMinor].some(
    (facet) => facet !== undefined,
  );

const fits = (variant: RowVariant, query: Facets): boolean =>
  (!query.reduced || variant.isReduced) &&
  (query.color === undefined || variant.color === query.color) &&
  (query.size === undefined || variant.size === query.size) &&
  (query.priceMinMinor === undefined || variant.priceMinor >= query.priceMinMinor) &&
  (query.priceMaxMinor === undefined || variant.priceMinor <= query.priceMaxMinor);

/** The variants that satisfy all facets at once, by one and the same variant. */
export const fittingVariants = (row: Row, query: Facets): RowVariant[] =>
  query.category !== undefined && row.category !== query.category
    ? []
    : row.variants.filter((variant) => fits(variant, query));

export const isFitting = (row: Row, query: Facets): boolean =>
  (query.category === undefined || row.category === query.category) &&
  row.variants.some((variant) => fits(variant, query));

/** What the fitting variant that comes first is ranked by, smaller first; null when the query ranks by relevance. */
export function priceRank(query: CatalogueQuery): ((row: Row) => number) | null {
  const rank = variantRank(query);
  return (
    rank && ((row) => Math.min(...fittingVariants(row, query).map((variant) => rank(variant.priceMinor))))
  );
}

function variantRank({ nearMinor, sort }: CatalogueQuery): ((priceMinor: number) => number) | null {
  if (nearMinor !== undefined) return (price) => Math.abs(price - nearMinor);
  if (sort === "price_asc") return (price) => price;
  if (sort === "price_desc") return (price) => -price;
  return null;
}
