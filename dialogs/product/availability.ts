import { isColor } from "../../models/colors.ts";
import { inLanguage } from "../../models/language.ts";
import type { AvailableVariant, ProductHit } from "../../models/ports/commerce.ts";
import { flow, read, remember, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { type AboutProduct, aboutProduct, chooseProduct, variantOf } from "./choose.ts";
import { nextAbout } from "./details.ts";
import { fewLeft, isAvailable, labels, priceOf, productCard } from "./show.ts";

interface Values extends AboutProduct {
  others: ProductHit[];
}

/** "Vous l'avez en 38 ?": yes with what is left, or no with what there is instead. */
export const productAvailability = flow<Values>("product.availability", {
  version: 1,
  intents: ["product.availability"],
  slots: {
    ...aboutProduct,
    color: { entity: "color" },
    size: { entity: "size" },
  },
  subject: ["product"],
  steps: [
    ...chooseProduct<Values>(),
    read("others", ({ values, commerce }) =>
      wanted(values).some(isAvailable)
        ? []
        : commerce.inventory.alternatives(values.hit.product.id, variantOf(values), 4),
    ),
    say("availability", availability),
    say("others", alternatives),
    remember("shown", ({ values, memory }) => ({
      shown: values.others.length > 0 ? values.others.map(({ product }) => product.id) : memory.shown,
    })),
  ],
});

/** The variants that were asked about. */
function wanted({ hit, color, size }: Values): AvailableVariant[] {
  return hit.variants.filter(
    (variant) =>
      (color === undefined || isColor(variant.color, color)) && (size === undefined || variant.size === size),
  );
}

function availability(scene: Scene<Values>): Reply {
  const { values, replies, language } = scene;
  const variants = wanted(values);
  const free = variants.filter(isAvailable);
  const left = free.reduce((sum, { available }) => sum + (available ?? fewLeft + 1), 0);
  const others = values.hit.variants.filter(isAvailable);
  const sizes = labels(values.size === undefined ? free : others, "size", scene);
  const colors = labels(values.color === undefined ? free : others, "color", scene);
  const available = free.length > 0;
  const params = {
    title: inLanguage(values.hit.product.title, language),
    what: [
      values.size &&
        replies.render("product.in_size", language, { size: replies.label("size", values.size, language) }),
      values.color &&
        replies.render("product.in_color", language, {
          color: replies.label("color", values.color, language),
        }),
    ]
      .filter(Boolean)
      .join(" "),
    asked: values.size || values.color ? "yes" : "no",
    price: priceOf(values.hit.variants, scene),
    left,
    few: left <= fewLeft ? "yes" : "no",
    // What was asked for and is there need not be listed again.
    sizes,
    hasSizes: sizes && !(available && values.size !== undefined) ? "yes" : "no",
    colors,
    hasColors: colors && !(available && values.color !== undefined) ? "yes" : "no",
  };
  if (available) return { key: "product.availability.yes", params, next: nextAbout(values.hit) };
  return {
    key: others.length > 0 ? "product.availability.other_variants" : "product.availability.no",
    params,
  };
}

function alternatives(scene: Scene<Values>): Reply | null {
  const { others } = scene.values;
  if (others.length === 0) return null;
  return { key: "product.availability.alternatives", cards: others.map((hit) => productCard(hit, scene)) };
}
