import { formatMoney } from "../../models/format.ts";
import { call, fill, flow, read, remember, type Scene, type Slot, say } from "../engine/flow.ts";
import { type AboutVariant, aboutVariant, chooseVariant } from "../product/choose-variant.ts";
import { variantName } from "../product/name.ts";
import { quantitySlot, wantedBefore, wanting } from "../product/quantity.ts";
import { afterCart, cartTotals, type OwnCart, ownCart } from "./mine.ts";

interface Values extends AboutVariant {
  /** How many, as text. */
  quantity: string;
  added: unknown;
  cart: OwnCart;
}

/** Puts an article into the cart; asks for the colour and the size that are not known yet. */
export const cartAdd = flow<Values>("cart.add", {
  version: 2,
  intents: ["cart.add"],
  slots: { ...aboutVariant, quantity: quantitySlot as Slot<Values> },
  subject: ["product"],
  repeats: true,
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
    say("added", added),
  ],
});

function added(scene: Scene<Values>) {
  const { values, language } = scene;
  const variant = values.hit.variants.find(({ sku }) => sku === values.sku)!;
  const quantity = Number(values.quantity ?? 1);
  const count = values.cart.lines.reduce((sum, line) => sum + line.quantity, 0);
  return {
    key: "cart.added",
    params: {
      what: variantName({ title: values.hit.product.title, ...variant }, scene),
      quantity,
      hasOthers: count > quantity ? "yes" : "no",
      count,
      total: formatMoney(cartTotals(values.cart, scene).total, language),
    },
    next: [afterCart[0]!, { title: "title.cart.view.button", flow: "cart.view" }, afterCart[2]!],
  };
}
