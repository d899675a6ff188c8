import { expect, test } from "@jest/globals";
import { catalogueIndex } from "../../commerce/search/catalogue-index.ts";
import type { CatalogueQuery } from "../../commerce/search/contract.ts";
import type { Product } from "../../models/commerce.ts";
import { entityWords, products } from "../contracts/commerce-fixture.ts";

function open(catalogue: Product[] = products) {
  const index = catalogueIndex(entityWords);
  index.put(catalogue);
  const ids = (words: string | undefined, query: Partial<CatalogueQuery> = {}) =>
    index
      .search({ ...(words !== undefined && { words }), language: "fr", limit: 10, ...query })
      .ids.map(({ id }) => id);
  return { index, ids };
}

test.each([
  ["robe lina", "fr", "robe-lina"],
  ["ROBE   Lina!!", "fr", "robe-lina"],
  ["lina", "fr", "robe-lina"],
  ["robes soirée", "fr", "robe-soiree"],
  ["robe de soiree", "fr", "robe-soiree"],
  ["robbe soire", "fr", "robe-soiree"],
  ["roeb nour", "fr", "robe-soiree"],
  ["yasm", "fr", "robe-yasmine"],
  ["foulrad", "fr", "foulard-soie"],
  ["écharpe", "fr", "foulard-soie"],
  ["فستان لينا", "ar", "robe-lina"],
  ["الفستان ليـنا", "ar", "robe-lina"],
  ["وشاح", "ar", "foulard-soie"],
  ["شال حرير", "ar", "foulard-soie"],
  ["keswa nour", "ar", "robe-soiree"],
  ["evening gown", "en", "robe-soiree"],
  ["scarf", "fr", "foulard-soie"],
  ["je cherche un foulard pour ma mère", "fr", "foulard-soie"],
  ["robe zr9a", "ar", "robe-lina"],
  ["robe verte", "fr", "robe-yasmine"],
] as const)("%p (%s) finds %s first", (words, language, id) => {
  expect(open().ids(words, { language })[0]).toBe(id);
});

test.each(["qwertyuiop", "38 40 42", "😀🎉", "\ud800", "\0"])("%p finds nothing", (words) => {
  expect(open().ids(words)).toEqual([]);
});

test("a synonym of two words is one wish: navy blue is not blue", () => {
  const navy = { ...products[0]!, id: "navy", variants: [{ ...products[0]!.variants[0]!, color: "navy" }] };
  const { ids } = open([...products, navy]);
  expect(ids("robe bleu marine")[0]).toBe("navy");
  expect(ids("robe bleue")[0]).toBe("robe-lina");
});

test("the word in a title weighs more than in a description", () => {
  const { ids } = open();
  expect(ids("lina")).toEqual(["robe-lina", "foulard-soie"]);
});

test("when no product has all words, those with some are found", () => {
  expect(open().ids("robe yasmine hélicoptère")[0]).toBe("robe-yasmine");
});

test("the shopper's language decides before another one", () => {
  const products2 = [
    { ...products[0]!, id: "fr-coin", title: { fr: "Table de coin" } },
    { ...products[0]!, id: "en-coin", title: { en: "Coin purse" } },
  ];
  const { ids } = open(products2);
  expect(ids("coin", { language: "fr" })).toEqual(["fr-coin"]);
  expect(ids("coin", { language: "en" })).toEqual(["en-coin"]);
  expect(ids("coin", { language: "ar" })).toEqual(["fr-coin"]);
});

test.each([undefined, "", "   "])("without words (%p) the whole catalogue is found", (words) => {
  const { index } = open();
  const all = index.search({ ...(words !== undefined && { words }), language: "fr", limit: 2 });
  expect([all.ids.length, all.total]).toEqual([2, 4]);
});

test("words that say nothing find nothing by themselves, and leave the facets to decide", () => {
  const { ids } = open();
  expect(ids("je veux une")).toEqual([]);
  expect(ids("؟!")).toEqual([]);
  expect(ids("je veux une", { category: "scarves" })).toEqual(["foulard-soie"]);
});

test("of 10,000 characters the beginning is read", () => {
  const { ids } = open();
  expect(ids(`foulard soie ${"bla ".repeat(2_500)}`)[0]).toBe("foulard-soie");
  expect(ids("é".repeat(10_000))).toEqual([]);
});

test("facets keep only what fits them, words or not", () => {
  const { ids, index } = open();
  expect(ids("robe", { color: "green" })).toEqual(["robe-yasmine"]);
  expect(ids("foulard", { category: "dresses" })).toEqual([]);
  expect(index.search({ words: "robe", language: "fr", color: "red", size: "38", limit: 1 }).ids).toEqual([
    { id: "robe-lina", skus: ["robe-lina-red-38"] },
  ]);
});

test("the nearest price first", () => {
  expect(open().ids(undefined, { category: "dresses", nearMinor: 100_000 })).toEqual([
    "robe-soiree",
    "robe-yasmine",
    "robe-lina",
  ]);
});

test("an update replaces a product, an inactive one is taken out, a removed one is not found", () => {
  const { index, ids } = open();
  index.put([{ ...products[0]!, title: { fr: "Tunique Zahra" } }]);
  expect(ids("zahra")).toEqual(["robe-lina"]);
  expect(ids("lina")).toEqual(["foulard-soie"]);
  index.put([{ ...products[0]!, active: false }]);
  expect(ids("zahra")).toEqual([]);
  index.remove(["foulard-soie", "never-there"]);
  expect(ids("foulard soie")).toEqual([]);
  expect(index.search({ language: "fr", limit: 10 }).total).toBe(2);
});

test("packed and loaded again, or after thousands of updates, it finds the same", () => {
  const { index, ids } = open();
  const before = ids("robe lina");
  index.remove(["robe-soiree"]);
  const packed = structuredClone(index.pack());
  expect(packed.rows).toHaveLength(3);
  const loaded = catalogueIndex(entityWords, packed);
  loaded.put([{ ...products[2]!, title: { fr: "Robe Nour" } }]);
  expect(loaded.search({ words: "nour", language: "fr", limit: 5 }).ids.map(({ id }) => id)).toEqual([
    "robe-soiree",
  ]);
  for (let round = 0; round < 600; round++) index.put(products);
  expect(ids("robe lina")).toEqual(before);
  expect(index.pack().rows).toHaveLength(4);
});
