import type { OrderLine } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import type { Price } from "../../models/repriced.ts";
import {
  agree,
  ask,
  branch,
  type CallOutcome,
  call,
  check,
  fill,
  flow,
  go,
  type Problem,
  type Question,
  read,
  type Scene,
  type Slot,
  say,
} from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { saidQuantity } from "../product/quantity.ts";
import { type Changed, settle } from "./changed.ts";
import { lostParams } from "./item-replies.ts";
import { kindOfLines } from "./item-values.ts";
import { articleName } from "./line.ts";
import { priceWith } from "./price-with.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";
import { namesOne } from "./removal-words.ts";
import { stageOf } from "./stage-of.ts";
import { tooLate } from "./too-late.ts";
import { yesNo } from "./yes-no.ts";

interface Values extends OwnOrder {
  /** What they called it: a product's id or a category's key. */
  product: string;
  /** How many of it, as text; all of them where nothing is said. */
  quantity: string;
  /** Of the line that goes. */
  sku: string;
  /** The lines that are what they called it. */
  like: OrderLine[];
  price: Price;
  agreed: boolean;
  changed: CallOutcome<Changed>;
}

const keyOf = ({ values: { number, sku } }: Scene<Values>): string => `order:${number}:out:${sku}`;

const taken = call<Values>("changed", {
  action: "order.change",
  key: keyOf,
  args: ({ values }) => ({
    number: values.number,
    was: values.order.total,
    change: { lines: rest(values), ...values.price },
  }),
  uses: ["number", "sku"],
});

/**
 * Takes an article out of an order that has not left, after what it then costs is agreed to. Fewer of it is a change of
 * its quantity; without its only article, an order is called off.
 */
export const orderRemoveItem = flow<Values>("order.remove_item", {
  version: 1,
  intents: ["order.remove_item"],
  slots: {
    ...ownOrder,
    product: { entity: "product" },
    quantity: {
      ...(saidQuantity as Slot<Values>),
      hears: (text, heard, scene) =>
        saidQuantity.hears?.(text, heard, scene) ?? (namesOne(text, heard) ? "1" : null),
    },
    sku: {},
    agreed: { confirms: true },
  },
  subject: ["number", "product"],
  steps: [
    ...prove<Values>(),
    read("like", ({ values, commerce }) => kindOfLines(values, commerce)),
    fill("sku", ({ values: { like } }) => (like.length === 1 ? like[0]!.sku : undefined)),
    branch("stage", (scene) => stageOf(scene, keyOf(scene)), {
      open: [
        check("meant", otherThanMeant),
        ask("sku", which),
        branch("how many", ({ values }) => howMany(values), {
          some: [go("fewer", ({ values }) => fewer(values))],
          only: [
            say("only", only),
            go("all of it", ({ values: { number } }) => ({ flow: "order.cancel", slots: { number } })),
          ],
        }),
        read("price", (scene) => priceWith(scene, { lines: rest(scene.values) })),
        agree("agreed", question, (scene) => keyOf(scene) + scene.values.price.total.amountMinor),
        branch("agreed", ({ values }) => (values.agreed ? "yes" : "no"), {
          yes: [taken],
          no: [say("kept", kept)],
        }),
      ],
      made: [
        taken,
        branch("outcome", ({ values }) => (values.changed.ok ? "done" : "late"), {
          done: [say("done", done), ...settle<Values>()],
          late: [say("late", (scene) => tooLate("change", scene))],
        }),
      ],
      closed: [say("too late", (scene) => tooLate("change", scene))],
    }),
  ],
});

const lineOf = ({ order, sku }: Values): OrderLine => order.lines.find((line) => line.sku === sku)!;

const rest = ({ order, sku }: Values): OrderLine[] => order.lines.filter((line) => line.sku !== sku);

/** Another article was named since, or the order has it no longer. */
function otherThanMeant({ values: { sku, like, order } }: Scene<Values>): Problem<Values> | null {
  if (sku === undefined) return null;
  const some = like.length > 0 ? like : order.lines;
  return some.some((line) => line.sku === sku) ? null : { forget: ["sku"] };
}

function which(scene: Scene<Values>): Question {
  const { number, product, like, order } = scene.values;
  const isUnknown = product !== undefined && like.length === 0;
  return {
    reply: { key: isUnknown ? "order.remove.not_in" : "order.remove.which", params: { number } },
    options: (like.length > 0 ? like : order.lines).map((line) => ({
      title: articleName(line, scene),
      value: line.sku,
    })),
  };
}

function howMany(values: Values): "some" | "only" | "line" {
  if (Number(values.quantity) < lineOf(values).quantity) return "some";
  return rest(values).length === 0 ? "only" : "line";
}

function fewer(values: Values) {
  const { number, order, quantity } = values;
  const line = lineOf(values);
  const slots = {
    number,
    line: String(order.lines.indexOf(line)),
    what: "quantity",
    quantity: String(line.quantity - Number(quantity)),
  };
  return { flow: "order.change_item", slots };
}

function only(scene: Scene<Values>): Reply {
  const { values } = scene;
  return {
    key: "order.remove.only",
    params: { number: values.number, what: articleName(lineOf(values), scene) },
  };
}

function question(scene: Scene<Values>): Question {
  const { values, language } = scene;
  const { number, order, price } = values;
  const difference = price.total.amountMinor - order.total.amountMinor;
  return {
    reply: {
      key: "order.remove.agree",
      params: {
        number,
        what: articleName(lineOf(values), scene),
        way: difference === 0 ? "same" : difference > 0 ? "dearer" : "cheaper",
        amount: formatMoney({ ...price.total, amountMinor: Math.abs(difference) }, language),
        delivers: price.deliveryCost.amountMinor === order.deliveryCost.amountMinor ? "same" : "other",
        delivery: formatMoney(price.deliveryCost, language),
        total: formatMoney(price.total, language),
        ...lostParams(values),
      },
    },
    options: yesNo(scene),
  };
}

function kept(scene: Scene<Values>): Reply {
  const { values } = scene;
  return {
    key: "order.item.kept",
    params: { number: values.number, what: articleName(lineOf(values), scene) },
    next: details(values),
  };
}

function done({ values, language }: Scene<Values>): Reply {
  const { number, order } = values;
  return {
    key: "order.remove.done",
    params: { number, total: formatMoney(order.total, language) },
    next: details(values),
  };
}

const details = ({ number }: Values) => [
  { title: "order.details.button", flow: "order.details", slots: { number } },
];
