import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { catalogueChecksum } from "../../commerce/embedded/catalogue-mark.ts";
import { type NewCatalogue, writeCatalogue } from "../../commerce/embedded/import.ts";
import { embeddedCommerce } from "../../commerce/embedded/index.ts";
import { catalogueOf } from "../../commerce/embedded/pages.ts";
import { catalogueIndex } from "../../commerce/search/catalogue-index.ts";
import type { CatalogueSearch } from "../../commerce/search/contract.ts";
import { customerKind, orderKind, stockKind, type Variant } from "../../models/commerce.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import type { PriceChange } from "../../models/price-change.ts";
import type { Return } from "../../models/return.ts";
import { hold } from "../../models/stock.ts";
import { commerceContract } from "../contracts/commerce.ts";
import { customers, entityWords, orders, products, shopId, stock } from "../contracts/commerce-fixture.ts";
import { fakeRecords } from "../fakes/records.ts";

/** The index without its thread. */
function searchHere(): CatalogueSearch {
  const index = catalogueIndex(entityWords);
  return {
    search: async (query) => index.search(query),
    categories: async (most) => index.categories(most),
    update: async (changed) => index.put(changed),
    remove: async (ids) => index.remove(ids),
    close: async () => undefined,
  };
}

/** Links and labels are made elsewhere. */
const parts = {
  payments: { linkFor: async () => "" },
  labelOf: async ({ number }: Return) => Buffer.from(`label of ${number}`),
};

async function openShop(now: Date, records: OpenRecords = fakeRecords()) {
  const clock = { now: () => now };
  const search = searchHere();
  const write = (catalogue: Omit<NewCatalogue, "named">, named: NewCatalogue["named"] = new Set()) =>
    writeCatalogue({ ...catalogue, named }, { shopId, records, clock, search });
  await write({ products, stock });
  await (await records(customerKind)).replace(customers);
  await (await records(orderKind)).replace(orders);
  const commerce = await embeddedCommerce({
    ...parts,
    shopId,
    records,
    search: Promise.resolve(search),
    clock,
  });
  return {
    commerce,
    records,
    write,
    setNow: (later: Date) => {
      now = later;
    },
    close: search.close,
  };
}

commerceContract("embedded, records in memory", openShop);

commerceContract("embedded, records in SQLite", async (now) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hanout-commerce-"));
  const store = await openEmbeddedStore({ dataDir });
  const shop = await openShop(now, store.records);
  return {
    ...shop,
    close: async () => {
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
});

const start = new Date("2026-11-20T10:00:00Z");
const tomorrow = new Date("2026-11-21T10:00:00Z");

test("a new catalogue takes the place of the former one and keeps the live reservations", async () => {
  const { commerce, write } = await openShop(start);
  await commerce.inventory.reserveProduct("k", "robe-lina-blue-38", 2, tomorrow);
  const kept = products.filter(({ id }) => id === "robe-lina");
  const counted = stock
    .filter(({ sku }) => sku.startsWith("robe-lina"))
    .map((row) => ({ ...row, quantity: row.sku === "robe-lina-blue-38" ? 7 : row.quantity }));

  expect(await write({ products: kept, stock: counted })).toEqual({ written: 1, retired: 3, kept: 0 });

  const lina = await commerce.inventory.getProduct("robe-lina");
  expect(lina?.variants.find(({ sku }) => sku === "robe-lina-blue-38")?.available).toBe(5);
  expect(await commerce.inventory.getProduct("foulard-soie")).toBeNull();
  await expect(commerce.inventory.reserveProduct("j", "foulard-soie-beige", 1, tomorrow)).rejects.toThrow();
  const found = await commerce.inventory.searchProducts({ language: "fr", limit: 10 });
  expect(found.hits.map(({ product }) => product.id)).toEqual(["robe-lina"]);
});

test("what a new catalogue names but could not be read stays on sale, with its stock", async () => {
  const { commerce, records, write } = await openShop(start);
  const lina = { products: products.filter(({ id }) => id === "robe-lina"), stock: [] };
  const all = await catalogueChecksum(records, shopId);
  expect(await write(lina, new Set(["robe-lina", "foulard-soie"]))).toEqual({
    written: 1,
    retired: 2,
    kept: 1,
  });
  const scarf = await commerce.inventory.getProduct("foulard-soie");
  expect(scarf?.variants.every(({ available }) => available !== 0)).toBe(true);
  const some = await catalogueChecksum(records, shopId);
  expect(await write(lina, null)).toEqual({ written: 1, retired: 0, kept: 1 });
  expect(await catalogueChecksum(records, shopId)).toBe(some);
  expect(await write(lina)).toEqual({ written: 1, retired: 1, kept: 0 });
  expect(new Set([all, some, await catalogueChecksum(records, shopId)]).size).toBe(3);
});

test("the checksum follows the catalogue, and there is none while it is being written", async () => {
  const { records, write } = await openShop(start);
  const before = await catalogueChecksum(records, shopId);
  await write({ products, stock });
  expect(await catalogueChecksum(records, shopId)).toBe(before);
  await write({ products: products.slice(0, 2), stock });
  expect(await catalogueChecksum(records, shopId)).not.toBe(before);

  const broken: OpenRecords = async (kind) => ({
    ...(await records(kind)),
    replace:
      kind.name === "products" ? () => Promise.reject(new Error("disk full")) : (await records(kind)).replace,
  });
  const clock = { now: () => start };
  await expect(
    writeCatalogue({ products, stock, named: null }, { shopId, records: broken, clock }),
  ).rejects.toThrow("disk full");
  expect(await catalogueChecksum(records, shopId)).toBeNull();
});

test("an import tells which variants cost something else than before, and of no others", async () => {
  const { records } = await openShop(start);
  const cheaper = products.map((product, at) =>
    at > 0
      ? product
      : {
          ...product,
          variants: product.variants.map((each, of) =>
            of > 0 ? each : { ...each, price: { ...each.price, amountMinor: 100 } },
          ),
        },
  );
  const added = { ...products[0]!, id: "new", variants: [{ ...products[0]!.variants[0]!, sku: "new" }] };
  const told: PriceChange[] = [];
  for (let times = 0; times < 2; times++)
    await writeCatalogue(
      { products: [...cheaper, added], stock, named: new Set() },
      {
        shopId,
        records,
        clock: { now: () => start },
        repriced: async (changes) => void told.push(...changes),
      },
    );
  const [{ sku, price: former }] = products[0]!.variants as [Variant];
  expect(told).toEqual([{ productId: products[0]!.id, sku, former, price: { ...former, amountMinor: 100 } }]);
});

test("one shop never sees another's records", async () => {
  const { records } = await openShop(start);
  const clock = { now: () => start };
  const theirs = { ...products[0]!, shopId: "fixture-2", id: "theirs" };
  await writeCatalogue(
    { products: [theirs], stock: [], named: null },
    { shopId: "fixture-2", records, clock },
  );
  const ids: string[] = [];
  for await (const page of catalogueOf(records, shopId)) ids.push(...page.map(({ id }) => id));
  expect(ids.sort()).toEqual(products.map(({ id }) => id).sort());
  const other = await embeddedCommerce({
    ...parts,
    shopId: "fixture-2",
    records,
    search: searchHere(),
    clock,
  });
  expect(await other.orders.getOrder("10041")).toBeNull();
  expect(await other.customers.findCustomers({ phone: "+212661234567" })).toEqual([]);
});

test("a search that finds sold-out products first goes on until the page is full", async () => {
  const many = Array.from({ length: 130 }, (_, at) => ({
    ...products[0]!,
    id: `p${at}`,
    variants: [{ ...products[0]!.variants[0]!, sku: `p${at}` }],
  }));
  const counts = many.map(({ id }, at) => ({
    sku: id,
    shopId,
    quantity: at < 120 ? 0 : 1,
    reservations: [],
  }));
  const { commerce, write } = await openShop(start);
  await write({ products: many, stock: counts });
  const page = await commerce.inventory.searchProducts({
    language: "fr",
    words: "robe",
    inStock: true,
    limit: 5,
  });
  expect(page.hits.map(({ product }) => product.id)).toEqual(["p120", "p121", "p122", "p123", "p124"]);
  expect(page.total).toBe(10);
});

test("an order that was left half placed gives back what it held, once nobody can still be at it", async () => {
  const records = fakeRecords();
  const { commerce, setNow } = await openShop(start, records);
  const pending = await records(orderKind);
  const stocks = await records(stockKind);
  // Another system's word for an order that waits to be confirmed.
  await pending.save({ ...orders[0]!, number: "10098", state: "pending" }, 0);
  const held = (await stocks.get("fixture/robe-lina-red-38"))!;
  await pending.save(
    { ...orders[0]!, number: "10099", state: "pending", placedAt: start.toISOString(), history: [] },
    0,
  );
  await stocks.save(hold(held.doc, { key: "order:10099", quantity: 2 }, start), held.version);
  setNow(new Date(start.getTime() + 14 * 60_000));
  expect(await commerce.orders.undoLeft()).toEqual([]);
  setNow(new Date(start.getTime() + 16 * 60_000));
  expect(await commerce.orders.undoLeft()).toEqual(["10099"]);
  expect((await stocks.get("fixture/robe-lina-red-38"))!.doc.reservations).toEqual([]);
});
