import { z } from "zod";
import { type Language, LocalisedText } from "../../models/language.ts";
import { collect, type ProductDraft, type VariantDraft } from "./collect.ts";
import { emptyImport, type ImportedCatalogue, type ImportShop, type Problem } from "./contract.ts";
import { readPrice } from "./read-price.ts";
import { slug, type WordKeys } from "./word-keys.ts";

const text = z.union([z.string().min(1), LocalisedText]);
/** In the shop's currency, not in its minor units: `349.9` or `"349.90"`. */
const price = z.union([z.number(), z.string()]);

const JsonVariant = z.strictObject({
  sku: z.string().min(1).max(100).optional(),
  color: z.string().optional(),
  size: z.string().optional(),
  options: z.record(z.string(), z.string()).optional(),
  price,
  compareAt: price.optional(),
  image: z.string().optional(),
  /** Null or absent: not counted. */
  stock: z.int().min(0).nullish(),
});

/** Our own JSON: an array of these. A text is one string in the shop's language, or `{ fr, ar, en }`. */
const JsonProduct = z.strictObject({
  id: z.string().min(1).max(100),
  title: text,
  description: text.optional(),
  category: z.string().optional(),
  tags: z.array(z.string()).optional(),
  brand: z.string().optional(),
  images: z.array(z.string()).optional(),
  active: z.boolean().optional(),
  variants: z.array(z.unknown()).min(1),
});
/** Which product a faulty one is. */
const Named = JsonProduct.pick({ id: true }).loose();
type JsonProduct = z.infer<typeof JsonProduct>;

export function fromJson(file: string, shop: ImportShop, keys: WordKeys): ImportedCatalogue {
  const read = parseJson(file);
  if ("problem" in read) return emptyImport(read.problem);
  if (!Array.isArray(read.value))
    return emptyImport({ line: 1, message: "The file must be an array of products: [ { … }, { … } ]." });
  const problems: Problem[] = [];
  const drafts = read.value.flatMap((value: unknown, at) => {
    const path = `[${at}]`;
    const product = checked(JsonProduct, value, path, problems);
    if (!product) return [];
    const variants = product.variants.flatMap(
      (each, position) =>
        variantOf(each, product.id, `${path}.variants[${position}]`, shop, keys, problems) ?? [],
    );
    return variants.length > 0 ? [draftOf(product, variants, path, shop, keys)] : [];
  });
  const ids = read.value.map((value: unknown) => Named.safeParse(value).data?.id);
  const named = ids.flatMap((id) => id ?? []);
  return collect(drafts, problems, named.length === ids.length ? new Set(named) : null);
}

function parseJson(file: string): { value: unknown } | { problem: Problem } {
  try {
    return { value: JSON.parse(file) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = /\(line (\d+) column/.exec(error.message)?.[1];
    return { problem: { line: line ? Number(line) : 1, message: `This is not JSON: ${error.message}.` } };
  }
}

/** Null, and a problem for each fault, when it has not the shape. */
function checked<T>(schema: z.ZodType<T>, value: unknown, path: string, problems: Problem[]): T | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const inside = issue.path
      .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
      .join("");
    problems.push({ column: path + inside, message: `${issue.message}.` });
  }
  return null;
}

function draftOf(
  product: JsonProduct,
  variants: VariantDraft[],
  path: string,
  shop: ImportShop,
  keys: WordKeys,
): ProductDraft {
  const { id, category, tags = [], brand, images = [], active = true } = product;
  const title = localised(product.title, shop.language);
  return {
    at: { column: path },
    product: {
      id,
      shopId: shop.shopId,
      title,
      description: localised(product.description ?? {}, shop.language),
      category: category
        ? keys.category(category)
        : (keys.categoryIn([...Object.values(title), tags.join(" ")]) ?? "other"),
      tags,
      ...(brand && { brand }),
      images,
      active,
    },
    variants,
  };
}

function localised(written: string | LocalisedText, own: Language): LocalisedText {
  if (typeof written === "string") return { [own]: written };
  const any = written[own] ?? Object.values(written)[0];
  return any === undefined ? {} : { ...written, [own]: any };
}

function variantOf(
  value: unknown,
  id: string,
  path: string,
  shop: ImportShop,
  keys: WordKeys,
  problems: Problem[],
): VariantDraft | null {
  const variant = checked(JsonVariant, value, path, problems);
  if (!variant) return null;
  const { sku, color, size, options, image, stock = null } = variant;
  const amount = (written: string | number, field: string) => {
    const read = readPrice(String(written), shop.currency);
    if (typeof read === "number") return { amountMinor: read, currency: shop.currency };
    problems.push({ column: `${path}.${field}`, message: read.problem });
    return null;
  };
  const price = amount(variant.price, "price");
  const compareAt = variant.compareAt === undefined ? undefined : amount(variant.compareAt, "compareAt");
  if (!price || compareAt === null) return null;
  const parts = [color, size, ...Object.values(options ?? {})].flatMap((part) =>
    part ? slug(part, "-") : [],
  );
  return {
    at: { column: `${path}.sku` },
    variant: {
      sku: sku ?? [id, ...parts].join("-"),
      ...(color && { color: keys.color(color) }),
      ...(size && { size: keys.size(size) }),
      ...(options && { options }),
      price,
      ...(compareAt && { compareAt }),
      ...(image && { image }),
    },
    stock,
  };
}
