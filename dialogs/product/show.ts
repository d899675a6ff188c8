import type { Card } from "../../models/activity.ts";
import { formatMoney } from "../../models/format.ts";
import { inLanguage } from "../../models/language.ts";
import type { AvailableVariant, ProductHit } from "../../models/ports/commerce.ts";
import type { Scene } from "../engine/flow.ts";
import { startPayload } from "../engine/reply.ts";

/** Few left is worth saying; more is not. */
export const fewLeft = 3;

export const isAvailable = ({ available }: AvailableVariant): boolean => available === null || available > 0;

/** The colours, or sizes, of variants in the order of the catalogue, each once, in the shopper's words. */
export function labels(
  variants: AvailableVariant[],
  kind: "color" | "size",
  { replies, language }: Pick<Scene, "replies" | "language">,
): string {
  const keys = [...new Set(variants.flatMap((variant) => variant[kind] ?? []))];
  if (kind === "size") keys.sort(bySize);
  return keys.map((key) => replies.label(kind, key, language)).join(language === "ar" ? "، " : ", ");
}

const letterSizes = ["XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL"];

/** Letters from small to large, then numbers. */
function bySize(one: string, other: string): number {
  const rank = (size: string): number => {
    const letter = letterSizes.indexOf(size);
    return letter >= 0 ? letter - letterSizes.length : Number.parseFloat(size) || Number.MAX_SAFE_INTEGER;
  };
  return rank(one) - rank(other);
}

/** "349 MAD", or "dès 349 MAD" when variants differ. */
export function priceOf(
  variants: AvailableVariant[],
  { replies, language }: Pick<Scene, "replies" | "language">,
): string {
  const amounts = variants.map((variant) => variant.price.amountMinor);
  const lowest = Math.min(...amounts);
  const price = formatMoney({ amountMinor: lowest, currency: variants[0]!.price.currency }, language);
  return lowest === Math.max(...amounts) ? price : replies.render("product.price_from", language, { price });
}

/** "349 MAD", or "279 MAD au lieu de 349 MAD" where all of it is reduced alike. */
export function priceTag(variants: AvailableVariant[], scene: Pick<Scene, "replies" | "language">): string {
  const price = priceOf(variants, scene);
  const before = new Set(variants.map((variant) => variant.compareAt?.amountMinor));
  const [compareAt] = variants.map((variant) => variant.compareAt);
  if (
    !compareAt ||
    before.size > 1 ||
    variants.some((each) => each.price.amountMinor >= compareAt.amountMinor)
  )
    return price;
  const { replies, language } = scene;
  return replies.render("product.price_reduced", language, {
    price,
    before: formatMoney(compareAt, language),
  });
}

/** A product as a card: what it is, what it costs, in which sizes it can be had now. */
export function productCard({ product, variants }: ProductHit, scene: Scene<unknown>): Card {
  const { language, replies } = scene;
  const shown = variants.length > 0 ? variants : [];
  const free = shown.filter(isAvailable);
  const sizes = labels(free, "size", scene);
  const image = shown.find((variant) => variant.image)?.image ?? product.images[0];
  const subtitle =
    free.length === 0
      ? replies.render("product.card.sold_out", language)
      : sizes && replies.render("product.card.sizes", language, { sizes });
  return {
    title: inLanguage(product.title, language),
    ...(subtitle && { subtitle }),
    ...(image !== undefined && { image }),
    ...(shown.length > 0 && { price: priceTag(shown, scene) }),
    buttons: [
      {
        title: replies.render("product.card.details.button", language),
        value: startPayload("product.details", { product: product.id }),
      },
    ],
  };
}
