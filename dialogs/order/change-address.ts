import { formatMoney } from "../../models/format.ts";
import type { Price } from "../../models/repriced.ts";
import { addressLine } from "../address/address-line.ts";
import { addressIn, addressParts } from "../address/address-parts.ts";
import { type AskedAddress, addressSlots, phoneOf } from "../address/address-slots.ts";
import { askPhone, askWhere } from "../address/ask-address.ts";
import {
  agree,
  ask,
  branch,
  type CallOutcome,
  call,
  flow,
  type Question,
  read,
  type Scene,
  say,
} from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { type Changed, settle } from "./changed.ts";
import { elsewhere, withPhone } from "./other-address.ts";
import { priceWith } from "./price-with.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";
import { stageOf } from "./stage-of.ts";
import { tooLate } from "./too-late.ts";
import { yesNo } from "./yes-no.ts";

interface Values extends OwnOrder, AskedAddress {
  what: "place" | "phone";
  price: Price;
  agreed: boolean;
  changed: CallOutcome<Changed>;
}

const { city, street, landmark } = addressSlots;
const { hears: _, ...number } = ownOrder.number;

const keyOf = ({ values: { number, what, phone, city, street, landmark } }: Scene<Values>): string =>
  what === "phone"
    ? `order:${number}:phone:${phone}`
    : `order:${number}:address:${[city, street, landmark].join(":")}`;

const changed = call<Values>("changed", {
  action: "order.change",
  key: keyOf,
  args: ({ values }) => ({
    number: values.number,
    was: values.order.total,
    change: { address: values.address, ...(values.what === "place" && values.price) },
  }),
  uses: ["number", "what", "city", "street", "landmark", "phone"],
});

/** Where an order goes, or whom the courier calls, as long as it has not left. What it costs is told before. */
export const orderChangeAddress = flow<Values>("order.change_address", {
  version: 1,
  intents: ["order.change_address"],
  slots: {
    ...ownOrder,
    // Once a telephone number is to be changed, digits are one, however few.
    number: { ...number, accepts: (_digits, { values }) => values.what !== "phone" },
    what: { hears: whatIn, parse: (text) => (text === "place" || text === "phone" ? text : null) },
    city,
    street,
    landmark,
    // Not heard by the way: a number in their first words proves who they are.
    phone: { parse: phoneOf, phone: true },
    agreed: { confirms: true },
  },
  subject: ["number"],
  steps: [
    ...prove<Values>(),
    branch("stage", (scene) => stageOf(scene, keyOf(scene)), {
      open: [
        ask("what", which),
        branch("what", ({ values }) => values.what, {
          phone: [...askPhone<Values>(), read<Values>("address", withPhone), changed],
          place: [
            ...askWhere<Values>(),
            read<Values>("address", elsewhere),
            read("price", (scene) => priceWith(scene, { to: scene.values.city })),
            agree("agreed", question, (scene) => keyOf(scene) + scene.values.price.total.amountMinor),
            branch("agreed", ({ values }) => (values.agreed ? "yes" : "no"), {
              yes: [changed],
              no: [say("kept", kept)],
            }),
          ],
        }),
      ],
      made: [
        changed,
        branch("outcome", ({ values }) => (values.changed.ok ? "done" : "late"), {
          done: [say("done", done), ...settle<Values>()],
          late: [say("late", (scene) => tooLate("address", scene))],
        }),
      ],
      closed: [say("too late", (scene) => tooLate("address", scene))],
    }),
  ],
});

const placeWords = /adress|ad+res|عنوان|[3a]+nwan|l?3onwan|شارع|مدينة/iu;
const phoneWords =
  /t[ée]l[ée]phone|num[ée]ro de t[ée]l|(?:mon|my|le) (?:num[ée]ro|t[ée]l|gsm)(?!\p{L})|phone|هاتف|تليفون|تلفون|رقمي|الرقم|nmra|nemra|tilifo[un]/iu;

/** Whether a text speaks of the place or of the phone number; of what it is near to, it speaks of neither. */
function whatIn(text: string): Values["what"] | null {
  if (placeWords.test(text) || addressIn(text) !== null) return "place";
  return phoneWords.test(text) && addressParts(text).landmark === undefined ? "phone" : null;
}

function which({ values, replies, language }: Scene<Values>): Question {
  return {
    reply: { key: "order.address.what", params: { number: values.number } },
    options: [
      { title: replies.render("order.address.place.button", language), value: "place" },
      { title: replies.render("order.address.phone.button", language), value: "phone" },
    ],
  };
}

function question(scene: Scene<Values>): Question {
  const { values, language, replies } = scene;
  const { order, price } = values;
  return {
    reply: {
      key: "order.address.agree",
      params: {
        number: order.number,
        address: addressLine(values.address, scene),
        same: price.deliveryCost.amountMinor === order.deliveryCost.amountMinor ? "yes" : "no",
        before: formatMoney(order.deliveryCost, language),
        cost: formatMoney(price.deliveryCost, language),
        total: formatMoney(price.total, language),
      },
    },
    options: yesNo({ replies, language }),
  };
}

function kept(scene: Scene<Values>): Reply {
  const { number, order } = scene.values;
  return {
    key: "order.address.kept",
    params: { number, address: addressLine(order.address, scene) },
    next: [{ title: "order.track.button", flow: "order.track", slots: { number } }],
  };
}

function done(scene: Scene<Values>): Reply {
  const { number, what, order } = scene.values;
  return {
    key: what === "phone" ? "order.address.phone_done" : "order.address.done",
    params: {
      number,
      address: addressLine(order.address, scene),
      phone: order.address.phone ?? "",
    },
    next: [{ title: "order.track.button", flow: "order.track", slots: { number } }],
  };
}
