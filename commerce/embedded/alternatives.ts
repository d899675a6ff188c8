import type { Product } from "../../models/commerce.ts";
import type { ProductHit } from "../../models/ports/commerce.ts";
import type { CatalogueQuery } from "../search/contract.ts";

/**
 * Other products of the same category that can be bought now, the nearest price first: those in the wanted colour
 * and size, then those in the size, then those in the colour, then any. Somebody who wears a 38 is shown another
 * size only when there is nothing else.
 */
export async function findAlternatives(
  product: Product,
  wanted: { color?: string; size?: string },
  limit: number,
  buyable: (query: CatalogueQuery) => Promise<ProductHit[]>,
): Promise<ProductHit[]> {
  const { color, size } = wanted;
  const nearMinor = Math.min(...product.variants.map(({ price }) => price.amountMinor));
  const found = new Map<string, ProductHit>();
  const add = async (facets: { color?: string; size?: string }) => {
    const hits = await buyable({
      language: "fr",
      category: product.category,
      nearMinor,
      limit: limit + 1,
      ...facets,
    });
    for (const hit of hits)
      if (hit.product.id !== product.id) found.set(hit.product.id, found.get(hit.product.id) ?? hit);
  };
  if (color && size) await add({ color, size });
  if (size && found.size < limit) await add({ size });
  if (color && found.size === 0) await add({ color });
  if (found.size === 0) await add({});
  return [...found.values()].slice(0, limit);
}
