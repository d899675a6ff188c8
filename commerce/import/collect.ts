import { Product, Stock, type Variant } from "../../models/commerce.ts";
import type { ImportedCatalogue, Problem } from "./contract.ts";

/** Where in the file something was read, for its problem. */
export type Place = Pick<Problem, "line" | "column">;

export interface VariantDraft {
  at: Place;
  variant: Variant;
  /** Null: not counted. */
  stock: number | null;
}

export interface ProductDraft {
  at: Place;
  product: Omit<Product, "variants">;
  variants: VariantDraft[];
}

/**
 * Puts together what was read: products and SKUs that are there twice, or are no valid ones, become problems and
 * all the rest is kept. A product without any variant left is left out.
 * @param named all ids of products in the file; null when a part of it could not be read
 */
export function collect(
  drafts: ProductDraft[],
  problems: Problem[],
  named: Set<string> | null,
): ImportedCatalogue {
  const products: Product[] = [];
  const stock: Stock[] = [];
  const placeOfSku = new Map<string, Place>();
  const placeOfId = new Map<string, Place>();
  const all = [...problems];

  const isNew = (seen: Map<string, Place>, key: string, at: Place, what: string): boolean => {
    const before = seen.get(key);
    if (before)
      all.push({
        ...at,
        message: `${what} "${key}" is already in ${placeText(before)}: each needs its own.`,
      });
    else seen.set(key, at);
    return !before;
  };

  for (const draft of drafts) {
    const { shopId, id } = draft.product;
    if (!isNew(placeOfId, id, draft.at, "The product id")) continue;
    const kept = draft.variants.filter(({ at, variant }) => isNew(placeOfSku, variant.sku, at, "The SKU"));
    if (kept.length === 0) {
      if (draft.variants.length === 0)
        all.push({ ...draft.at, message: `The product "${id}" has no variant with a price.` });
      continue;
    }
    const parsed = Product.safeParse({ ...draft.product, variants: kept.map(({ variant }) => variant) });
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        all.push({ ...draft.at, message: `The product "${id}": ${issue.path.join(".")}: ${issue.message}.` });
      continue;
    }
    products.push(parsed.data);
    for (const { variant, stock: quantity } of kept)
      stock.push(Stock.parse({ sku: variant.sku, shopId, quantity, reservations: [] }));
  }
  return { products, stock, problems: all.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), named };
}

const placeText = ({ line, column }: Place): string =>
  line === undefined ? (column ?? "this file") : `line ${line}`;
