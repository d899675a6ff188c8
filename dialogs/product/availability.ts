import { shadesOf } from "../../models/colors.ts";
import { inLanguage } from "../../models/language.ts";
import type { AvailableVariant, ProductHit } from "../../models/ports/commerce.ts";
import { branch, flow, go, read, remember, type Scene, say } from "../engine/flow.ts";
import type { Next, Reply } from "../engine/reply.ts";
import type { Memory } from "../engine/state.ts";
import { type AboutProduct, aboutProduct, chooseProduct, variantOf } from "./choose.ts";
import { nextAbout } from "./details.ts";
import { wantedBefore, wanting } from "./quantity.ts";
import { fewLeft, isAvailable, labels, priceOf, productCard } from "./show.ts";

interface Values extends AboutProduct {
  others: ProductHit[];
}

/** "Vous l'avez en 38 ?": yes with what is left, or no with what there is instead. */
export const productAvailability = flow<Values>("product.availability", {
  version: 5,
  intents: ["product.availability"],
  slots: { ...aboutProduct, color: { entity: "color" }, size: { entity: "size" } },
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
    remember("variant", ({ values }) => ({
      variant: { product: values.hit.product.id, ...variantOf(values) },
    })),
    branch("instead", ({ values }) => (values.others.length > 0 ? "some" : "none"), {
      some: [remember("shown", shownInstead)],
    }),
    branch("aside", (scene) => (isPutAside(scene) ? "at once" : "offered"), {
      "at once": [
        go("aside", ({ values }) => ({
          flow: "reservation.create",
          slots: { product: values.hit.product.id, ...variantOf(values) },
        })),
      ],
    }),
  ],
});

/** The one variant that was asked about is there, and the shop puts such aside unasked. */
function isPutAside({ values, shop }: Scene<Values>): boolean {
  const [one, ...others] = wanted(values);
  return shop.reservation === "automatic" && one !== undefined && others.length === 0 && isAvailable(one);
}

/** What there is instead is wanted as often. */
function shownInstead({ values, memory }: Scene<Values>): Partial<Memory> {
  const { id } = values.hit.product;
  const shown = values.others.map(({ product }) => product.id);
  const quantity = wantedBefore({ memory }, id);
  return { shown, ...(quantity !== undefined && wanting(quantity, [id, ...shown])) };
}

const inColor = (variants: AvailableVariant[], color: string | undefined): AvailableVariant[] => {
  if (color === undefined) return variants;
  const exact = variants.filter((variant) => variant.color === color);
  return exact.length > 0
    ? exact
    : variants.filter((variant) => shadesOf(color).includes(variant.color ?? ""));
};

const inSize = (variants: AvailableVariant[], size: string | undefined): AvailableVariant[] =>
  size === undefined ? variants : variants.filter((variant) => variant.size === size);

/** The variants that were asked about; shades of the colour when the colour itself is not made. */
const wanted = ({ hit, color, size }: Values): AvailableVariant[] =>
  inSize(inColor(hit.variants, color), size);

function availability(scene: Scene<Values>): Reply {
  const { hit, color, size } = scene.values;
  const made = wanted(scene.values);
  const free = made.filter(isAvailable);
  const params = {
    title: inLanguage(hit.product.title, scene.language),
    price: priceOf(hit.variants, scene),
  };
  if (free.length > 0) {
    const left = free.reduce((sum, { available }) => sum + (available ?? fewLeft + 1), 0);
    const lists = {
      sizes: size === undefined ? labels(free, "size", scene) : "",
      colors: color === undefined ? labels(free, "color", scene) : "",
    };
    const what = variantText(free, scene);
    return {
      key: "product.availability.yes",
      params: {
        ...params,
        ...lists,
        ...filled(lists),
        what,
        asked: what ? "yes" : "no",
        left,
        few: left <= fewLeft ? "yes" : "no",
      },
      next: nextAbout(hit, "product.availability", variantOf(scene.values)).filter(
        ({ flow }) => flow !== "reservation.create" || !isPutAside(scene),
      ),
    };
  }
  const others = hit.variants.filter(isAvailable);
  const lists = {
    sizes: labels(inColor(others, color), "size", scene),
    colors: labels(inSize(others, size), "color", scene),
  };
  const key =
    others.length === 0
      ? "product.availability.no"
      : made.length > 0
        ? "product.availability.sold_out"
        : "product.availability.not_made";
  return {
    key,
    params: {
      ...params,
      what: variantText(made, scene),
      ...lists,
      ...filled(lists),
      ...asked(scene),
      allSizes: labels(others, "size", scene),
    },
    next: [
      // What is gone is not to be had by a tap: it asks which of the others.
      ...(others.length > 0 ? nextAbout(hit, "product.availability") : []),
      ...(made.length > 0 ? [awaiting(scene)] : []),
    ],
  };
}

/** To be told when what was asked about is back. */
const awaiting = ({ values }: Scene<Values>): Next => ({
  title: "product.await.button",
  flow: "product.back_in_stock",
  slots: { product: values.hit.product.id, ...variantOf(values) },
});

/** "rouge, 38": what was asked for, by the shade that is there. */
function variantText(variants: AvailableVariant[], scene: Scene<Values>): string {
  const { color, size } = scene.values;
  const { replies, language } = scene;
  const shown =
    color === undefined ? "" : labels(variants, "color", scene) || replies.label("color", color, language);
  return [shown, size && replies.label("size", size, language)]
    .filter(Boolean)
    .join(language === "ar" ? "، " : ", ");
}

const filled = ({ sizes, colors }: { sizes: string; colors: string }) => ({
  hasSizes: sizes ? "yes" : "no",
  hasColors: colors ? "yes" : "no",
});

/** Whether a colour and a size were asked for, and which. */
function asked({ values: { color, size }, replies, language }: Scene<Values>) {
  return {
    color: color === undefined ? "" : replies.label("color", color, language),
    size: size === undefined ? "" : replies.label("size", size, language),
    inColor: color === undefined ? "no" : "yes",
    inSize: size === undefined ? "no" : "yes",
  };
}

function alternatives(scene: Scene<Values>): Reply | null {
  const { others } = scene.values;
  if (others.length === 0) return null;
  return { key: "product.availability.alternatives", cards: others.map((hit) => productCard(hit, scene)) };
}
