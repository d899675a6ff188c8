import { formatMoney } from "../../models/format.ts";
import { amountsOf } from "../../models/refund.ts";
import type { Return } from "../../models/return.ts";
import { isShopsFault, returnReasons } from "../../models/return-policy.ts";
import {
  agree,
  ask,
  branch,
  call,
  flow,
  go,
  handoff,
  type Question,
  read,
  type Scene,
  type Step,
  say,
} from "../engine/flow.ts";
import { takesBack, whatOf, whichArticle } from "./articles.ts";
import { insidePolicy, type Judged } from "./inside-policy.ts";
import { type Asked, tellOutcome } from "./outcome.ts";
import { hasNoPicture, knownReason, reasonIn, wantsMoney } from "./words.ts";
import { yesOrNo } from "./yes-or-no.ts";

interface Values extends Asked, Judged {
  photo: string;
  hasNoPhoto: boolean;
  /** What may be had for it; none: the money, without a question. */
  remedies: Remedy[];
  remedy: Remedy;
  sku: string;
  count: number;
  amounts: Pick<Return, "refund" | "toPay">;
  sure: boolean;
}

const allRemedies = ["again", "exchange", "refund"] as const;
type Remedy = (typeof allRemedies)[number];

/** Sends one article of an order back, for its money. */
export const returnRequest = flow<Values>("return.request", {
  version: 1,
  intents: ["return.request"],
  slots: {
    ...takesBack,
    reason: { hears: reasonIn, parse: knownReason },
    photo: { picture: true },
    hasNoPhoto: { hears: (text) => (hasNoPicture(text) ? true : null) },
    remedy: {
      hears: (text) => (wantsMoney(text) ? "refund" : null),
      parse: (text) => allRemedies.find((one) => one === text) ?? null,
    },
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
    ...insidePolicy<Values>([...remedy(), ...settle()]),
  ]),
});

/** What is broken is shown; and something else may be had for it. */
function remedy(): Step<Values>[] {
  return [
    branch("defect", ({ values }) => values.reason, {
      defective: [
        branch("shown", ({ values }) => (values.photo === undefined && values.hasNoPhoto ? "no" : "yes"), {
          no: [
            handoff("unseen", (scene) => ({
              reason: "complaint.defective",
              summary: `${whatOf(scene.values, scene)} of order ${scene.values.order.number} came broken; they cannot send a picture.`,
            })),
          ],
        }),
        ask("photo", (scene) => ({
          reply: {
            key: "return.ask_photo",
            params: { what: whatOf(scene.values, scene) },
            next: [{ title: "menu.human.button", flow: "assist.human" }],
          },
        })),
      ],
    }),
    read("remedies", remediesFor),
    branch("remedies", ({ values }) => (values.remedies.length > 1 ? "several" : "one"), {
      several: [
        ask("remedy", ({ values, replies, language }) => ({
          reply: { key: "return.ask_remedy" },
          options: values.remedies.map((value) => ({
            title: replies.render(`return.remedy.${value}.button`, language),
            value,
          })),
        })),
        branch("remedy", ({ values }) => (values.remedy === "refund" ? "money" : "article"), {
          article: [
            go("exchange", ({ values }) => ({ flow: "return.exchange", slots: forExchange(values) })),
          ],
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

/** The same again where the shop is to blame, another size or colour where that is what is wrong, if there is one. */
async function remediesFor({ values, commerce }: Scene<Values>): Promise<Remedy[]> {
  const { article, quantity, reason } = values;
  const hit = article.product && (await commerce.inventory.getProduct(article.product.id));
  const free = (hit?.variants ?? []).filter(
    ({ available }) => available === null || available >= Number(quantity ?? 1),
  );
  if (isShopsFault(reason))
    return free.some(({ sku }) => sku === article.line.sku) ? ["again", "refund"] : ["refund"];
  const mayFit = reason === "size" || reason === "color";
  return mayFit && free.some(({ sku }) => sku !== article.line.sku) ? ["exchange", "refund"] : ["refund"];
}

const forExchange = ({ number, article, quantity, reason, photo, unworn }: Values) => ({
  number,
  item: article.line.sku,
  ...(quantity !== undefined && { quantity }),
  ...(isShopsFault(reason) && { reason }),
  ...(photo !== undefined && { photo }),
  ...(unworn !== undefined && { unworn }),
});

function summary(scene: Scene<Values>): Question {
  const { values, language } = scene;
  const { amounts, order } = values;
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
    },
    options: yesOrNo(scene),
  };
}
