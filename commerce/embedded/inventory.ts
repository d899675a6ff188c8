import { isDeepStrictEqual } from "node:util";
import { inShop, type Product } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import { type InventorySystem, type ProductHit, UnknownSkuError } from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";
import { available } from "../../models/stock.ts";
import type { CatalogueQuery, CatalogueSearch, Found } from "../search/contract.ts";
import { findAlternatives } from "./alternatives.ts";
import type { Companionship } from "./companions.ts";
import { goesWith } from "./goes-with.ts";
import type { StockRoom } from "./stock-room.ts";

/** Read at a time while looking for products in stock. */
const chunk = 50;
/** How many matches are looked through for products in stock; past them, `total` is an upper bound. */
const maxScanned = 500;

export interface InventoryParts {
  shopId: string;
  products: Records<Product, "sku">;
  stock: StockRoom;
  search: CatalogueSearch | Promise<CatalogueSearch>;
  clock: Clock;
  /** What the search was made of is no longer what the shop has. */
  catalogueChanged(): Promise<void>;
  companions: Companionship;
}

/** The shop's own inventory: the search finds ids, the store tells price and stock when it answers. */
export function embeddedInventory({
  shopId,
  products,
  stock,
  search,
  clock,
  catalogueChanged,
  companions,
}: InventoryParts): InventorySystem {
  /** In the order of `found`; what the store has not, or sells no more, is left out. */
  async function hits(found: Found[]): Promise<ProductHit[]> {
    const docs = await products.getMany(found.map(({ id }) => inShop(shopId, id)));
    const byId = new Map(docs.filter((doc) => doc.active).map((doc) => [doc.id, doc]));
    const stocks = await stock.of(found.flatMap(({ skus }) => skus));
    const now = clock.now();
    return found.flatMap(({ id, skus }) => {
      const product = byId.get(id);
      const variants = product?.variants
        .filter(({ sku }) => skus.includes(sku))
        .map((variant) => {
          const row = stocks.get(variant.sku);
          return { ...variant, available: row ? available(row, now) : 0 };
        });
      return product && variants && variants.length > 0 ? [{ product, variants }] : [];
    });
  }

  /** Goes through the matches a chunk at a time until the page is full of products that can be bought. */
  async function inStock(query: CatalogueQuery): Promise<{ hits: ProductHit[]; total: number }> {
    const wanted = (query.offset ?? 0) + query.limit;
    const kept: ProductHit[] = [];
    let soldOut = 0;
    for (let offset = 0; ; offset += chunk) {
      const page = await (await search).search({ ...query, limit: chunk, offset });
      const sellable = (await hits(page.ids)).filter(canBuy);
      kept.push(...sellable);
      soldOut += page.ids.length - sellable.length;
      const scanned = offset + page.ids.length;
      if (kept.length >= wanted || scanned >= page.total || page.ids.length === 0 || scanned >= maxScanned)
        return { hits: kept.slice(query.offset ?? 0, wanted), total: page.total - soldOut };
    }
  }

  async function getProduct(id: string): Promise<ProductHit | null> {
    const found = await products.get(inShop(shopId, id));
    if (!found) return null;
    const [hit] = await hits([{ id, skus: found.doc.variants.map(({ sku }) => sku) }]);
    return hit ?? null;
  }

  return {
    async searchProducts(query) {
      if (query.inStock) return inStock(query);
      const page = await (await search).search(query);
      return { hits: await hits(page.ids), total: page.total };
    },
    getProduct,
    async getVariant(sku) {
      const found = await products.find("sku", inShop(shopId, sku));
      const [hit] = await hits(found.map(({ id }) => ({ id, skus: [sku] })));
      return hit ?? null;
    },
    categories: async (most) => (await search).categories(most),
    async alternatives(id, wanted, limit) {
      const origin = await getProduct(id);
      return origin
        ? findAlternatives(origin.product, wanted, limit, async (query) => (await inStock(query)).hits)
        : [];
    },
    goesWith: (thing, limit) =>
      goesWith(thing, limit, {
        getProduct,
        companions: companions.of,
        buyable: async (query) => (await inStock(query)).hits,
      }),
    refreshCompanions: companions.refresh,
    reserveProduct: (key, sku, quantity, until) =>
      stock.reserve(sku, { key, quantity, until: until.toISOString() }),
    cancelReservation: (key, sku) => stock.release(sku, key),
    updateStock: (sku, quantity, at) => stock.setQuantity(sku, quantity, at),
    async updatePrice(productId, sku, price, compareAt) {
      for (;;) {
        const found = await products.get(inShop(shopId, productId));
        const former = found?.doc.variants.find((variant) => variant.sku === sku);
        if (!found || !former)
          throw new UnknownSkuError(`Shop ${shopId} has no variant ${sku} of a product ${productId}`);
        const { compareAt: _, ...variant } = former;
        const changed = { ...variant, price, ...(compareAt && { compareAt }) };
        if (isDeepStrictEqual(changed, former)) return former.price;
        const variants = found.doc.variants.map((each) => (each === former ? changed : each));
        const product = { ...found.doc, variants };
        try {
          await products.save(product, found.version);
        } catch (error) {
          if (error instanceof StaleRecordError) continue;
          throw error;
        }
        await (await search).update([product]);
        await catalogueChanged();
        return former.price;
      }
    },
  };
}

const canBuy = (hit: ProductHit): boolean => hit.variants.some(({ available }) => available !== 0);
