import { kindsThatGoWith } from "../../models/category-pairs.ts";
import type { GoesWith, ProductHit } from "../../models/ports/commerce.ts";
import type { CatalogueQuery } from "../search/contract.ts";

export interface GoesWithParts {
  getProduct(id: string): Promise<ProductHit | null>;
  /** Ids of what was bought with a product, the likeliest first. */
  companions(id: string): Promise<string[]>;
  buyable(query: CatalogueQuery): Promise<ProductHit[]>;
}

/** Of what was bought with it, what can be had now; while that is nothing, one of each kind that goes with its kind. */
export async function goesWith(
  thing: string,
  limit: number,
  { getProduct, companions, buyable }: GoesWithParts,
): Promise<GoesWith> {
  const origin = await getProduct(thing);
  const bought = origin ? await Promise.all((await companions(thing)).map(getProduct)) : [];
  const hits = bought.flatMap((hit) => (hit && isFree(hit) ? [hit] : [])).slice(0, limit);
  if (hits.length > 0) return { why: "bought_together", hits };
  const nearMinor = origin?.variants[0]?.price.amountMinor;
  const kinds = kindsThatGoWith(origin?.product.category ?? thing);
  const one = (category: string) =>
    buyable({ language: "fr", category, limit: 1, ...(nearMinor !== undefined && { nearMinor }) });
  return { why: "kind", hits: (await Promise.all(kinds.map(one))).flat().slice(0, limit) };
}

const isFree = ({ variants }: ProductHit): boolean => variants.some(({ available }) => available !== 0);
