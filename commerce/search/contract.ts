import type { Product } from "../../models/commerce.ts";
import type { ProductQuery } from "../../models/ports/commerce.ts";

/** `nearMinor`: those whose price is nearest to it come first, instead of `sort`. */
export interface CatalogueQuery extends ProductQuery {
  nearMinor?: number;
}

/** One product that was found, with the SKUs of its variants that fit the query. */
export interface Found {
  id: string;
  skus: string[];
}

/**
 * Finds products by the shopper's words and by their facets. It knows nothing of stock, so `inStock` is left to
 * the caller; prices are those of the last update, so the caller shows the store's.
 */
export interface CatalogueSearch {
  search(query: CatalogueQuery): Promise<{ ids: Found[]; total: number }>;
  /** Of the products on sale, those with the most first. */
  categories(most: number): Promise<string[]>;
  /** Adds products, or puts them in the place of those with the same ids; inactive ones are taken out. */
  update(products: Product[]): Promise<void>;
  remove(ids: string[]): Promise<void>;
  close(): Promise<void>;
}

/** The search cannot answer: its worker has ended. Open it again. */
export class SearchClosedError extends Error {
  override readonly name = "SearchClosedError";
}
