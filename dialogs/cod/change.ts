import { isUnconfirmed } from "../../models/cod/case.ts";
import type { OrderChange } from "../../models/ports/commerce.ts";
import { askPhone, askWhere } from "../address/ask-address.ts";
import {
  ask,
  branch,
  type CallOutcome,
  call,
  flow,
  go,
  type Question,
  read,
  type Scene,
  type Step,
  say,
} from "../engine/flow.ts";
import { askDay } from "../order/ask-day.ts";
import { askItem, itemSlots } from "../order/ask-item.ts";
import type { Changed } from "../order/changed.ts";
import { soldOut } from "../order/item-replies.ts";
import { type ItemValues, linesWith } from "../order/item-values.ts";
import { elsewhere, withPhone } from "../order/other-address.ts";
import { priceWith } from "../order/price-with.ts";
import { stageOf } from "../order/stage-of.ts";
import { ownCod, proveCod } from "./own-cod.ts";
import { type CodWish, codWish, codWishes, wishSlots } from "./wish.ts";

interface Values extends ItemValues, CodWish {
  /** Of `codWishes`. */
  what: string;
  /** They said yes together with the change. */
  confirmed?: boolean;
  changed: CallOutcome<Changed>;
}

const keyOf = ({ values }: Scene<Values>): string => {
  const { number, what, line, size, color, quantity, city, street, landmark, phone, day } = values;
  const wanted = [what, line, size, color, quantity, city, street, landmark, phone, day];
  return `cod:${number}:change:${wanted.map((value) => value ?? "").join(":")}`;
};

const changed = call<Values>("changed", {
  action: "order.change",
  key: keyOf,
  args: (scene) => ({
    number: scene.values.number,
    was: scene.values.order.total,
    change: changeOf(scene),
  }),
  uses: ["what", "line", "size", "color", "quantity", "city", "street", "landmark", "phone", "day"],
});

const question: Step<Values> = go("question", ({ values: { number } }) => ({
  flow: "cod.question",
  slots: { number },
}));

const askItemInstead: Step<Values>[] = askItem<Values>([say("none left", soldOut), question]);

/**
 * Something of an order is to be other before it leaves: where to, on which number, when, in which size, how many. One that
 * waits for its shopper's word is changed at once, for its question is asked again afterwards, with what it costs then; any
 * other is changed by the flows of all orders, which ask before.
 */
export const codChange = flow<Values>("cod.change", {
  version: 1,
  intents: [],
  slots: {
    ...ownCod,
    ...wishSlots,
    ...itemSlots,
    what: { parse: wishIn },
    confirmed: { confirms: true },
  },
  subject: ["number"],
  repeats: true,
  steps: [
    ...proveCod<Values>(),
    read("what", ({ values }) => values.what ?? codWish(values)),
    branch("stage", (scene) => stageOf(scene, keyOf(scene)), {
      open: [
        ask("what", whatQuestion),
        branch("waits", ({ values }) => (isUnconfirmed(values.order) ? "yes" : "no"), {
          no: [go("any order", anyOrder)],
        }),
        branch("asked", ({ values }) => values.what, {
          address: askWhere() as unknown as Step<Values>[],
          phone: askPhone<Values>(),
          day: askDay<Values>("delivery.day.ask"),
          size: askItemInstead,
          quantity: askItemInstead,
        }),
        changed,
      ],
      made: [
        changed,
        branch("outcome", ({ values: { changed } }) => (changed.ok ? "done" : changed.error), {
          done: [
            branch("agreed", ({ values }) => (isAgreed(values) ? "yes" : "no"), {
              yes: [
                go("confirm", ({ values }) => ({ flow: "cod.confirm", slots: { number: values.number } })),
              ],
              no: [say("noted", () => ({ key: "cod.change.noted" })), question],
            }),
          ],
          out_of_stock: [
            say("gone", ({ values: { number } }) => ({ key: "order.item.gone", params: { number } })),
            question,
          ],
          too_late: [go("state", anyOrder)],
        }),
      ],
      closed: [go("left", anyOrder)],
    }),
  ],
});

function wishIn(text: string): string | null {
  return codWishes.find((wish) => wish === text) ?? null;
}

function whatQuestion({ values, replies, language }: Scene<Values>): Question {
  const wishes = codWishes.filter((wish) => wish !== "size" || values.order.lines.some(({ size }) => size));
  return {
    reply: { key: "cod.change.what", params: { number: values.number } },
    options: wishes.map((wish) => ({
      title: replies.render(`cod.change.${wish}.button`, language),
      value: wish,
    })),
    about: { number: values.number },
  };
}

/** They have said yes to what it costs now. */
const isAgreed = ({ confirmed, changed, order }: Values): boolean =>
  confirmed === true && changed.ok && changed.value.was.amountMinor === order.total.amountMinor;

function changeOf(scene: Scene<Values>): OrderChange {
  const { values } = scene;
  if (values.what === "day") return { wantedOn: values.day };
  if (values.what === "phone") return { address: withPhone(scene) };
  if (values.what === "address")
    return { address: elsewhere(scene), ...priceWith(scene, { to: values.city }) };
  return { lines: linesWith(values), ...values.price };
}

/** The flow by which an order is changed that nobody waits to hear of, with what is told already. */
function anyOrder({ values }: Scene<Values>) {
  const { number, what, city, street, landmark, phone, day, size, quantity } = values;
  const told = <T extends Partial<Values>>(slots: T) => ({
    number,
    ...(Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >),
  });
  if (what === "address")
    return { flow: "order.change_address", slots: { ...told({ city, street, landmark }), what: "place" } };
  if (what === "phone") return { flow: "order.change_address", slots: told({ what, phone }) };
  if (what === "day") return { flow: "delivery.reschedule", slots: told({ day }) };
  if (what === undefined) return { flow: "order.track", slots: { number } };
  return { flow: "order.change_item", slots: told({ what, size, quantity }) };
}
