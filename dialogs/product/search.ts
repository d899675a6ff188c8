import { shadesOf } from "../../models/colors.ts";
import { formatMoney } from "../../models/format.ts";
import type { ProductPage, ProductQuery } from "../../models/ports/commerce.ts";
import type { Understanding } from "../../models/ports/recogniser.ts";
import { ask, branch, flow, go, read, remember, type Scene, type Slot, say } from "../engine/flow.ts";
import type { Next, Reply } from "../engine/reply.ts";
import type { Memory } from "../engine/state.ts";
import { besideIn, thatOne } from "./beside.ts";
import { variantOf } from "./choose.ts";
import { type PriceOrder, priceOrder } from "./price-order.ts";
import { quantityOf, saidQuantity, wanting } from "./quantity.ts";
import { namesNothing } from "./range-words.ts";
import { productCard } from "./show.ts";

interface Values {
  /** A product's id or a category's key. */
  thing: string;
  /** The shopper's own words for it. */
  words: string;
  /** They asked what there is, and named nothing. */
  range: boolean;
  /** Keys of categories to choose from. */
  kinds: string[];
  color: string;
  size: string;
  priceMin: string;
  priceMax: string;
  sort: PriceOrder;
  /** How many of it they want, as text. */
  quantity: string;
  /** Which page, counted from 0, and of which wish: another wish begins at its first page. */
  page: string;
  pageOf: string;
  /** It is to go with this: a product's id, a category's key, or what they were told of last. */
  beside: string;
  isProduct: boolean;
  found: ProductPage & { relaxed: boolean };
}

const pageSize = 5;
const mostChars = 200;

const number = (text: string): string | null => (/^\d{1,9}$/.test(text) ? text : null);

/** Looks for products; "en rouge", "moins cher", "under 300" narrow what was found. */
export const productSearch = flow<Values>("product.search", {
  version: 2,
  intents: ["product.search", "product.recommendation"],
  slots: {
    thing: { entity: "product" },
    color: { entity: "color" },
    size: { entity: "size" },
    priceMin: { entity: "price_min", parse: number },
    priceMax: { entity: "price_max", parse: number },
    sort: priceOrder,
    quantity: saidQuantity as Slot<Values>,
    words: { free: true, hears: wordsOf, parse: wordsIn },
    range: { hears: asksForRange, settled: true },
    beside: { hears: besideIn, settled: true },
    page: { parse: number },
    pageOf: {},
  },
  subject: ["thing", "words"],
  continues: ["product.availability"],
  steps: [
    branch("beside", (scene) => (besideOf(scene) === undefined ? "no" : "yes"), {
      yes: [go("goes with", (scene) => ({ flow: "product.goes_with", slots: { thing: besideOf(scene)! } }))],
    }),
    branch("anything", ({ values }) => (tellsSomething(values) ? "yes" : "no"), {
      no: [read("kinds", kinds), ask("words", question)],
    }),
    read(
      "isProduct",
      async ({ values, commerce }) =>
        values.thing !== undefined && (await commerce.inventory.getProduct(values.thing)) !== null,
    ),
    branch("one product", ({ values }) => (values.isProduct ? "yes" : "no"), {
      yes: [
        go("product", ({ values }) => ({
          flow: "product.availability",
          slots: { product: values.thing, ...variantOf(values), ...quantityOf(values) },
        })),
      ],
    }),
    read("found", find),
    branch("some", ({ values }) => (values.found.hits.length > 0 ? "yes" : "no"), {
      no: [read("kinds", kinds)],
    }),
    say("found", results),
    remember("shown", shownOf),
  ],
});

/** On a later page, what was shown before may still be chosen. */
function shownOf({ values, memory }: Scene<Values>): Partial<Memory> {
  const shown = values.found.hits.map(({ product }) => product.id);
  const before = pageNumber(values) > 0 ? (memory.wanted?.products ?? []) : [];
  return { shown, ...wanting(values.quantity, [...before, ...shown]) };
}

/** What it is to go with, when that is known. */
const besideOf = ({ values: { beside }, memory }: Scene<Values>): string | undefined =>
  beside === thatOne ? memory.product : beside;

const isSearch = ({ intents: [best] }: Understanding): boolean =>
  best?.name === "product.search" || best?.name === "product.recommendation";

function asksForRange(text: string, heard: Understanding): true | null {
  return isSearch(heard) && heard.entities.length === 0 && namesNothing(text) ? true : null;
}

function wordsIn(text: string): string | null {
  return namesNothing(text) ? null : text.trim().slice(0, mostChars) || null;
}

/** Words in an utterance that asks for something we have no name for: "un cadeau pour ma mère". */
function wordsOf(text: string, heard: Understanding): string | null {
  const { entities } = heard;
  const named = entities.some(({ type }) => type === "product");
  if (!named && (!isSearch(heard) || entities.length > 0)) return null;
  let rest = text;
  const values = entities.filter(({ type }) => type !== "product").sort((a, b) => b.start - a.start);
  for (const { start, end } of values) {
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  }
  return named ? rest.trim().slice(0, mostChars) || null : wordsIn(rest);
}

const tellsSomething = (values: Values): boolean =>
  [values.thing, values.words, values.color, values.size, values.priceMin, values.priceMax].some(
    (value) => value !== undefined,
  );

function question(scene: Scene<Values>): { reply: Reply } {
  const key = scene.values.range ? "product.search.range" : "product.search.ask";
  return { reply: { key, next: kindsToChoose(scene) } };
}

/** As many as one looks through, in a list or numbered. */
const mostKinds = 8;

/** The shop's largest categories, of those that it has a word for. */
async function kinds({ commerce, replies }: Scene<Values>): Promise<string[]> {
  const all = await commerce.inventory.categories(2 * mostKinds);
  return all.filter((category) => replies.knows("category", category)).slice(0, mostKinds);
}

const kindsToChoose = ({ values, replies, language }: Scene<Values>): Next[] =>
  values.kinds.map((category) => ({
    title: replies.label("category", category, language),
    literal: true,
    flow: "product.search",
    slots: { thing: category },
  }));

/** What fits; when nothing does, what fits without colour and size, then without the words, and it is said so. */
async function find({ values, commerce, language }: Scene<Values>): Promise<Values["found"]> {
  const { inventory } = commerce;
  const page = pageNumber(values);
  const base: ProductQuery = {
    language,
    limit: pageSize,
    offset: page * pageSize,
    inStock: true,
    ...(values.thing !== undefined && { category: values.thing }),
    ...(values.priceMin !== undefined && { priceMinMinor: Number(values.priceMin) }),
    ...(values.priceMax !== undefined && { priceMaxMinor: Number(values.priceMax) }),
    ...(values.sort !== undefined && { sort: values.sort }),
    ...(values.words !== undefined && { words: values.words }),
  };
  const variant = {
    ...(values.color !== undefined && { color: values.color }),
    ...(values.size !== undefined && { size: values.size }),
  };
  const exact = await inventory.searchProducts({ ...base, ...variant });
  if (exact.total > 0) return { ...exact, relaxed: false };
  const { words: _, ...withoutWords } = base;
  const kind =
    values.thing === undefined ? exact : await inventory.searchProducts({ ...withoutWords, ...variant });
  if (kind.total > 0 || Object.keys(variant).length === 0) return { ...kind, relaxed: false };
  for (const color of shadesOf(values.color ?? "")) {
    const shade = await inventory.searchProducts({ ...base, ...variant, color });
    if (shade.total > 0) return { ...shade, relaxed: true };
  }
  const anyVariant = await inventory.searchProducts(base);
  if (anyVariant.total > 0 || values.thing === undefined) return { ...anyVariant, relaxed: true };
  return { ...(await inventory.searchProducts(withoutWords)), relaxed: true };
}

function results(scene: Scene<Values>): Reply {
  const { values, replies, language } = scene;
  const { hits, total, relaxed } = values.found;
  const shown = (pageNumber(values) + 1) * pageSize;
  const max = values.priceMax === undefined ? "" : price(Number(values.priceMax), scene);
  const params = {
    total,
    thing: values.thing === undefined ? "" : replies.label("category", values.thing, language),
    max,
    limited: max ? "yes" : "no",
    sorted: values.sort ?? "no",
  };
  if (hits.length === 0) {
    return {
      key: "product.search.none",
      params,
      next: values.thing === undefined ? [...kindsToChoose(scene), human] : [human, restart],
    };
  }
  const page = pageNumber(values);
  return {
    key: page > 0 ? "product.search.next_page" : relaxed ? "product.search.relaxed" : "product.search.found",
    params,
    cards: hits.map((hit) => productCard(hit, scene)),
    next:
      total > shown
        ? [{ title: "product.search.more.button", flow: "product.search", slots: nextPage(values) }]
        : [],
  };
}

const human: Next = { title: "menu.human.button", flow: "assist.human" };
const restart: Next = { title: "product.search.again.button", flow: "product.search" };

const price = (amountMinor: number, { shop, language }: Scene<Values>): string =>
  formatMoney({ amountMinor, currency: shop.currency }, language);

function wish({
  thing,
  words,
  color,
  size,
  priceMin,
  priceMax,
  sort,
  quantity,
}: Values): Record<string, string> {
  const known = Object.entries({ thing, words, color, size, priceMin, priceMax, sort, quantity });
  return Object.fromEntries(known.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const wishName = (values: Values): string => Object.values(wish(values)).join("|");

const pageNumber = (values: Values): number =>
  values.pageOf === wishName(values) ? Number(values.page ?? 0) : 0;

const nextPage = (values: Values): Record<string, string> => ({
  ...wish(values),
  page: String(pageNumber(values) + 1),
  pageOf: wishName(values),
});
