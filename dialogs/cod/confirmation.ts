import { isUnconfirmed } from "../../models/cod/case.ts";
import { formatDay } from "../../models/format.ts";
import type { Understanding } from "../../models/ports/recogniser.ts";
import { ask, branch, flow, go, type Question, type Scene, say } from "../engine/flow.ts";
import type { OwnOrder } from "../order/prove.ts";
import { ownCod, proveCod } from "./own-cod.ts";
import { heardReason } from "./refusal-reason.ts";
import { summary } from "./summary.ts";
import { type CodWish, changeIntents, heardWish, isWish, newWish, wishOf, wishSlots } from "./wish.ts";

const whoIntent = "smalltalk.bot_identity";

interface Values extends OwnOrder, CodWish {
  /** Which of the shop's questions it is: `ask`, `ask_again`, `ask_last`. */
  time?: string;
  confirmed?: boolean;
  reason?: string;
  /** Of `codWishes`, or `something`: they want a change, and say which or not. */
  what?: string;
  /** They asked who writes to them. */
  who?: boolean;
}

/** Begun by the shop: asks whether an order is wanted, unless that is known by now. */
export const codConfirmation = flow<Values>("cod.confirmation", {
  version: 1,
  intents: [],
  slots: { ...ownCod, time: {} },
  subject: ["number"],
  steps: [
    ...proveCod<Values>(),
    branch("open", ({ values }) => (isUnconfirmed(values.order) ? "yes" : "no"), {
      yes: [
        go("question", ({ values }) => ({
          flow: "cod.question",
          slots: { number: values.number, ...(values.time !== undefined && { time: values.time }) },
        })),
      ],
    }),
  ],
});

/** Whether an order is wanted; in words or by a tap, with whatever is to be changed of it. */
export const codQuestion = flow<Values>("cod.question", {
  version: 1,
  intents: [],
  slots: {
    ...ownCod,
    ...wishSlots,
    time: {},
    confirmed: { confirms: true, hears: heardAnswer },
    reason: { hears: heardReason },
    what: { hears: heardWish },
    who: { hears: heardWho },
  },
  subject: ["number"],
  continues: [...changeIntents, whoIntent],
  steps: [
    ...proveCod<Values>(),
    branch("wish", ({ values }) => (wishTold(values) ? "some" : "none"), {
      some: [
        go("change", ({ values }) => ({
          flow: "cod.change",
          slots: {
            number: values.number,
            ...wishOf(values),
            ...(isWish(wishTold(values)) && { what: wishTold(values)! }),
            ...(values.confirmed !== undefined && { confirmed: values.confirmed }),
          },
        })),
      ],
    }),
    branch("open", ({ values }) => (isUnconfirmed(values.order) ? "yes" : "no"), {
      yes: [
        branch("who", ({ values }) => (values.who ? "asked" : "not asked"), {
          asked: [
            say("who", ({ values, shop, language }) => ({
              key: "cod.question.who",
              params: {
                shop: shop.name,
                name: values.order.address.name,
                day: formatDay(new Date(values.order.placedAt), language, shop.timeZone),
              },
            })),
          ],
        }),
        ask("confirmed", question),
      ],
    }),
    branch("answer", ({ values }) => String(values.confirmed), {
      true: [go("yes", ({ values }) => ({ flow: "cod.confirm", slots: { number: values.number } }))],
      false: [
        go("no", ({ values }) => ({
          flow: "cod.refuse",
          slots: { number: values.number, ...(values.reason !== undefined && { reason: values.reason }) },
        })),
      ],
    }),
  ],
});

const wishTold = (values: Values): string | undefined => newWish(values, values.order) ?? values.what;

function question(scene: Scene<Values>): Question {
  const { values, replies, language, shop } = scene;
  const { number, order, time = "ask" } = values;
  const title = (key: string): string => replies.render(key, language);
  return {
    reply: {
      key: "cod.question.ask",
      params: { ...summary(order, scene), time, closes: shop.cod.unanswered },
      next: [{ title: "cod.change.button", flow: "cod.change", slots: { number } }],
    },
    options: [
      { title: title("cod.confirm.button"), value: true },
      { title: title("cod.refuse.button"), value: false },
    ],
    about: { number },
  };
}

function heardWho(_: string, { intents: [best] }: Understanding): true | null {
  return best?.name === whoIntent && best.score >= sure ? true : null;
}

const yes: ReadonlySet<string> = new Set(["cod.confirm"]);
/** "Annulez" is about what was asked: it refuses the order, and does not drop the question. */
const no: ReadonlySet<string> = new Set(["cod.refuse", "order.cancel", "assist.cancel"]);
const sure = 0.35;

function heardAnswer(_: string, { intents: [best] }: Understanding): boolean | null {
  if (!best || best.score < sure) return null;
  return yes.has(best.name) ? true : no.has(best.name) ? false : null;
}
