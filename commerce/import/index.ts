import { emptyImport, type ImportedCatalogue, type ImportFormat, type ImportShop } from "./contract.ts";
import { decodeUtf8 } from "./decode.ts";
import { fromJson } from "./json.ts";
import { fromOwnCsv } from "./own-csv.ts";
import { readCsv } from "./read-csv.ts";
import { fromShopifyCsv, isShopifyHeader } from "./shopify-csv.ts";
import { wordKeys } from "./word-keys.ts";

/**
 * Reads a merchant's catalogue: our own CSV or JSON, or a product CSV of Shopify, known by its header. Pure and
 * synchronous: a big file belongs in a command or a worker thread. Whatever cannot be read is in `problems`, with
 * its place in the file; the rest is in `products`.
 */
export function importCatalogue(file: Uint8Array, format: ImportFormat, shop: ImportShop): ImportedCatalogue {
  const decoded = decodeUtf8(file);
  if ("problem" in decoded) return emptyImport(decoded.problem);
  const keys = wordKeys(shop.words);
  if (format === "json") return fromJson(decoded.text, shop, keys);
  const csv = readCsv(decoded.text);
  return isShopifyHeader(csv.header) ? fromShopifyCsv(csv, shop, keys) : fromOwnCsv(csv, shop, keys);
}
