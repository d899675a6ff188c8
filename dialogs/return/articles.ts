import type { OrderLine, Product } from "../../models/commerce.ts";
import { isOpen } from "../../models/order.ts";
import { leftOf } from "../../models/refund.ts";
import { linesHad, type Return, sentInstead } from "../../models/return.ts";
import { deliveredAt } from "../../models/return-policy.ts";
import {
  ask,
  branch,
  check,
  go,
  type Option,
  read,
  type Scene,
  type Slot,
  type Step,
  say,
} from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";
import { type OwnOrder, prove } from "../order/prove.ts";
import { variantName } from "../product/name.ts";
import { counted } from "./name.ts";
import { isDelivered, latestOrder, ownReturns } from "./own-returns.ts";
import { keepsIt } from "./words.ts";

/** An article of the order that may still come back. */
export interface Article {
  line: OrderLine;
  left: number;
  /** When it arrived; what was sent instead of another, when it left. */
  since: Date;
  /** Null: not on sale any more, or not known to the shop by its SKU alone. */
  product: Product | null;
}

/** The values of any flow that takes an article back. */
export interface TakesBack extends OwnOrder {
  keeps: boolean;
  /** The other returns of the order: without the one that this run has made. */
  others: Return[];
  articles: Article[];
  /** A SKU, or what the shopper calls it: a product's id or a category's key. */
  item: string;
  /** The shopper's own words for it. */
  called: string;
  article: Article;
  quantity: string;
}

/** As many as a shopper can choose from by tapping. */
const mostChoices = 6;

/** The slots of such a flow. */
export const takesBack: {
  [K in "number" | "fact" | "keeps" | "item" | "called" | "quantity"]: Slot<TakesBack>;
} = {
  ...(ownReturns as { number: Slot<TakesBack>; fact: Slot<TakesBack> }),
  keeps: { hears: (text) => (keepsIt(text) ? true : null) },
  item: { entity: "product" },
  called: { hears: (_, { entities }) => entities.find(({ type }) => type === "product")?.value ?? null },
  quantity: { entity: "quantity", parse: (text) => /^\s*(\d{1,2})\s*$/.exec(text)?.[1] ?? null },
};

/**
 * Finds out which article of which order comes back, as `article` and `quantity`, then goes on with `then`. Whoever keeps
 * it after all, during the run or just after it, has what it did undone.
 */
export function whichArticle<V extends TakesBack>(then: Step<V>[]): Step<V>[] {
  const steps: Step<TakesBack>[] = [
    branch("keeps", ({ values, made }) => (!values.keeps ? "no" : made.done ? "undone" : "earlier"), {
      undone: [say("kept", () => ({ key: "return.kept" }))],
      earlier: [go("cancel", ({ values }) => ({ flow: "return.cancel", slots: numberOf(values) }))],
      no: [
        latestOrder<TakesBack>(isDelivered),
        ...prove<TakesBack>(),
        branch("arrived", ({ values }) => (isDelivered(values.order) ? "yes" : "no"), {
          no: [say("not yet", notDelivered)],
          yes: [
            read("others", othersOf),
            read("articles", articlesOf),
            branch("left", ({ values }) => (values.articles.length === 0 ? "none" : "some"), {
              none: [say("nothing left", nothingLeft)],
              some: [...chooseArticle, ...(then as unknown as Step<TakesBack>[])],
            }),
          ],
        }),
      ],
    }),
  ];
  return steps as unknown as Step<V>[];
}

const chooseArticle: Step<TakesBack>[] = [
  check("in the order", ({ values }) => {
    const { item, order } = values;
    const meant = meantBy(values);
    if (item === undefined || meant.length === 1) return null;
    const isUnknown = meant.length === 0;
    return {
      ...(isUnknown && { reply: { key: "return.not_in_order", params: { number: order.number } } }),
      forget: ["item"],
    };
  }),
  branch("several", ({ values }) => (isClear(values) ? "one" : "several"), {
    several: [
      ask("item", (scene) => ({
        reply: { key: "return.ask_item", ...(isUnheardOf(scene.values) && { next: [toPerson] }) },
        options: articleOptions(scene),
      })),
    ],
  }),
  read("article", ({ values }) => meantBy(values)[0]),
  check("as many", ({ values: { quantity, article } }) =>
    quantity !== undefined && !(Number(quantity) >= 1 && Number(quantity) <= article.left)
      ? { forget: ["quantity"] }
      : null,
  ),
  branch("how many", ({ values }) => (values.article.left > 1 ? "several" : "one"), {
    several: [
      ask("quantity", (scene) => ({
        reply: { key: "return.ask_quantity", params: { what: nameOf(scene.values.article, scene) } },
        options: Array.from({ length: Math.min(mostChoices, scene.values.article.left) }, (_, at) => ({
          title: String(at + 1),
          value: String(at + 1),
        })),
      })),
    ],
  }),
];

const numberOf = ({ number }: OwnOrder): Record<string, string> => (number === undefined ? {} : { number });

const othersOf = async ({ values, commerce, made }: Scene<TakesBack>): Promise<Return[]> =>
  (await commerce.returns.findReturns(values.order.number)).filter(({ key }) => key !== made.done?.key);

async function articlesOf({ values: { order, others }, commerce }: Scene<TakesBack>): Promise<Article[]> {
  const left = leftOf(order, others);
  const sent = sentInstead(others);
  const had = linesHad(order, others);
  const lines = had.filter(({ sku }, at) => had.findIndex((one) => one.sku === sku) === at);
  const articles = lines.map(
    async (line): Promise<Article> => ({
      line,
      left: left.get(line.sku) ?? 0,
      since: sent.findLast((one) => one.line.sku === line.sku)?.sentAt ?? deliveredAt(order)!,
      product:
        line.productId === undefined
          ? null
          : ((await commerce.inventory.getProduct(line.productId))?.product ?? null),
    }),
  );
  return (await Promise.all(articles)).filter((article) => article.left > 0);
}

/** The only article there is, unless another one was named. */
const isClear = ({ articles, item, called }: TakesBack): boolean =>
  item === undefined && articles.length === 1 && called === undefined;

const toPerson: Next = { title: "menu.human.button", flow: "assist.human" };

/** Of a kind of which there are several, the one that is called like that: "le rouge à lèvres" among the make-up. */
function meantBy({ articles, item, called }: TakesBack): Article[] {
  if (item === undefined) return articles;
  const meant = articles.filter(
    ({ line, product }) => line.sku === item || line.productId === item || product?.category === item,
  );
  const named = meant.filter(({ line }) => called !== undefined && isNamed(line, called));
  return meant.length > 1 && named.length === 1 ? named : meant;
}

const isNamed = ({ title }: OrderLine, called: string): boolean =>
  Object.values(title).some((name) => wordsOf(called).every((word) => wordsOf(name).includes(word)));

/** What they call it is nothing of the order. */
const isUnheardOf = ({ articles, called }: TakesBack): boolean =>
  called !== undefined && !articles.some(({ line }) => isNamed(line, called));

/** Without the Arabic article: "أحمر الشفاه" is "أحمر شفاه". */
const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}+/gu) ?? []).map((word) => word.replace(/^ال/u, ""));

function articleOptions(scene: Scene<TakesBack>): Option[] {
  return scene.values.articles.map((article) => ({ title: nameOf(article, scene), value: article.line.sku }));
}

type Words = Pick<Scene<unknown>, "replies" | "language">;

/** "Robe Lina (rouge, 38)". */
export const nameOf = ({ line }: Pick<Article, "line">, words: Words): string => variantName(line, words);

/** "2 × Hijab Sara (noir)". */
export const whatOf = ({ article, quantity = "1" }: TakesBack, words: Words): string =>
  counted(nameOf(article, words), Number(quantity));

function notDelivered({ values: { order, number } }: Scene<TakesBack>) {
  const cancel: Next = { title: "title.order.cancel.button", flow: "order.cancel", slots: { number } };
  const track: Next = { title: "order.track.button", flow: "order.track", slots: { number } };
  const isOver = ["refused", "cancelled", "returned"].includes(order.state);
  return {
    key: isOver ? "return.order_over" : "return.not_delivered",
    params: { number: order.number },
    next: isOver
      ? [{ title: "title.refund.status.button", flow: "refund.status", slots: { number } }]
      : [track, ...(isOpen(order.state) ? [cancel] : [])],
  };
}

const nothingLeft = ({ values: { order, number } }: Scene<TakesBack>) => ({
  key: "return.nothing_left",
  params: { number: order.number },
  next: [{ title: "title.return.status.button", flow: "return.status", slots: { number } }],
});
