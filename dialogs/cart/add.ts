import { formatMoney } from "../../models/format.ts";
import {
  branch,
  type CallOutcome,
  call,
  fill,
  flow,
  read,
  remember,
  type Scene,
  type Slot,
  say,
} from "../engine/flow.ts";
import { type AboutVariant, aboutVariant, chooseVariant } from "../product/choose-variant.ts";
import { variantName } from "../product/name.ts";
import { quantitySlot, wantedBefore, wanting } from "../product/quantity.ts";
import { cartFull, changedOrFull } from "./full.ts";
import { afterCart, cartTotals, type OwnCart, ownCart } from "./mine.ts";
import { cartWish } from "./wish.ts";

interface Values extends AboutVariant {
  /** How many, as text. */
  quantity: string;
  added: CallOutcome;
  cart: OwnCart;
}

/** Puts an article into the cart; asks for the colour and the size that are not known yet. */
export const cartAdd = flow<Values>("cart.add", {
  version: 3,
  intents: ["cart.add"],
  slots: { ...aboutVariant, quantity: quantitySlot as Slot<Values> },
  subject: ["product"],
  repeats: true,
  followUp: { flow: "cart.change", slots: cartWish },
  steps: [
    ...chooseVariant<Values>(),
    fill("quantity", (scene) => wantedBefore(scene, scene.values.hit.product.id)),
    call("added", {
      action: "cart.change",
      key: ({ causes, values }) => `cart:add:${values.sku}:${causes[0]}`,
      args: ({ values, conversation }) => ({
        conversationId: conversation.id,
        change: {
          kind: "add",
          productId: values.hit.product.id,
          sku: values.sku,
          quantity: Number(values.quantity ?? 1),
        },
      }),
      uses: ["sku", "quantity"],
      undo: {
        action: "cart.change",
        args: ({ args }) => {
          const { conversationId, change } = args as {
            conversationId: string;
            change: { sku: string; quantity: number };
          };
          return { conversationId, change: { kind: "remove", sku: change.sku, quantity: change.quantity } };
        },
      },
    }),
    remember("bought", () => wanting(undefined, [])),
    read("cart", (scene) => ownCart(scene)),
    branch("outcome", ({ values }) => changedOrFull(values.added), {
      done: [say("added", added)],
      full: [
        say("full", (scene) =>
          cartFull(articleOf(scene.values), scene.values.added, scene.values.cart, scene),
        ),
      ],
    }),
  ],
});

const articleOf = ({ hit, sku }: Values) => ({
  title: hit.product.title,
  ...hit.variants.find((variant) => variant.sku === sku)!,
});

function added(scene: Scene<Values>) {
  const { values, language } = scene;
  const quantity = Number(values.quantity ?? 1);
  const count = values.cart.lines.reduce((sum, line) => sum + line.quantity, 0);
  return {
    key: "cart.added",
    params: {
      what: variantName(articleOf(values), scene),
      quantity,
      hasOthers: count > quantity ? "yes" : "no",
      count,
      total: formatMoney(cartTotals(values.cart, scene).total, language),
    },
    next: [afterCart[0]!, { title: "title.cart.view.button", flow: "cart.view" }, afterCart[2]!],
  };
}
