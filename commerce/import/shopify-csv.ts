import { collect, type ProductDraft, type VariantDraft } from "./collect.ts";
import type { ImportedCatalogue, ImportShop, Problem } from "./contract.ts";
import { htmlToText } from "./html-text.ts";
import type { CsvFile, CsvRow } from "./read-csv.ts";
import { readPrice } from "./read-price.ts";
import { optionFacets, optionsOf } from "./shopify-options.ts";
import { slug, type WordKeys } from "./word-keys.ts";

export const isShopifyHeader = (header: string[]): boolean =>
  ["Handle", "Title", "Variant Price"].every((name) => header.includes(name));

/**
 * A product file as Shopify exports it: rows of one handle are one product, each row a variant, a further
 * picture, or both. https://help.shopify.com/en/manual/products/import-export/using-csv
 */
export function fromShopifyCsv(file: CsvFile, shop: ImportShop, keys: WordKeys): ImportedCatalogue {
  const problems: Problem[] = [...file.problems];
  const byHandle = new Map<string, CsvRow[]>();
  for (const row of file.rows) {
    const handle = row.cells.get("Handle");
    if (handle) byHandle.set(handle, [...(byHandle.get(handle) ?? []), row]);
    else
      problems.push({
        line: row.line,
        column: "Handle",
        message: "The handle is blank: it names the product.",
      });
  }
  const drafts: ProductDraft[] = [];
  for (const [handle, rows] of byHandle) {
    const draft = productOf(handle, rows[0]!, shop, keys);
    if ("message" in draft) {
      problems.push(draft);
      continue;
    }
    const price = rows.map(({ cells }) => cells.get("Variant Price")).find((cell) => cell !== undefined);
    for (const row of rows) {
      const picture = row.cells.get("Image Src");
      if (picture && !draft.product.images.includes(picture)) draft.product.images.push(picture);
      if (row !== rows[0] && isOnlyPicture(row)) continue;
      const variant = variantOf(handle, row, rows[0]!, price, shop, keys);
      if ("message" in variant) problems.push(variant);
      else draft.variants.push(variant);
    }
    if (draft.variants.length > 0) drafts.push(draft);
  }
  const allNamed = file.problems.length === 0 && file.rows.every(({ cells }) => cells.has("Handle"));
  return collect(drafts, problems, allNamed ? new Set(byHandle.keys()) : null);
}

/** A row that gives nothing to sell, but a further picture. */
const isOnlyPicture = ({ cells }: CsvRow): boolean =>
  ["Variant SKU", "Variant Price", "Option1 Value", "Option2 Value", "Option3 Value"].every(
    (name) => !cells.has(name),
  );

function productOf(handle: string, row: CsvRow, shop: ImportShop, keys: WordKeys): ProductDraft | Problem {
  const { cells, line } = row;
  const title = cells.get("Title");
  if (!title)
    return {
      line,
      column: "Title",
      message: `The first row of "${handle}" has no title; its rows were left out.`,
    };
  const type = cells.get("Type") ?? "";
  const tags = (cells.get("Tags") ?? "").split(",").flatMap((tag) => tag.trim() || []);
  const brand = cells.get("Vendor");
  const published = cells.get("Published")?.toLowerCase() !== "false";
  const status = cells.get("Status")?.toLowerCase() ?? "active";
  return {
    at: { line },
    product: {
      id: handle,
      shopId: shop.shopId,
      title: { [shop.language]: title },
      description: { [shop.language]: htmlToText(cells.get("Body (HTML)") ?? "") },
      category: keys.categoryIn([type, title, tags.join(" ")]) ?? (type ? slug(type, "_") : "other"),
      tags,
      ...(brand && { brand }),
      images: [],
      active: published && status === "active",
    },
    variants: [],
  };
}

/** @param anyPrice the product's first price, for a variant that has none of its own. */
function variantOf(
  handle: string,
  row: CsvRow,
  firstRow: CsvRow,
  anyPrice: string | undefined,
  shop: ImportShop,
  keys: WordKeys,
): VariantDraft | Problem {
  const { cells, line } = row;
  const written = cells.get("Variant Price") ?? anyPrice;
  if (written === undefined)
    return { line, column: "Variant Price", message: `No row of "${handle}" has a price; it was left out.` };
  const price = readPrice(written, shop.currency);
  if (typeof price === "object") return { line, column: "Variant Price", message: price.problem };
  const before = cells.get("Variant Compare At Price");
  const compareAt = before === undefined ? undefined : readPrice(before, shop.currency);
  if (typeof compareAt === "object")
    return { line, column: "Variant Compare At Price", message: compareAt.problem };
  const stock = stockOf(row);
  if (stock !== null && typeof stock === "object") return stock;
  const options = optionsOf(row, firstRow);
  const image = cells.get("Variant Image");
  const money = (amountMinor: number) => ({ amountMinor, currency: shop.currency });
  return {
    at: { line, column: "Variant SKU" },
    variant: {
      sku: cells.get("Variant SKU") ?? [handle, ...options.map(({ value }) => slug(value, "-"))].join("-"),
      ...optionFacets(options, keys),
      price: money(price),
      /** Shopify keeps 0 or the price itself where there is no reduction. */
      ...(compareAt !== undefined && compareAt > price && { compareAt: money(compareAt) }),
      ...(image && { image }),
    },
    stock,
  };
}

/** Not counted when Shopify does not track it, or sells on when it is out. Shopify may count below zero. */
function stockOf({ cells, line }: CsvRow): number | null | Problem {
  const column = "Variant Inventory Qty";
  if (!cells.has("Variant Inventory Tracker") || cells.get("Variant Inventory Policy") === "continue")
    return null;
  const written = cells.get(column) ?? "0";
  if (!/^-?\d{1,9}$/.test(written))
    return { line, column, message: `The stock "${written}" is not a whole number.` };
  return Math.max(0, Number(written));
}
