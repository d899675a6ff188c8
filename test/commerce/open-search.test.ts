import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { SearchClosedError } from "../../commerce/search/contract.ts";
import { openSearch } from "../../commerce/search/index.ts";
import { entityWords, products } from "../contracts/commerce-fixture.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hanout-search-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Opens, counts the pages that were read, and searches for "robe". */
async function openAndFind(checksum: string | null) {
  let pages = 0;
  async function* catalogue() {
    for (const product of products) {
      pages++;
      yield [product];
    }
  }
  const search = await openSearch({
    products: catalogue(),
    words: entityWords,
    ...(checksum && { snapshot: { file: join(folder, "deep", "search"), checksum } }),
  });
  try {
    const { ids } = await search.search({ words: "robe lina", language: "fr", limit: 1 });
    return { pages, ids };
  } finally {
    await search.close();
  }
}
const lina = { id: "robe-lina", skus: ["robe-lina-red-38", "robe-lina-red-40", "robe-lina-blue-38"] };

test("a warm start reads the snapshot and no product", async () => {
  expect(await openAndFind("one")).toEqual({ pages: 5, ids: [lina] });
  expect(await openAndFind("one")).toEqual({ pages: 0, ids: [lina] });
});

test("another catalogue is built anew, and its snapshot takes the place of the other", async () => {
  await openAndFind("one");
  expect((await openAndFind("two")).pages).toBe(5);
  expect((await openAndFind("two")).pages).toBe(0);
});

test("without a snapshot nothing is written", async () => {
  expect(await openAndFind(null)).toEqual({ pages: 5, ids: [lina] });
});

test.each([
  ["cut short", (file: Buffer) => file.subarray(0, file.length - 10)],
  ["changed inside", (file: Buffer) => Buffer.concat([file.subarray(0, -1), Buffer.from([0x7f])])],
  ["empty", () => Buffer.alloc(0)],
  ["another file", () => Buffer.from("not ours\n{}")],
])("a snapshot that is %s is built anew", async (_name, damage) => {
  await openAndFind("one");
  const path = join(folder, "deep", "search");
  await writeFile(path, damage(await readFile(path)));
  expect(await openAndFind("one")).toEqual({ pages: 5, ids: [lina] });
});

test("updates and removals are seen by the searches after them; after closing there is an error", async () => {
  const search = await openSearch({ products: (async function* () {})(), words: entityWords });
  const total = async () => (await search.search({ language: "fr", limit: 10 })).total;
  void search.update(products);
  expect(await total()).toBe(4);
  void search.remove(["robe-lina"]);
  expect(await total()).toBe(3);
  await search.close();
  await expect(total()).rejects.toThrow(SearchClosedError);
});

test("when the products cannot be read, opening fails with their error", async () => {
  const broken = (async function* () {
    yield products;
    throw new Error("store unreachable");
  })();
  await expect(openSearch({ products: broken, words: entityWords })).rejects.toThrow("store unreachable");
});
