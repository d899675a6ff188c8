import { westernDigits } from "../../models/digits.ts";
import type { ProductHit } from "../../models/ports/commerce.ts";
import { type Price, repriced } from "../../models/repriced.ts";
import { cityKey } from "../address/city-name.ts";
import {
  agree,
  ask,
  branch,
  call,
  check,
  fill,
  flow,
  go,
  handoff,
  read,
  type Scene,
  type Slot,
  say,
} from "../engine/flow.ts";
import { settle } from "./changed.ts";
import { done, gone, kept, problemOf, question, whichLine, whichOf, whichProperty } from "./item-replies.ts";
import {
  type ItemValues,
  isLast,
  likelyLine,
  lineOf,
  linesWith,
  type Property,
  properties,
  propertyIn,
  takenOut,
  toldProperty,
  wantedLine,
  wishOf,
} from "./item-values.ts";
import { ownOrder, prove } from "./prove.ts";
import { saysOut } from "./removal-words.ts";
import { stageOf } from "./stage-of.ts";
import { tooLate } from "./too-late.ts";
import { wantedOf } from "./wanted-variant.ts";

/** What is wished for instead of another. Once a quantity is asked for, a number is nothing else. */
const heard = (property: Property): Slot<ItemValues> => ({
  entity: property,
  hears: (text, understanding, { values }) =>
    values.what === "quantity" ? null : wantedOf(property, text, understanding),
  accepts: (_value, { values }) => values.what !== "quantity",
});

const numberIn = (text: string): string | null =>
  /(?<![\p{L}\d])[1-9]\d?(?![\p{L}\d])/u.exec(westernDigits(text))?.[0] ?? null;

const keyOf = ({ values: { number, line, size, color, quantity } }: Scene<ItemValues>): string =>
  `order:${number}:line:${[line, size, color, quantity].map((value) => value ?? "").join(":")}`;

const changed = call<ItemValues>("changed", {
  action: "order.change",
  key: keyOf,
  args: ({ values }) => ({
    number: values.number,
    was: values.order.total,
    change: { lines: linesWith(values), ...values.price },
  }),
  uses: ["number", "line", "size", "color", "quantity"],
});

/** Another size, colour or quantity of an article, as long as the order has not left. What it costs is told before. */
export const orderChangeItem = flow<ItemValues>("order.change_item", {
  version: 2,
  intents: ["order.change_item"],
  slots: {
    ...ownOrder,
    product: { entity: "product" },
    line: { parse: (text) => (/^\d{1,2}$/.test(text) ? text : null) },
    what: {
      hears: propertyIn,
      parse: (text) =>
        [...properties, takenOut].find((each) => each === text) ??
        propertyIn(text) ??
        (saysOut(text) ? takenOut : null),
    },
    size: heard("size"),
    color: heard("color"),
    quantity: {
      ...heard("quantity"),
      hears: (text, understanding, { values }) =>
        values.what === "quantity" ? numberIn(text) : wantedOf("quantity", text, understanding),
      parse: numberIn,
    },
    agreed: { confirms: true },
  },
  subject: ["number"],
  steps: [
    ...prove<ItemValues>(),
    branch("stage", (scene) => stageOf(scene, keyOf(scene)), {
      open: [
        fill("line", likelyLine),
        ask("line", whichLine),
        read("hit", hitOf),
        branch("known", ({ values }) => (values.hit ? "yes" : "no"), {
          no: [
            handoff("unknown", ({ values }) => ({
              reason: "order.change_item",
              summary: `The shopper wants to change ${lineOf(values).sku} in order ${values.number}, which the catalogue no longer has.`,
            })),
          ],
        }),
        fill("what", toldProperty),
        branch("what", ({ values }) => (Object.keys(wishOf(values)).length > 0 ? "told" : "open"), {
          open: [
            ask("what", whichProperty),
            branch("which", ({ values }) => values.what, {
              out: [go("out", removal)],
              size: [ask("size", (scene) => whichOf("size", scene))],
              color: [ask("color", (scene) => whichOf("color", scene))],
              quantity: [ask("quantity", "order.item.how_many")],
            }),
          ],
        }),
        read("wanted", ({ values }) => wantedLine(values)),
        branch("others", (scene) => (isLast(scene.values) ? "none" : "some"), {
          // Which says what there is instead.
          none: [go("instead", alternatives)],
        }),
        check("there", problemOf),
        read("price", newPrice),
        agree("agreed", question, (scene) => keyOf(scene) + scene.values.price.total.amountMinor),
        branch("agreed", ({ values }) => (values.agreed ? "yes" : "no"), {
          yes: [changed],
          no: [say("kept", kept)],
        }),
      ],
      made: [
        changed,
        branch("outcome", ({ values: { changed } }) => (changed.ok ? "done" : changed.error), {
          done: [say("done", done), ...settle<ItemValues>()],
          out_of_stock: [say("gone", gone)],
          too_late: [say("late", (scene) => tooLate("change", scene))],
        }),
      ],
      closed: [say("too late", (scene) => tooLate("change", scene))],
    }),
  ],
});

function removal({ values }: Scene<ItemValues>) {
  return { flow: "order.remove_item", slots: { number: values.number, sku: lineOf(values).sku } };
}

async function hitOf({ values, commerce }: Scene<ItemValues>): Promise<ProductHit | null> {
  const { productId } = lineOf(values);
  return productId === undefined ? null : commerce.inventory.getProduct(productId);
}

function newPrice({ values, replies, shop }: Scene<ItemValues>): Price {
  const from = cityKey(values.order.address.city, { replies });
  return repriced(values.order, { lines: linesWith(values), ...(from && { from }) }, shop);
}

function alternatives({ values }: Scene<ItemValues>) {
  const { color, size } = { ...lineOf(values), ...wishOf(values) };
  return {
    flow: "product.availability",
    slots: { product: values.hit!.product.id, ...(color && { color }), ...(size && { size }) },
  };
}
