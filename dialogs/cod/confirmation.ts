import { isUnconfirmed } from "../../models/cod/case.ts";
import { formatDay } from "../../models/format.ts";
import type { Understanding } from "../../models/ports/recogniser.ts";
import { ask, branch, flow, go, type Question, type Scene, say } from "../engine/flow.ts";
import { yesOrNo } from "../engine/yes-no.ts";
import type { OwnOrder } from "../order/prove.ts";
import { meant } from "./meant.ts";
import { onlyAtDoor, ownCod, proveCod } from "./own-cod.ts";
import { heardReason } from "./refusal-reason.ts";
import { summary } from "./summary.ts";
import { type CodWish, heardWish, isWish, newWish, wishIntents, wishOf, wishSlots } from "./wish.ts";

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
  continues: [...wishIntents, whoIntent],
  steps: [
    ...proveCod<Values>(),
    onlyAtDoor("order.track"),
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

function wishTold(values: Values): string | undefined {
  // "Wakha safi" is a yes, though Safi is a city.
  const { city, ...others } = values;
  return newWish(values.confirmed ? others : { ...others, city }, values.order) ?? values.what;
}

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

function heardWho(_: string, understanding: Understanding): true | null {
  return meant(understanding) === whoIntent ? true : null;
}

const yes: ReadonlySet<string> = new Set(["cod.confirm"]);
const no: ReadonlySet<string> = new Set(["cod.refuse", "order.cancel"]);
function heardAnswer(text: string, understanding: Understanding): boolean | null {
  const intent = meant(understanding);
  if (intent === null) return null;
  if (yes.has(intent)) return true;
  if (no.has(intent)) return false;
  // "Annulez" is about what was asked: it refuses the order, and does not drop the question.
  return intent === "assist.cancel" ? (yesOrNo(text, understanding) ?? false) : null;
}
