import { formatMoney } from "../../models/format.ts";
import { amountsOf, type Return } from "../../models/return.ts";
import { isShopsFault, returnReasons } from "../../models/return-policy.ts";
import {
  agree,
  ask,
  branch,
  call,
  flow,
  go,
  type Question,
  read,
  type Scene,
  type Step,
  say,
} from "../engine/flow.ts";
import { takesBack, whatOf, whichArticle } from "./articles.ts";
import { insidePolicy, type Judged } from "./inside-policy.ts";
import { type Asked, tellOutcome } from "./outcome.ts";
import { knownReason, reasonIn } from "./words.ts";
import { yesOrNo } from "./yes-or-no.ts";

interface Values extends Asked, Judged {
  photo: string;
  /** Whether the very same can be had again. */
  again: boolean;
  remedy: string;
  sku: string;
  count: number;
  amounts: Pick<Return, "refund" | "toPay">;
  sure: boolean;
}

const remedies = ["again", "refund"] as const;

/** Sends one article of an order back, for its money. */
export const returnRequest = flow<Values>("return.request", {
  version: 1,
  intents: ["return.request"],
  slots: {
    ...takesBack,
    reason: { hears: reasonIn, parse: knownReason },
    photo: { picture: true },
    remedy: { parse: (text) => remedies.find((one) => one === text) ?? null },
    unworn: { confirms: true },
    sure: { confirms: true },
  },
  subject: ["number"],
  steps: whichArticle<Values>([
    ask("reason", ({ replies, language }) => ({
      reply: { key: "return.ask_reason" },
      options: returnReasons.map((value) => ({
        title: replies.render(`return.reason.${value}.button`, language),
        value,
      })),
    })),
    ...insidePolicy<Values>([...blame(), ...settle()]),
  ]),
});

/** What the shop is to blame for is shown, where it can be, and the same may be had again. */
function blame(): Step<Values>[] {
  return [
    branch("defect", ({ values }) => values.reason, {
      defective: [
        ask("photo", (scene) => ({
          reply: {
            key: "return.ask_photo",
            params: { what: whatOf(scene.values, scene) },
            next: [{ title: "menu.human.button", flow: "assist.human" }],
          },
        })),
      ],
    }),
    read("again", canBeHadAgain),
    branch("blame", ({ values }) => (isShopsFault(values.reason) && values.again ? "shop" : "nobody"), {
      shop: [
        ask("remedy", ({ replies, language }) => ({
          reply: { key: "return.ask_remedy" },
          options: remedies.map((value) => ({
            title: replies.render(`return.remedy.${value}.button`, language),
            value,
          })),
        })),
        branch("remedy", ({ values }) => values.remedy, {
          again: [go("again", ({ values }) => ({ flow: "return.exchange", slots: forExchange(values) }))],
        }),
      ],
    }),
  ];
}

function settle(): Step<Values>[] {
  return [
    read("sku", ({ values }) => values.article.line.sku),
    read("count", ({ values }) => Number(values.quantity ?? 1)),
    read("amounts", ({ values: { order, sku, count, others } }) =>
      amountsOf(order, { lines: [{ sku, quantity: count }] }, others),
    ),
    agree("sure", summary, ({ values: { sku, count, amounts } }) => JSON.stringify([sku, count, amounts])),
    branch("sure", ({ values }) => (values.sure ? "yes" : "no"), {
      no: [say("not sent", () => ({ key: "return.not_sent" }))],
      yes: [
        call("done", {
          action: "return.create",
          // The next one of the order: whoever asks for the same elsewhere meets the same key.
          key: ({ values: { order, others } }) => `return:${order.number}:${others.length + 1}`,
          args: ({ values, conversation }) => ({
            orderNumber: values.order.number,
            conversationId: conversation.id,
            lines: [{ sku: values.sku, quantity: values.count }],
            reason: values.reason,
            photos: values.photo === undefined ? [] : [values.photo],
          }),
          uses: ["sku", "count", "reason"],
          undo: {
            action: "return.undo",
            args: ({ key, args }) => ({ orderNumber: args.orderNumber, key }),
          },
        }),
        ...tellOutcome<Values>(
          ({ number, refund }, scene) => ({
            key: "return.agreed",
            params: {
              number,
              what: whatOf(scene.values, scene),
              amount: formatMoney(refund, scene.language),
              days: scene.shop.returns.refundDays,
            },
          }),
          ({ values }) => ({
            key: "return.failed",
            next: [
              {
                title: "engine.start_again.button",
                flow: "return.request",
                slots: { number: values.number },
              },
              { title: "menu.human.button", flow: "assist.human" },
            ],
          }),
        ),
      ],
    }),
  ];
}

async function canBeHadAgain({ values: { article, quantity }, commerce }: Scene<Values>): Promise<boolean> {
  const hit = article.product && (await commerce.inventory.getProduct(article.product.id));
  const same = hit?.variants.find(({ sku }) => sku === article.line.sku);
  return same !== undefined && (same.available === null || same.available >= Number(quantity ?? 1));
}

const forExchange = ({ number, article, quantity, reason, photo }: Values): Record<string, string> => ({
  number,
  item: article.line.sku,
  reason,
  ...(quantity !== undefined && { quantity }),
  ...(photo !== undefined && { photo }),
});

function summary(scene: Scene<Values>): Question {
  const { values, language } = scene;
  const { reason, amounts, order, number, article } = values;
  const mayFit = reason === "size" || reason === "color";
  return {
    reply: {
      key: "return.ask_sure",
      params: {
        what: whatOf(values, scene),
        number: order.number,
        amount: formatMoney(amounts.refund, language),
        by: order.payment,
        paid: amounts.refund.amountMinor > 0 ? "yes" : "no",
      },
      next: mayFit
        ? [
            {
              title: "title.return.exchange.button",
              flow: "return.exchange",
              slots: { number, item: article.line.sku },
            },
          ]
        : [],
    },
    options: yesOrNo(scene),
  };
}
