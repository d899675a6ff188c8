import type { OrderLine } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import type { AvailableVariant, ProductHit } from "../../models/ports/commerce.ts";
import { amountsOf } from "../../models/refund.ts";
import { exchangeDays, type Return } from "../../models/return.ts";
import { isShopsFault, type ReturnReason } from "../../models/return-policy.ts";
import {
  agree,
  ask,
  branch,
  call,
  check,
  flow,
  handoff,
  type Option,
  type Problem,
  read,
  type Scene,
  type Step,
  say,
} from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { variantName } from "../product/name.ts";
import { takesBack, whatOf, whichArticle } from "./articles.ts";
import { insidePolicy, type Judged } from "./inside-policy.ts";
import { type Asked, tellOutcome } from "./outcome.ts";
import { knownReason, wantedSize } from "./words.ts";
import { yesOrNo } from "./yes-or-no.ts";

interface Values extends Asked, Judged {
  photo: string;
  hit: ProductHit | null;
  size: string;
  color: string;
  choice: Choice;
  instead: OrderLine;
  why: ReturnReason;
  count: number;
  sku: string;
  insteadSku: string;
  amounts: Pick<Return, "refund" | "toPay">;
  sure: boolean;
}

/** Other versions of the article that can be had now: by size where there are several, or else by colour. */
interface Choice {
  slot: "size" | "color";
  variants: AvailableVariant[];
}

/** Sends one article of an order back for another size or colour of it, or, where the shop is to blame, for the same. */
export const returnExchange = flow<Values>("return.exchange", {
  version: 1,
  intents: ["return.exchange"],
  slots: {
    ...takesBack,
    size: { entity: "size", hears: wantedSize },
    color: { entity: "color" },
    reason: { parse: knownReason },
    photo: { picture: true },
    unworn: { confirms: true },
    sure: { confirms: true },
  },
  subject: ["number"],
  steps: whichArticle<Values>([
    read("hit", async ({ values: { article }, commerce }) =>
      article.product ? commerce.inventory.getProduct(article.product.id) : null,
    ),
    branch("on sale", ({ values }) => (values.hit ? "yes" : "no"), {
      no: [
        handoff("person", (scene) => ({
          reason: "return.exchange",
          summary: `Exchange of ${whatOf(scene.values, scene)}, order ${scene.values.order.number}: it is not on sale any more.`,
        })),
      ],
      yes: [
        // Whatever does not fit is a matter of size or colour.
        read("reason", ({ values }) => values.reason ?? "size"),
        ...insidePolicy<Values>([
          branch("blame", ({ values }) => (isShopsFault(values.reason) ? "shop" : "nobody"), {
            nobody: chooseVariant(),
          }),
          branch("chosen", ({ values }) => (variantOf(values) ? "yes" : "no"), { yes: settle() }),
        ]),
      ],
    }),
  ]),
});

function chooseVariant(): Step<Values>[] {
  return [
    check("another one", notAnother),
    check("can be had", cannotBeHad),
    read("choice", ({ values }) => choiceOf(values)),
    branch("which", ({ values }) => (isChosen(values) ? "known" : (values.choice?.slot ?? "none")), {
      size: [ask("size", (scene) => question(scene))],
      color: [ask("color", (scene) => question(scene))],
      none: [say("none left", noneLeft)],
    }),
  ];
}

const isChosen = ({ size, color }: Values): boolean => size !== undefined || color !== undefined;

/** The variant that is wanted; what is not said stays as it is. */
function variantOf({ hit, article: { line }, size, color, reason }: Values): AvailableVariant | undefined {
  if (isShopsFault(reason)) return hit?.variants.find(({ sku }) => sku === line.sku);
  if (size === undefined && color === undefined) return undefined;
  return hit?.variants.find(
    (variant) => variant.size === (size ?? line.size) && variant.color === (color ?? line.color),
  );
}

/** "J'ai pris du 38" tells what they have, not what they want. */
function notAnother({ values }: Scene<Values>): Problem<Values> | null {
  return isChosen(values) && variantOf(values)?.sku === values.article.line.sku
    ? { forget: ["size", "color"] }
    : null;
}

function cannotBeHad(scene: Scene<Values>): Problem<Values> | null {
  const { values, made } = scene;
  if (!isChosen(values)) return null;
  const variant = variantOf(values);
  // What is put aside for this very exchange is not free any more.
  if (variant && (made.done || isFree(variant, values))) return null;
  const what = variantName(
    {
      ...values.article.line,
      size: values.size ?? values.article.line.size,
      color: values.color ?? values.article.line.color,
    },
    scene,
  );
  return {
    reply: { key: variant ? "return.exchange.sold_out" : "return.exchange.not_made", params: { what } },
    forget: ["size", "color"],
  };
}

const isFree = ({ available }: AvailableVariant, { quantity }: Values): boolean =>
  available === null || available >= Number(quantity ?? 1);

function choiceOf(values: Values): Choice | null {
  const { hit, article } = values;
  const { size, color, sku } = article.line;
  const others = hit?.variants.filter((variant) => variant.sku !== sku && isFree(variant, values)) ?? [];
  const choices: Choice[] = [
    { slot: "size", variants: others.filter((one) => one.color === color && one.size !== size) },
    { slot: "color", variants: others.filter((one) => one.size === size && one.color !== color) },
  ];
  return choices.find(({ variants }) => variants.length > 0) ?? null;
}

function question({ values: { choice }, replies, language }: Scene<Values>) {
  const { slot, variants } = choice;
  const options = variants.map((variant): Option => {
    const value = variant[slot]!;
    return { title: replies.label(slot, value, language), value };
  });
  return {
    reply: { key: slot === "size" ? "return.exchange.ask_size" : "return.exchange.ask_color" },
    options,
  };
}

function settle(): Step<Values>[] {
  return [
    read("instead", ({ values }) => insteadOf(values)),
    read("sku", ({ values }) => values.article.line.sku),
    read("insteadSku", ({ values }) => values.instead.sku),
    read("count", ({ values }) => Number(values.quantity ?? 1)),
    read("why", ({ values: { reason, instead, article } }) =>
      isShopsFault(reason) ? reason : instead.size !== article.line.size ? "size" : "color",
    ),
    read("amounts", ({ values: { order, sku, count, others, instead } }) =>
      amountsOf(order, { lines: [{ sku, quantity: count }], instead }, others),
    ),
    agree("sure", summary, ({ values: { sku, insteadSku, count, amounts } }) =>
      JSON.stringify([sku, insteadSku, count, amounts]),
    ),
    branch("sure", ({ values }) => (values.sure ? "yes" : "no"), {
      no: [say("not sent", () => ({ key: "return.not_sent" }))],
      yes: [
        call("done", {
          action: "return.exchange",
          key: ({ values: { order, others } }) => `return:${order.number}:${others.length + 1}`,
          args: ({ values, conversation }) => ({
            orderNumber: values.order.number,
            conversationId: conversation.id,
            lines: [{ sku: values.sku, quantity: values.count }],
            instead: values.instead,
            reason: values.why,
            photos: values.photo === undefined ? [] : [values.photo],
          }),
          uses: ["sku", "insteadSku", "count", "why"],
          undo: {
            action: "return.undo",
            args: ({ key, args }) => ({ orderNumber: args.orderNumber, key }),
          },
        }),
        ...tellOutcome<Values>(
          ({ number }, scene) => ({
            key: isShopsFault(scene.values.why) ? "return.again.agreed" : "return.exchange.agreed",
            params: { ...amountParams(scene), number, days: exchangeDays },
          }),
          tooLate,
        ),
      ],
    }),
  ];
}

function insteadOf(values: Values): OrderLine {
  const { sku, price, color, size } = variantOf(values)!;
  const { line } = values.article;
  const { product } = values.hit!;
  return {
    sku,
    productId: product.id,
    title: product.title,
    ...(color !== undefined && { color }),
    ...(size !== undefined && { size }),
    quantity: Number(values.quantity ?? 1),
    // The right one in place of the wrong one is what they bought, whatever it costs today.
    unitPrice: sku === line.sku ? line.unitPrice : price,
  };
}

function summary(scene: Scene<Values>) {
  return {
    reply: {
      key: isShopsFault(scene.values.why) ? "return.again.ask_sure" : "return.exchange.ask_sure",
      params: amountParams(scene),
    },
    options: yesOrNo(scene),
  };
}

function amountParams(scene: Scene<Values>) {
  const { values, language } = scene;
  const { refund, toPay } = values.amounts;
  const difference = toPay.amountMinor > 0 ? "pay" : refund.amountMinor > 0 ? "back" : "none";
  return {
    what: whatOf(values, scene),
    instead: variantName(values.instead, scene),
    difference,
    amount: formatMoney(difference === "pay" ? toPay : refund, language),
  };
}

const refundInstead = ({ values: { number, article } }: Scene<Values>) => ({
  title: "return.remedy.refund.button",
  flow: "return.request",
  slots: { number, item: article.line.sku, unworn: true },
});

function noneLeft(scene: Scene<Values>): Reply {
  const { hit, article } = scene.values;
  return {
    key: "return.exchange.none_left",
    params: { what: variantName({ title: article.line.title }, scene) },
    next: [
      refundInstead(scene),
      { title: "product.await.button", flow: "product.back_in_stock", slots: { product: hit!.product.id } },
    ],
  };
}

/** Somebody else had the last one while they made up their mind. */
function tooLate(scene: Scene<Values>): Reply {
  const { number, article, instead } = scene.values;
  return {
    key: "return.exchange.too_late",
    params: { instead: variantName(instead, scene) },
    next: [
      {
        title: "return.exchange.other.button",
        flow: "return.exchange",
        slots: { number, item: article.line.sku, unworn: true },
      },
      refundInstead(scene),
    ],
  };
}
