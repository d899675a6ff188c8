import { inLanguage } from "../../models/language.ts";
import type { ProductHit, ProductPage } from "../../models/ports/commerce.ts";
import { branch, flow, go, read, type Scene, say } from "../engine/flow.ts";
import type { Next, Reply } from "../engine/reply.ts";
import { productCard } from "./show.ts";

interface Values {
  /** A product's id or a category's key. */
  thing: string;
  /** Which page, counted from 0. */
  page: string;
  hit: ProductHit | null;
  found: ProductPage;
}

const pageSize = 5;

/** What is reduced now, of a kind or of all, and can be bought. */
export const promoOffers = flow<Values>("promo.offers", {
  version: 1,
  intents: ["promo.offers"],
  slots: {
    thing: { entity: "product" },
    page: { parse: (text) => (/^\d{1,3}$/.test(text) ? text : null), settled: true },
  },
  subject: ["thing"],
  steps: [
    read("hit", ({ values, commerce }) =>
      values.thing === undefined ? null : commerce.inventory.getProduct(values.thing),
    ),
    branch("of one", ({ values }) => (values.hit ? "yes" : "no"), {
      yes: [
        say("not reduced", notReduced),
        go("its price", ({ values }) => ({ flow: "product.price", slots: { product: values.thing } })),
      ],
      no: [read("found", find), say("offers", offers)],
    }),
  ],
});

function find({ values, commerce, language }: Scene<Values>): Promise<ProductPage> {
  return commerce.inventory.searchProducts({
    language,
    reduced: true,
    inStock: true,
    ...(values.thing !== undefined && { category: values.thing }),
    limit: pageSize,
    offset: pageOf(values) * pageSize,
  });
}

function offers(scene: Scene<Values>): Reply {
  const { values } = scene;
  const { hits, total } = values.found;
  if (hits.length === 0) return { key: "promo.offers.none", params: thingOf(scene), next: afterNone(values) };
  return {
    key: pageOf(values) > 0 ? "product.search.next_page" : "promo.offers.found",
    params: { ...thingOf(scene), total },
    cards: hits.map((hit) => productCard(hit, scene)),
    next: total > (pageOf(values) + 1) * pageSize ? [more(values)] : [],
  };
}

function notReduced({ values: { hit }, language }: Scene<Values>): Reply | null {
  const isReduced = hit?.variants.some(
    ({ price, compareAt }) => compareAt !== undefined && compareAt.amountMinor > price.amountMinor,
  );
  if (!hit || isReduced) return null;
  return { key: "promo.offers.not_reduced", params: { title: inLanguage(hit.product.title, language) } };
}

const pageOf = ({ page }: Values): number => Number(page ?? 0);

const more = ({ thing, page }: Values): Next => ({
  title: "product.search.more.button",
  flow: "promo.offers",
  slots: { ...(thing !== undefined && { thing }), page: String(Number(page ?? 0) + 1) },
});

const afterNone = ({ thing }: Values): Next[] => [
  thing === undefined
    ? { title: "title.consent.subscribe.button", flow: "consent.subscribe" }
    : { title: "promo.offers.all.button", flow: "promo.offers" },
  { title: "menu.search.button", flow: "product.search" },
];

function thingOf({ values: { thing }, replies, language }: Scene<Values>) {
  const isKind = thing !== undefined && replies.knows("category", thing);
  return { named: isKind ? "yes" : "no", thing: isKind ? replies.label("category", thing, language) : "" };
}
