import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { inShop, type Product, productKind, type Stock, stockKind } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { OpenRecords, Records } from "../../models/ports/records.ts";
import type { PriceChange } from "../../models/price-change.ts";
import type { CatalogueSearch } from "../search/contract.ts";
import { hasCatalogue, markCatalogue } from "./catalogue-mark.ts";
import { pagesOfShop } from "./pages.ts";
import { type StockRoom, stockRoom } from "./stock-room.ts";

/** Written at a time: one write of the store each, with pauses for others between them. */
const chunkSize = 500;

export interface WriteCatalogueOptions {
  shopId: string;
  records: OpenRecords;
  clock: Clock;
  /** Told of what changed. None: no search is open, it will read the store when it opens. */
  search?: CatalogueSearch;
  /** Told of the variants that cost something else than before, some at a time, once they are written. */
  repriced?(changes: PriceChange[]): Promise<void>;
}

export interface WrittenCatalogue {
  written: number;
  /** Products that the new catalogue does not have: kept, since orders name them, but sold no more. */
  retired: number;
  /** Former products that stay as they are, since what the new catalogue says of them could not be read. */
  kept: number;
}

export interface NewCatalogue {
  products: Product[];
  stock: Stock[];
  /** Products that stay as they are although they are not in `products`; null: all of them. */
  named: Set<string> | null;
}

/**
 * Puts a catalogue in the place of the shop's former one. Quantities are set, live reservations stay; variants
 * that are gone have none left. Safe to run again after a crash in the middle: it ends the same.
 */
export async function writeCatalogue(
  catalogue: NewCatalogue,
  { shopId, records, clock, search, repriced }: WriteCatalogueOptions,
): Promise<WrittenCatalogue> {
  const [products, stock] = await Promise.all([records(productKind), records(stockKind)]);
  const room = stockRoom(shopId, stock, clock);
  if (await hasCatalogue(records, shopId)) await markCatalogue(records, shopId, null);
  await writeStock(stock, room, catalogue.stock);
  for (const chunk of chunksOf(catalogue.products)) {
    const former = repriced ? await products.getMany(chunk.map(productKind.id)) : [];
    await products.replace(chunk);
    await search?.update(chunk);
    await repriced?.(priceChanges(former, chunk));
  }
  const { retired, kept } = await retireProducts(products, shopId, catalogue);
  if (retired.length > 0) await search?.remove(retired);
  const skus = [...catalogue.stock, ...kept.flatMap(({ variants }) => variants)].map(({ sku }) => sku);
  await emptyStock(stock, room, shopId, new Set(skus));
  await markCatalogue(records, shopId, checksumOf([...catalogue.products, ...kept]));
  return { written: catalogue.products.length, retired: retired.length, kept: kept.length };
}

function priceChanges(before: Product[], after: Product[]): PriceChange[] {
  const prices = ({ id, variants }: Product) => variants.map(({ sku, price }) => ({ id, sku, price }));
  const former = new Map(before.flatMap(prices).map(({ id, sku, price }) => [`${id} ${sku}`, price]));
  return after.flatMap(prices).flatMap(({ id, sku, price }) => {
    const was = former.get(`${id} ${sku}`);
    return was && !isDeepStrictEqual(was, price) ? [{ productId: id, sku, former: was, price }] : [];
  });
}

async function writeStock(records: Records<Stock>, room: StockRoom, rows: Stock[]): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    const known = await room.of(chunk.map(({ sku }) => sku));
    const fresh = chunk.filter(({ sku }) => !known.has(sku));
    if (fresh.length > 0) await records.replace(fresh);
    const changed = chunk.filter(
      ({ sku, quantity }) => known.has(sku) && known.get(sku)?.quantity !== quantity,
    );
    await Promise.all(changed.map(({ sku, quantity }) => room.setQuantity(sku, quantity)));
  }
}

/** @returns the ids of what goes off sale, and what stays as it was */
async function retireProducts(
  records: Records<Product>,
  shopId: string,
  { products, named }: NewCatalogue,
): Promise<{ retired: string[]; kept: Product[] }> {
  const written = new Set(products.map(({ id }) => id));
  const retired: string[] = [];
  const kept: Product[] = [];
  for await (const page of pagesOfShop(records, productKind, shopId)) {
    const former = page.filter(({ id, active }) => active && !written.has(id));
    const stays = ({ id }: Product): boolean => named === null || named.has(id);
    const gone = former.filter((product) => !stays(product));
    if (gone.length > 0) await records.replace(gone.map((product) => ({ ...product, active: false })));
    retired.push(...gone.map(({ id }) => id));
    kept.push(...former.filter(stays));
  }
  return { retired, kept };
}

async function emptyStock(
  records: Records<Stock>,
  room: StockRoom,
  shopId: string,
  kept: Set<string>,
): Promise<void> {
  for await (const page of pagesOfShop(records, stockKind, shopId)) {
    const gone = page.filter(({ sku, quantity }) => quantity !== 0 && !kept.has(sku));
    await Promise.all(gone.map(({ sku }) => room.setQuantity(sku, 0)));
  }
}

function* chunksOf<T>(items: T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += chunkSize) yield items.slice(from, from + chunkSize);
}

function checksumOf(products: Product[]): string {
  const hash = createHash("sha256");
  for (const product of products) hash.update(inShop(product.shopId, JSON.stringify(product)));
  return hash.digest("hex");
}
