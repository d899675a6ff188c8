import type { Order } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import { agree, branch, type CallOutcome, call, flow, handoff, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { articleNames } from "./line.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";
import { reasonIn } from "./reason.ts";
import { stageOf } from "./stage-of.ts";
import { tooLate } from "./too-late.ts";

interface Values extends OwnOrder {
  reason: string;
  sure: boolean;
  changed: CallOutcome<Order>;
}

const keyOf = ({ values }: Scene<Values>): string => `order:${values.number}:cancel`;

const cancelled = call<Values>("changed", {
  action: "order.cancel",
  key: keyOf,
  args: ({ values }) => ({ number: values.number, ...(values.reason && { reason: values.reason }) }),
  uses: ["number"],
});

/** Takes an order back as long as it has not left; money that was paid is for people to give back. */
export const orderCancel = flow<Values>("order.cancel", {
  version: 1,
  intents: ["order.cancel"],
  slots: { ...ownOrder, reason: { hears: reasonIn }, sure: { confirms: true } },
  subject: ["number"],
  steps: [
    ...prove<Values>(),
    branch("stage", (scene) => stageOf(scene, keyOf(scene)), {
      open: [
        agree("sure", sure, ({ values }) => values.number),
        branch("sure", ({ values }) => (values.sure ? "yes" : "no"), {
          yes: [cancelled],
          no: [say("kept", ({ values }) => kept(values.order))],
        }),
      ],
      made: [
        cancelled,
        branch("outcome", ({ values }) => (values.changed.ok ? "done" : "late"), {
          done: [
            say("done", done),
            branch("money", ({ values }) => (values.order.paid ? "paid" : "none"), {
              paid: [
                handoff("refund", ({ values: { order } }) => ({
                  reason: "refund_due",
                  summary: `Order ${order.number} was cancelled by the shopper. Pay back ${formatMoney(order.total, "en")} (${order.payment}).`,
                })),
              ],
            }),
          ],
          late: [say("late", (scene) => tooLate("cancel", scene))],
        }),
      ],
      closed: [say("too late", (scene) => tooLate("cancel", scene))],
    }),
  ],
});

function sure(scene: Scene<Values>) {
  const { language, replies, values } = scene;
  const { number, lines, total } = values.order;
  const told = values.reason !== undefined;
  return {
    reply: {
      key: "order.cancel.sure",
      params: {
        number,
        lines: articleNames(lines, scene),
        total: formatMoney(total, language),
        told: told ? "yes" : "no",
      },
    },
    options: [
      { title: replies.render("order.cancel.yes.button", language), value: true },
      { title: replies.render("order.cancel.no.button", language), value: false },
    ],
  };
}

const kept = ({ number }: Order) => ({
  key: "order.cancel.kept",
  params: { number },
  next: [
    { title: "order.track.button", flow: "order.track", slots: { number } },
    { title: "title.order.change_item.button", flow: "order.change_item", slots: { number } },
  ],
});

function done({ values: { order }, language }: Scene<Values>): Reply {
  return {
    key: "order.cancel.done",
    params: {
      number: order.number,
      paid: order.paid ? "yes" : "no",
      total: formatMoney(order.total, language),
    },
    next: order.paid ? [] : [{ title: "menu.search.button", flow: "product.search" }],
  };
}
