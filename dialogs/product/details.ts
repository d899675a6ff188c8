import { inLanguage } from "../../models/language.ts";
import type { ProductHit } from "../../models/ports/commerce.ts";
import type { ReplyParams } from "../../models/ports/replies.ts";
import { flow, type Scene, say } from "../engine/flow.ts";
import type { Next, Reply } from "../engine/reply.ts";
import { type AboutProduct, aboutProduct, chooseProduct } from "./choose.ts";
import { isAvailable, labels, priceTag, productCard } from "./show.ts";

/** What one may want to know next about a product. @param variant the colour and the size that are meant, where those can be had */
export function nextAbout(
  hit: ProductHit,
  from: string,
  variant: { color?: string; size?: string } = {},
): Next[] {
  const slots = { product: hit.product.id };
  const steps: Next[] = [
    { title: "product.availability.button", flow: "product.availability", slots },
    { title: "product.photo.button", flow: "product.photo", slots },
    ...(hit.variants.some(({ size }) => size !== undefined)
      ? [{ title: "product.size_guide.button", flow: "size_adviser" }]
      : []),
    { title: "title.cart.add.button", flow: "cart.add", slots: { ...slots, ...variant } },
    { title: "product.reserve.button", flow: "reservation.create", slots: { ...slots, ...variant } },
  ];
  return steps.filter(({ flow }) => flow !== from);
}

function facts({ values, replies, language }: Scene<AboutProduct>): ReplyParams {
  const { product, variants } = values.hit;
  const scene = { replies, language };
  const colors = labels(variants.filter(isAvailable), "color", scene);
  return {
    title: inLanguage(product.title, language),
    description: inLanguage(product.description, language),
    price: priceTag(variants, scene),
    colors,
    hasColors: colors ? "yes" : "no",
  };
}

export const productDetails = flow<AboutProduct>("product.details", {
  version: 3,
  intents: ["product.details"],
  slots: aboutProduct,
  subject: ["product"],
  steps: [
    ...chooseProduct<AboutProduct>(),
    say("details", (scene) => ({
      key: "product.details.say",
      params: facts(scene),
      ...picture(scene),
      next: nextAbout(scene.values.hit, "product.details"),
    })),
  ],
});

export const productPrice = flow<AboutProduct>("product.price", {
  version: 3,
  intents: ["product.price"],
  slots: aboutProduct,
  subject: ["product"],
  steps: [
    ...chooseProduct<AboutProduct>(),
    say("price", (scene) => ({
      key: "product.price.say",
      params: facts(scene),
      next: nextAbout(scene.values.hit, "product.price"),
    })),
  ],
});

export const productPhoto = flow<AboutProduct>("product.photo", {
  version: 3,
  intents: ["product.photo"],
  slots: aboutProduct,
  subject: ["product"],
  steps: [
    ...chooseProduct<AboutProduct>(),
    say("photo", (scene) => ({
      key: scene.values.hit.product.images.length > 0 ? "product.photo.say" : "product.photo.none",
      params: facts(scene),
      ...picture(scene),
      next: nextAbout(scene.values.hit, "product.photo"),
    })),
  ],
});

function picture(scene: Scene<AboutProduct>): Pick<Reply, "image"> {
  const { image, title } = productCard(scene.values.hit, scene);
  return image === undefined ? {} : { image: { url: image, alt: title } };
}
