import { type Language, type LocalisedText, languages } from "../../models/language.ts";
import { collect, type ProductDraft, type VariantDraft } from "./collect.ts";
import { emptyImport, type ImportedCatalogue, type ImportShop, type Problem } from "./contract.ts";
import type { CsvFile, CsvRow } from "./read-csv.ts";
import { readPrice } from "./read-price.ts";
import { readStock } from "./read-stock.ts";
import { slug, type WordKeys } from "./word-keys.ts";

const columns = [
  "id",
  ...languages.flatMap((language) => [`title_${language}`, `description_${language}`]),
  "category",
  "tags",
  "brand",
  "image",
  "sku",
  "color",
  "size",
  "price",
  "compare_at",
  "stock",
];

/**
 * Our own CSV: one row for each variant; rows with the same `id` are one product, whose texts stand in its first
 * row. Columns, in any order (`id`, `price` and one `title_…` are needed):
 *
 * | column | what |
 * |---|---|
 * | `id` | of the product, such as `robe-lina` |
 * | `title_fr` `title_ar` `title_en`, `description_…` | the texts in each language |
 * | `category` | its key (`dresses`) or a word for it; blank: found in the title and tags, else `other` |
 * | `tags` | separated by commas, semicolons or bars |
 * | `brand`, `image` | the image is an address, of this variant |
 * | `sku` | blank: made from id, colour and size |
 * | `color`, `size` | a key or a word |
 * | `price`, `compare_at` | in the shop's currency, such as `349.90`; `compare_at` is the price before a reduction |
 * | `stock` | a whole number; blank: not counted, always available |
 */
export function fromOwnCsv(file: CsvFile, shop: ImportShop, keys: WordKeys): ImportedCatalogue {
  const header = file.header.map((name) => name.toLowerCase());
  const missing = ["id", "price"].filter((name) => !header.includes(name));
  if (!languages.some((language) => header.includes(`title_${language}`)))
    missing.push("title_fr (or _ar, _en)");
  if (missing.length > 0)
    return emptyImport({
      line: 1,
      message:
        `Columns are missing: ${missing.join(", ")}. Found: ${file.header.join(", ")}. ` +
        "The guide of the import names all columns; a product file of Shopify is taken as it is.",
    });
  const unknown = file.header.filter((name) => name && !columns.includes(name.toLowerCase()));
  const problems: Problem[] = [
    ...file.problems,
    ...unknown.map((column) => ({
      line: 1,
      column,
      message: `The column "${column}" is not known and was not read; known are ${columns.join(", ")}.`,
    })),
  ];
  const drafts = new Map<string, ProductDraft>();
  const named = new Set<string>();
  let allNamed = file.problems.length === 0;
  for (const row of file.rows.map(lowerCased)) {
    const id = row.cells.get("id");
    if (id) named.add(id);
    else {
      allNamed = false;
      problems.push({
        line: row.line,
        column: "id",
        message: "The id is blank: every row needs its product's id.",
      });
      continue;
    }
    const draft = drafts.get(id) ?? productOf(row, id, shop, keys);
    if (!draft) {
      problems.push({ line: row.line, column: "title", message: `The first row of "${id}" has no title.` });
      continue;
    }
    drafts.set(id, draft);
    const image = row.cells.get("image");
    if (image && !draft.product.images.includes(image)) draft.product.images.push(image);
    const variant = variantOf(row, id, shop, keys);
    if ("message" in variant) problems.push(variant);
    else draft.variants.push(variant);
  }
  return collect([...drafts.values()].filter(hasVariants), problems, allNamed ? named : null);
}

/** Those without one have a problem for each of their rows already. */
const hasVariants = (draft: ProductDraft): boolean => draft.variants.length > 0;

const lowerCased = (row: CsvRow): CsvRow => ({
  line: row.line,
  cells: new Map([...row.cells].map(([name, cell]) => [name.toLowerCase(), cell])),
});

function productOf(row: CsvRow, id: string, shop: ImportShop, keys: WordKeys): ProductDraft | null {
  const { cells, line } = row;
  const title = texts(cells, "title", shop.language);
  if (!title) return null;
  const tags = (cells.get("tags") ?? "").split(/[,;|]/).flatMap((tag) => tag.trim() || []);
  const category = cells.get("category");
  const brand = cells.get("brand");
  return {
    at: { line },
    product: {
      id,
      shopId: shop.shopId,
      title,
      description: texts(cells, "description", shop.language) ?? {},
      category: category
        ? keys.category(category)
        : (keys.categoryIn([...Object.values(title), tags.join(" ")]) ?? "other"),
      tags,
      ...(brand && { brand }),
      images: [],
      active: true,
    },
    variants: [],
  };
}

/** What is there in each language; the shop's own language is never missing, another one stands in for it. */
function texts(cells: Map<string, string>, name: string, own: Language): LocalisedText | null {
  const found: LocalisedText = {};
  for (const language of languages) {
    const text = cells.get(`${name}_${language}`);
    if (text) found[language] = text;
  }
  const [any] = Object.values(found);
  return any === undefined ? null : { ...found, [own]: found[own] ?? any };
}

function variantOf(row: CsvRow, id: string, shop: ImportShop, keys: WordKeys): VariantDraft | Problem {
  const { cells, line } = row;
  const written = cells.get("price");
  if (!written) return { line, column: "price", message: "The price is blank." };
  const price = readPrice(written, shop.currency);
  if (typeof price === "object") return { line, column: "price", message: price.problem };
  const before = cells.get("compare_at");
  const compareAt = before === undefined ? undefined : readPrice(before, shop.currency);
  if (typeof compareAt === "object") return { line, column: "compare_at", message: compareAt.problem };
  const stock = readStock(cells.get("stock"));
  if (stock !== null && typeof stock === "object") return { line, column: "stock", message: stock.problem };
  const color = cells.get("color");
  const size = cells.get("size");
  const image = cells.get("image");
  const money = (amountMinor: number) => ({ amountMinor, currency: shop.currency });
  return {
    at: { line, column: "sku" },
    variant: {
      sku:
        cells.get("sku") ?? [id, ...[color, size].flatMap((part) => (part ? slug(part, "-") : []))].join("-"),
      ...(color && { color: keys.color(color) }),
      ...(size && { size: keys.size(size) }),
      price: money(price),
      ...(compareAt !== undefined && { compareAt: money(compareAt) }),
      ...(image && { image }),
    },
    stock,
  };
}
