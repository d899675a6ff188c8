import { inLanguage } from "../../models/language.ts";
import type { AvailableVariant, ProductHit } from "../../models/ports/commerce.ts";
import type { Understanding } from "../../models/ports/recogniser.ts";
import {
  ask,
  branch,
  check,
  go,
  type Question,
  read,
  remember,
  type Scene,
  type Slot,
  type Step,
} from "../engine/flow.ts";
import { type PriceOrder, priceOrder } from "./price-order.ts";
import { quantityOf, saidQuantity, wanting } from "./quantity.ts";
import { isAvailable } from "./show.ts";

/** The values of any flow about one product. */
export interface AboutProduct {
  color?: string;
  size?: string;
  /** The product or kind of product in the shopper's own words: "bracelet" where the category is jewellery. */
  words?: string;
  /** How many of it they want, as text. */
  quantity?: string;
  /** What the shopper called it: a product's id, a category's key, or their own words. */
  product: string;
  found: Found;
  /** The one they meant, when several fit. */
  pick: string;
  hit: ProductHit;
  /** Set when they would rather see cheaper or dearer ones. */
  sort?: PriceOrder;
}

type Found = { kind: "none" } | { kind: "category" } | { kind: "some"; hits: ProductHit[] };

/** As many as a shopper can choose from by tapping. */
const mostChoices = 6;
const mostWords = 100;

/** The slots of a flow about one product. */
export const aboutProduct: {
  product: Slot<AboutProduct>;
  words: Slot<AboutProduct>;
  pick: Slot<AboutProduct>;
  quantity: Slot<AboutProduct>;
  sort: Slot<AboutProduct>;
} = {
  words: { hears: (_, understanding) => namedThing(understanding) },
  product: {
    entity: "product",
    remembered: "product",
    free: true,
    parse: (text) => text.trim().slice(0, mostWords) || null,
  },
  pick: {},
  quantity: saidQuantity as Slot<AboutProduct>,
  sort: priceOrder,
};

/**
 * Finds out which product is meant, and gives it as `hit`. A whole category goes to the search instead, and so do
 * cheaper or dearer ones of its kind.
 */
export function chooseProduct<V extends AboutProduct>(): Step<V>[] {
  const steps: Step<AboutProduct>[] = [
    ask("product", which),
    read("found", find),
    check("known", ({ values }) =>
      values.found.kind === "none"
        ? {
            reply: { key: "product.unknown", params: { words: values.product } },
            forget: ["product", "pick"],
          }
        : null,
    ),
    branch("category", ({ values }) => values.found.kind, {
      category: [
        go("search", ({ values }) => ({
          flow: "product.search",
          slots: { thing: values.product, ...wishOf(values), ...orderOf(values), ...quantityOf(values) },
        })),
      ],
    }),
    check("still offered", ({ values }) =>
      values.pick !== undefined && !hitsOf(values).some((hit) => hit.product.id === values.pick)
        ? { forget: ["pick"] }
        : null,
    ),
    branch("several", ({ values }) => (hitsOf(values).length > 1 ? "several" : "one"), {
      several: [
        ask("pick", ({ values, language }) => ({
          reply: { key: "product.which_of" },
          options: hitsOf(values).map(({ product }) => ({
            title: inLanguage(product.title, language),
            value: product.id,
          })),
        })),
      ],
    }),
    read(
      "hit",
      ({ values }) => hitsOf(values).find((hit) => hit.product.id === values.pick) ?? hitsOf(values)[0],
    ),
    branch("others of its kind", ({ values }) => (values.sort === undefined ? "no" : "yes"), {
      yes: [
        go("kind", ({ values }) => ({
          flow: "product.search",
          slots: { thing: values.hit.product.category, ...variantOf(values), ...orderOf(values) },
        })),
      ],
    }),
    remember("product", ({ values: { hit, quantity } }) => ({
      product: hit.product.id,
      ...(quantity !== undefined && wanting(quantity, [hit.product.id])),
    })),
  ];
  return steps as unknown as Step<V>[];
}

/** What the shopper called a product or a kind of product. */
const namedThing = ({ entities }: Pick<Understanding, "entities">): string | null =>
  entities.find(({ type }) => type === "product")?.value ?? null;

const wishOf = ({ words, ...values }: AboutProduct): { words?: string; color?: string; size?: string } => ({
  ...variantOf(values),
  ...(words !== undefined && { words }),
});

/** The colour and size that were asked for, as slots of another flow. */
export const variantOf = ({
  color,
  size,
}: Pick<AboutProduct, "color" | "size">): { color?: string; size?: string } => ({
  ...(color !== undefined && { color }),
  ...(size !== undefined && { size }),
});

/** The variants that can be had now, of the colour and the size that are wanted. */
export const freeVariants = ({
  hit,
  color,
  size,
}: Pick<AboutProduct, "hit" | "color" | "size">): AvailableVariant[] =>
  hit.variants.filter(
    (variant) =>
      isAvailable(variant) &&
      (color === undefined || variant.color === color) &&
      (size === undefined || variant.size === size),
  );

const orderOf = ({ sort }: AboutProduct): { sort?: PriceOrder } => (sort === undefined ? {} : { sort });

const hitsOf = ({ found }: AboutProduct): ProductHit[] => (found.kind === "some" ? found.hits : []);

/** Which product, with those that were last shown to choose from. */
async function which({ memory, commerce, language }: Scene<AboutProduct>): Promise<Question> {
  const shown = await Promise.all(memory.shown.map((id) => commerce.inventory.getProduct(id)));
  const options = shown.flatMap((hit) =>
    hit ? [{ title: inLanguage(hit.product.title, language), value: hit.product.id }] : [],
  );
  return { reply: { key: "product.which" }, options };
}

async function find({ values, commerce, language, replies }: Scene<AboutProduct>): Promise<Found> {
  const { inventory } = commerce;
  const exact = await inventory.getProduct(values.product);
  if (exact) return { kind: "some", hits: [exact] };
  const inCategory = await inventory.searchProducts({ category: values.product, language, limit: 1 });
  if (inCategory.total > 0 || replies.knows("category", values.product)) return { kind: "category" };
  const { hits } = await inventory.searchProducts({ words: values.product, language, limit: mostChoices });
  return hits.length > 0 ? { kind: "some", hits } : { kind: "none" };
}
