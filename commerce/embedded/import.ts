import { createHash } from "node:crypto";
import { inShop, type Product, productKind, type Stock, stockKind } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { OpenRecords, Records } from "../../models/ports/records.ts";
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
}

export interface WrittenCatalogue {
  written: number;
  /** Products that the new catalogue does not have: kept, since orders name them, but sold no more. */
  retired: number;
}

/**
 * Puts a catalogue in the place of the shop's former one. Quantities are set, live reservations stay; variants
 * that are gone have none left. Safe to run again after a crash in the middle: it ends the same.
 */
export async function writeCatalogue(
  catalogue: { products: Product[]; stock: Stock[] },
  { shopId, records, clock, search }: WriteCatalogueOptions,
): Promise<WrittenCatalogue> {
  const [products, stock] = await Promise.all([records(productKind), records(stockKind)]);
  const room = stockRoom(shopId, stock, clock);
  if (await hasCatalogue(records, shopId)) await markCatalogue(records, shopId, null);
  await writeStock(stock, room, catalogue.stock);
  for (const chunk of chunksOf(catalogue.products)) {
    await products.replace(chunk);
    await search?.update(chunk);
  }
  const retired = await retireProducts(products, shopId, new Set(catalogue.products.map(({ id }) => id)));
  if (retired.length > 0) await search?.remove(retired);
  await emptyStock(stock, room, shopId, new Set(catalogue.stock.map(({ sku }) => sku)));
  await markCatalogue(records, shopId, checksumOf(catalogue.products));
  return { written: catalogue.products.length, retired: retired.length };
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

async function retireProducts(
  records: Records<Product>,
  shopId: string,
  kept: Set<string>,
): Promise<string[]> {
  const retired: string[] = [];
  for await (const page of pagesOfShop(records, productKind, shopId)) {
    const gone = page.filter((product) => product.active && !kept.has(product.id));
    if (gone.length > 0) await records.replace(gone.map((product) => ({ ...product, active: false })));
    retired.push(...gone.map(({ id }) => id));
  }
  return retired;
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
