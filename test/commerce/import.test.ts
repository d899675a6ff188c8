import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import type { ImportFormat } from "../../commerce/import/contract.ts";
import { importCatalogue } from "../../commerce/import/index.ts";
import { entityWords } from "../contracts/commerce-fixture.ts";

const shop = { shopId: "s", currency: "MAD", language: "fr", words: entityWords } as const;
const run = (file: string | Uint8Array, format: ImportFormat = "csv", currency = "MAD") =>
  importCatalogue(typeof file === "string" ? Buffer.from(file) : file, format, { ...shop, currency });
const header = "id,title_fr,category,sku,color,size,price,compare_at,stock";
const csv = (...rows: string[]) => [header, ...rows].join("\n");

test("one row for each variant, texts in the first row of a product", () => {
  const { products, stock, problems } = run(
    [
      "id,title_fr,title_ar,description_fr,category,tags,brand,image,sku,color,size,price,compare_at,stock",
      'robe,"Robe ""Lina"", longue",فستان,"Deux\nlignes",Robes,"été; lin | neuf",Dar,https://x.example/1.jpg,R-38,Rouge,moyen,349.90,"399,00",4',
      "robe,,,,,,,https://x.example/2.jpg,,Fuchsia,Extra,1 349,,",
    ].join("\r\n"),
  );
  expect(problems).toEqual([]);
  expect(products).toEqual([
    {
      id: "robe",
      shopId: "s",
      title: { fr: 'Robe "Lina", longue', ar: "فستان" },
      description: { fr: "Deux\nlignes" },
      category: "dresses",
      tags: ["été", "lin", "neuf"],
      brand: "Dar",
      images: ["https://x.example/1.jpg", "https://x.example/2.jpg"],
      active: true,
      variants: [
        {
          sku: "R-38",
          color: "red",
          size: "m",
          price: { amountMinor: 34_990, currency: "MAD" },
          compareAt: { amountMinor: 39_900, currency: "MAD" },
          image: "https://x.example/1.jpg",
        },
        {
          sku: "robe-fuchsia-extra",
          color: "Fuchsia",
          size: "Extra",
          price: { amountMinor: 134_900, currency: "MAD" },
          image: "https://x.example/2.jpg",
        },
      ],
    },
  ]);
  expect(stock.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ["R-38", 4],
    ["robe-fuchsia-extra", null],
  ]);
});

test.each([
  ["semicolons", "id;title_fr;price\na;Robe;10,50"],
  ["tabs", "id\ttitle_fr\tprice\na\tRobe\t10,50"],
  ["a byte order mark and blank lines", '\ufeffid,title_fr,price\n\na,Robe,"10,50"\n\n'],
  ["capital letters", 'ID,Title_FR,PRICE\na,Robe,"10,50"'],
])("a file with %s is read", (_name, file) => {
  const { products, problems } = run(file);
  expect(problems).toEqual([]);
  expect(products[0]?.variants[0]?.price.amountMinor).toBe(1_050);
});

test("another language stands in for a missing title in the shop's own", () => {
  expect(run("id,title_en,price\na,Silk scarf,10").products[0]).toMatchObject({
    title: { fr: "Silk scarf", en: "Silk scarf" },
    category: "scarves",
  });
});

test.each([
  ["a,Robe,,A,,,-5,,1", "price", /negative/],
  ["a,Robe,,A,,,abc,,1", "price", /not a number/],
  ["a,Robe,,A,,,49 €,,1", "price", /not a number/],
  ["a,Robe,,A,,,1e3,,1", "price", /not a number/],
  ["a,Robe,,A,,,9.999,,1", "price", /2 decimals of MAD/],
  ["a,Robe,,A,,,,,1", "price", /blank/],
  ["a,Robe,,A,,,99999999999999999,,1", "price", /too large/],
  ["a,Robe,,A,,,5,x,1", "compare_at", /not a number/],
  ["a,Robe,,A,,,5,,-1", "stock", /whole number/],
  ["a,Robe,,A,,,5,,1.5", "stock", /whole number/],
  [",Robe,,A,,,5,,1", "id", /blank/],
  ["a,,,A,,,5,,1", "title", /no title/],
  ["a,Robe,,OK,,,5,,1", "sku", /"OK" is already in line 2/],
  ["a,Robe,,A,,,5,,1,more", undefined, /10 cells, but 9 columns/],
])("the row %p is reported with its line, the others are kept", (row, column, message) => {
  const { products, problems } = run(csv("ok,Robe,,OK,,,5,,1", row, "also,Robe,,ALSO,,,5,,1"));
  expect(products.map(({ id }) => id)).toEqual(["ok", "also"]);
  expect(problems).toEqual([{ line: 3, ...(column && { column }), message: expect.stringMatching(message) }]);
});

test("lines are those of the file, after texts of several lines too", () => {
  const { problems } = run(csv('ok,"Robe\nde\nlin",,OK,,,5,,1', "", "a,Robe,,A,,,-5,,1"));
  expect(problems.map(({ line }) => line)).toEqual([6]);
});

test("a file with too many faults to be read to its end is not imported in part", () => {
  const good = "r1,Robe,dresses,R1,,,10,,1";
  const bad = Array.from({ length: 100 }, (_, at) => `b${at},Tv 32" wide,dresses,B${at},,,10,,1`);
  const { products, problems } = run(csv(good, ...bad, "r2,Robe,dresses,R2,,,10,,1"));
  expect(products).toEqual([]);
  expect(problems.at(-1)?.message).toMatch(/nothing was imported/);
  expect(run(csv(good, ...bad.slice(1))).products.map(({ id }) => id)).toEqual(["r1"]);
});

test("quotes that are never closed, or stand inside a text, cost one row", () => {
  const { products, problems } = run(
    csv("ok,Robe,,OK,,,5,,1", 'a,"Robe,,A,,,5,,1', 'b,Pot 5" rond,,B,,,5,,1', "also,Robe,,ALSO,,,5,,1"),
  );
  expect(products.map(({ id }) => id)).toEqual(["ok", "also"]);
  expect(problems.map(({ line, message }) => [line, /quote/.test(message)])).toEqual([
    [3, true],
    [4, true],
  ]);
});

test.each<[string, string, "csv" | "json", string[] | null]>([
  [
    "all are left out, and named",
    csv("a,Robe,,A,,,-5,,1", "b,Sac,,B,,,5,,1", "b,,,B,,,x,,1"),
    "csv",
    ["a", "b"],
  ],
  ["a row without an id may be anybody's", csv("ok,Robe,,OK,,,5,,1", ",Sac,,B,,,5,,1"), "csv", null],
  ["so may one that cannot be read", csv("ok,Robe,,OK,,,5,,1", 'b,Pot 5" rond,,B,,,5,,1'), "csv", null],
  ["Shopify", "Handle,Title,Variant Price\na,Robe,x\nb,Sac,5", "csv", ["a", "b"]],
  ["Shopify without a handle", "Handle,Title,Variant Price\n,Robe,5\nb,Sac,5", "csv", null],
  [
    "JSON",
    '[{"id":"a","title":"Robe"},{"id":"b","title":"Sac","variants":[{"price":5}]}]',
    "json",
    ["a", "b"],
  ],
  ["JSON without an id", '[{"title":"Robe","variants":[{"price":5}]}]', "json", null],
])("which products a faulty file names: %s", (_, file, format, named) => {
  const found = run(file, format).named;
  expect(found && [...found]).toEqual(named);
});

test("missing columns are one clear error", () => {
  const { products, problems } = run("identifier,title_fr,cost\na,Robe,5\nb,Robe,6");
  expect(products).toEqual([]);
  expect(problems).toEqual([
    {
      line: 1,
      message: expect.stringContaining("Columns are missing: id, price. Found: identifier, title_fr, cost."),
    },
  ]);
});

test("an unknown column is reported and not read", () => {
  const { products, problems } = run("id,title_fr,price,colour\na,Robe,5,red");
  expect(products[0]?.variants[0]?.color).toBeUndefined();
  expect(problems).toEqual([{ line: 1, column: "colour", message: expect.stringContaining("is not known") }]);
});

test.each<[string, Uint8Array, number, RegExp]>([
  ["empty", Buffer.alloc(0), 1, /empty/],
  ["blank", Buffer.from(" \n\n"), 1, /empty/],
  [
    "Latin-1",
    Buffer.from(csv("ok,Robe,,OK,,,5,,1", "a,Robe d'été,,A,,,5,,1"), "latin1"),
    3,
    /Line 3 is not UTF-8.*Save it/,
  ],
  ["UTF-16 LE", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(header, "utf16le")]), 1, /UTF-16/],
  ["UTF-16 BE", Buffer.from([0xfe, 0xff, 0, 0x69]), 1, /UTF-16/],
  ["binary", Buffer.from("PK\u0003\u0004\0\0"), 1, /binary/],
])("a file that is %s is refused with its cause", (_name, file, line, message) => {
  expect(run(file)).toEqual({
    products: [],
    stock: [],
    problems: [{ line, message: expect.stringMatching(message) }],
    named: null,
  });
});

test.each([
  ["KWD", "1.250", 1_250],
  ["JPY", "500.00", 500],
  ["MAD", "1,299.50", 129_950],
  ["MAD", "1.299,50", 129_950],
  ["MAD", "0", 0],
])("in %s the price %s is %i", (currency, written, amountMinor) => {
  expect(
    run(`id,title_fr,price\na,Robe,"${written}"`, "csv", currency).products[0]?.variants[0]?.price,
  ).toEqual({
    amountMinor,
    currency,
  });
});

test("Shopify's file is taken as it is", () => {
  const { products, stock, problems } = run(
    readFileSync(new URL("../fixtures/shopify/export.csv", import.meta.url)),
  );
  expect(products.map(({ id, category, active }) => [id, category, active])).toEqual([
    ["robe-atlas", "dresses", true],
    ["savon-nila", "other", true],
    ["parfum-ward", "scarves", true],
    ["robe-secrete", "dresses", false],
    ["robe-brouillon", "dresses", false],
  ]);
  expect(products[0]).toMatchObject({
    description: { fr: "Robe en laine & coton.\n- Lavage à la main" },
    tags: ["hiver", "laine"],
    brand: "Atelier Essai",
    images: [1, 2, 3].map((at) => `https://images.example/atlas-${at}.jpg`),
  });
  expect(products[0]?.variants).toEqual([
    {
      sku: "ATLAS-R-38",
      color: "red",
      size: "38",
      price: { amountMinor: 49_900, currency: "MAD" },
      compareAt: { amountMinor: 59_900, currency: "MAD" },
      image: "https://images.example/atlas-r.jpg",
    },
    { sku: "robe-atlas-bleu-38", color: "blue", size: "38", price: { amountMinor: 49_900, currency: "MAD" } },
  ]);
  expect(products[1]?.variants).toEqual([
    { sku: "savon-nila", price: { amountMinor: 3_500, currency: "MAD" } },
  ]);
  expect(products[2]?.variants[0]).toEqual({
    sku: "WARD-1",
    options: { parfum: "Rose" },
    price: { amountMinor: 8_000, currency: "MAD" },
  });
  expect(Object.fromEntries(stock.map(({ sku, quantity }) => [sku, quantity]))).toMatchObject({
    "ATLAS-R-38": 3,
    "robe-atlas-bleu-38": 0,
    "savon-nila": null,
    "WARD-1": null,
  });
  expect(problems).toEqual([
    { line: 10, column: "Variant Price", message: expect.stringContaining("sans-prix") },
  ]);
});

test("JSON: texts in one language or several, and what fails is named by its path", () => {
  const { products, stock, problems } = run(
    JSON.stringify([
      { id: "a", title: "Robe", variants: [{ color: "rouge", price: 349.9, stock: 2 }, { price: "x" }] },
      {
        id: "b",
        title: { en: "Scarf", ar: "وشاح" },
        variants: [{ sku: "B", price: "10", options: { parfum: "Rose" } }],
      },
      { id: "c", title: "Sans variante", variants: [] },
      { id: "d", title: "Faute", variants: [{ price: 5, colour: "red" }] },
      "not a product",
    ]),
    "json",
  );
  expect(products.map(({ id, title, variants }) => [id, title, variants.map(({ sku }) => sku)])).toEqual([
    ["a", { fr: "Robe" }, ["a-rouge"]],
    ["b", { fr: "Scarf", en: "Scarf", ar: "وشاح" }, ["B"]],
  ]);
  expect(products[0]?.variants[0]).toMatchObject({ color: "red", price: { amountMinor: 34_990 } });
  expect(stock.map(({ quantity }) => quantity)).toEqual([2, null]);
  expect(problems.map(({ column }) => column)).toEqual([
    "[0].variants[1].price",
    "[2].variants",
    "[3].variants[0]",
    "[4]",
  ]);
});

test.each([
  ["[{]", 1, /not JSON/],
  ["[\n{},\n{,}]", 3, /not JSON/],
  ['{"id": "a"}', 1, /array of products/],
])("the file %p is refused", (file, line, message) => {
  expect(run(file, "json").problems).toEqual([{ line, message: expect.stringMatching(message) }]);
});
