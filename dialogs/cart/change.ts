import {
  ask,
  branch,
  type CallOutcome,
  call,
  flow,
  read,
  type Scene,
  type Slot,
  say,
} from "../engine/flow.ts";
import { variantName } from "../product/name.ts";
import { quantitySlot } from "../product/quantity.ts";
import { cartFull, changedOrFull } from "./full.ts";
import { emptyCart, type OwnCart, ownCart, type PricedLine } from "./mine.ts";
import { shown } from "./view.ts";

interface Values {
  cart: OwnCart;
  sku: string;
  /** As text; "0" takes it out. */
  quantity: string;
  changed: CallOutcome;
}

const quantities = ["1", "2", "3"];

/** Another quantity of an article, or none of it. */
export const cartChange = flow<Values>("cart.change", {
  version: 2,
  intents: [],
  slots: {
    sku: {},
    quantity: {
      ...(quantitySlot as Slot<Values>),
      parse: (text) => (text === "0" ? "0" : (quantitySlot.parse?.(text, {} as never) ?? null)),
    },
  },
  steps: [
    read("cart", (scene) => ownCart(scene)),
    branch(
      "content",
      ({ values }) => (values.cart.lines.length === 0 && values.sku === undefined ? "none" : "some"),
      {
        none: [say("empty", () => emptyCart)],
        some: [
          branch("lines", ({ values }) => (values.cart.lines.length === 1 ? "one" : "several"), {
            one: [read("sku", ({ values }) => values.sku ?? values.cart.lines[0]!.sku)],
            several: [
              ask("sku", (scene) => ({
                reply: { key: "cart.change.which" },
                options: scene.values.cart.lines.map((line) => ({
                  title: variantName(line, scene),
                  value: line.sku,
                })),
              })),
            ],
          }),
          ask("quantity", howMany),
          call("changed", {
            action: "cart.change",
            key: ({ causes, values }) => `cart:quantity:${values.sku}:${causes[0]}`,
            args: ({ values, conversation }) => ({
              conversationId: conversation.id,
              change: { kind: "quantity", sku: values.sku, quantity: Number(values.quantity) },
            }),
            uses: ["sku", "quantity"],
          }),
          read("cart", (scene) => ownCart(scene)),
          branch("outcome", ({ values }) => changedOrFull(values.changed), {
            done: [say("cart", (scene) => (scene.values.cart.lines.length === 0 ? emptyCart : shown(scene)))],
            full: [
              say("full", (scene) =>
                cartFull(lineOf(scene.values), scene.values.changed, scene.values.cart, scene),
              ),
            ],
          }),
        ],
      },
    ),
  ],
});

const lineOf = ({ cart, sku }: Values) => cart.lines.find((each) => each.sku === sku) as PricedLine;

function howMany(scene: Scene<Values>) {
  const line = lineOf(scene.values);
  const least = line.available ?? 3;
  return {
    reply: { key: "cart.change.quantity", params: { what: variantName(line, scene) } },
    options: [
      ...quantities.filter((each) => Number(each) <= least).map((value) => ({ title: value, value })),
      { title: scene.replies.render("cart.remove.button", scene.language), value: "0" },
    ],
  };
}
