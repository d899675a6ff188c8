import { formatMoney } from "../../models/format.ts";
import { isPayable } from "../../models/order.ts";
import { branch, type CallOutcome, call, flow, handoff, type Scene, type Slot, say } from "../engine/flow.ts";
import { type OwnOrder, ownOrder, prove } from "../order/prove.ts";
import { isTakenTwice } from "./taken-twice.ts";

interface Values extends OwnOrder {
  /** The money was taken twice, or without an order. */
  twice: boolean;
  link: CallOutcome<{ payUrl: string }>;
}

/** A card that was refused gets a new link; money that was taken is for people to look into. */
export const paymentProblem = flow<Values>("payment.problem", {
  version: 1,
  intents: ["payment.problem"],
  slots: {
    ...(ownOrder as { number: Slot<Values>; fact: Slot<Values> }),
    twice: { hears: (text) => (isTakenTwice(text) ? true : null), settled: true },
  },
  subject: ["number"],
  repeats: true,
  steps: [
    ...prove<Values>(),
    branch("what", waysOut, {
      link: [
        call("link", {
          action: "order.pay_link",
          key: ({ values, causes }) => `order:${values.number}:pay:${causes[0]}`,
          args: ({ values }) => ({ number: values.number }),
          uses: ["number"],
        }),
        branch("made", ({ values }) => (values.link.ok ? "yes" : "no"), {
          yes: [
            say("link", (scene) => ({
              key: "payment.problem.link",
              params: { ...amounts(scene), link: scene.values.link.ok ? scene.values.link.value.payUrl : "" },
              next: [{ title: "menu.human.button", flow: "assist.human" }],
            })),
          ],
          no: [toStaff()],
        }),
      ],
      person: [
        say("sorry", (scene) => ({ key: "payment.problem.sorry", params: amounts(scene) })),
        toStaff(),
      ],
    }),
  ],
});

function waysOut({ values: { order, twice } }: Scene<Values>): "link" | "person" {
  return order.payment === "card" && isPayable(order) && !twice ? "link" : "person";
}

const amounts = ({ values: { order }, language }: Scene<Values>) => ({
  number: order.number,
  total: formatMoney(order.total, language),
});

function toStaff() {
  return handoff<Values>("person", ({ values: { order, twice } }) => ({
    reason: "payment.problem",
    summary:
      `Has a problem with the payment of order ${order.number} (${formatMoney(order.total, "en")}, ${order.payment}, ` +
      `${order.paid ? "paid" : "not paid"}, ${order.state}).${twice ? " Says that money was taken twice, or for nothing." : ""}`,
  }));
}
