import type { OrderLine } from "../../models/commerce.ts";
import {
  ask,
  branch,
  type CallOutcome,
  call,
  check,
  fill,
  flow,
  read,
  type Scene,
  type Slot,
  say,
} from "../engine/flow.ts";
import { kindOfLines } from "../order/item-values.ts";
import { namesOne } from "../order/removal-words.ts";
import { variantName } from "../product/name.ts";
import { quantitySlot } from "../product/quantity.ts";
import { cartFull, changedOrFull } from "./full.ts";
import { emptyCart, type OwnCart, ownCart, type PricedLine } from "./mine.ts";
import { shown } from "./view.ts";
import { articleIn, cartWish, leavesCart } from "./wish.ts";

interface Values {
  cart: OwnCart;
  /** The article, or its kind, that they named, with its colour and size. */
  product: string;
  color: string;
  size: string;
  /** The lines of the cart that may be meant; none: what they named is not in it. */
  like: OrderLine[];
  sku: string;
  /** It leaves the cart, or so many of it do. */
  out: boolean;
  /** How many there shall be, or leave, as text; "0" takes it out. */
  quantity: string;
  changed: CallOutcome;
}

const quantities = ["1", "2", "3"];

/** Another quantity of an article, or none of it. */
export const cartChange = flow<Values>("cart.change", {
  version: 2,
  intents: ["cart.change"],
  slots: {
    product: { hears: (_, heard) => articleIn(heard), settled: true },
    color: { entity: "color", settled: true },
    size: { entity: "size", settled: true },
    sku: {},
    out: { hears: (text) => leavesCart(text) || null, settled: true },
    quantity: {
      ...(quantitySlot as Slot<Values>),
      hears: (text, heard) => (leavesCart(text) && namesOne(text, heard) ? "1" : null),
      parse: (text) => (text === "0" ? "0" : (quantitySlot.parse?.(text, {} as never) ?? null)),
      settled: true,
    },
  },
  subject: ["product"],
  followUp: { flow: "cart.change", slots: cartWish },
  steps: [
    read("cart", (scene) => ownCart(scene)),
    branch(
      "content",
      ({ values, made }) => (values.cart.lines.length === 0 && !made.changed ? "none" : "some"),
      {
        none: [say("empty", () => emptyCart)],
        some: [
          check("still in it", ({ values, made }) =>
            values.sku === undefined || made.changed || lineOf(values) ? null : { forget: ["sku"] },
          ),
          read("like", likely),
          fill("sku", ({ values: { like } }) => (like.length === 1 ? like[0]!.sku : undefined)),
          ask("sku", which),
          branch("out", ({ values }) => (values.out ? "yes" : "no"), { no: [ask("quantity", howMany)] }),
          call("changed", {
            action: "cart.change",
            key: ({ causes, values }) => `cart:quantity:${values.sku}:${causes[0]}`,
            args: ({ values, conversation }) => ({
              conversationId: conversation.id,
              change: { kind: "quantity", sku: values.sku, quantity: howManyLeft(values) },
            }),
            uses: ["sku", "quantity", "out"],
          }),
          read("cart", (scene) => ownCart(scene)),
          branch("outcome", ({ values }) => changedOrFull(values.changed), {
            done: [say("cart", (scene) => (scene.values.cart.lines.length === 0 ? emptyCart : shown(scene)))],
            full: [
              say("full", (scene) =>
                cartFull(lineOf(scene.values)!, scene.values.changed, scene.values.cart, scene),
              ),
            ],
          }),
        ],
      },
    ),
  ],
});

const lineOf = ({ cart, sku }: Values): PricedLine | undefined => cart.lines.find((each) => each.sku === sku);

/** Those that were named; where only how many was said, the article that was last talked of, if it is in the cart. */
async function likely({ values, memory, commerce }: Scene<Values>): Promise<OrderLine[]> {
  const { cart, product, color, size, quantity, out } = values;
  const isSaid = quantity !== undefined || out;
  const about = product ?? (isSaid ? memory.product : undefined);
  const named = await kindOfLines({ order: cart, ...(about !== undefined && { product: about }) }, commerce);
  if (named.length === 0 && product === undefined) return cart.lines;
  const fit = named.filter(
    (line) => (color === undefined || line.color === color) && (size === undefined || line.size === size),
  );
  return fit.length > 0 ? fit : named;
}

function which(scene: Scene<Values>) {
  const { cart, like } = scene.values;
  return {
    reply: { key: like.length === 0 ? "cart.change.not_in" : "cart.change.which" },
    options: (like.length > 0 ? like : cart.lines).map((line) => ({
      title: variantName(line, scene),
      value: line.sku,
    })),
  };
}

/** Taken out without a number, all of it goes. */
function howManyLeft(values: Values): number {
  if (!values.out) return Number(values.quantity);
  const now = lineOf(values)!.quantity;
  return Math.max(0, now - Number(values.quantity ?? now));
}

function howMany(scene: Scene<Values>) {
  const line = lineOf(scene.values)!;
  const least = line.available ?? 3;
  return {
    reply: { key: "cart.change.quantity", params: { what: variantName(line, scene) } },
    options: [
      ...quantities.filter((each) => Number(each) <= least).map((value) => ({ title: value, value })),
      { title: scene.replies.render("cart.remove.button", scene.language), value: "0" },
    ],
  };
}
