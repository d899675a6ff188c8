import { branch, flow, read, type Scene, say } from "../engine/flow.ts";
import { afterCart, cartTotals, costParams, emptyCart, type OwnCart, ownCart } from "./mine.ts";
import { cartWish } from "./wish.ts";

interface Values {
  cart: OwnCart;
}

/** What is in the cart and what it costs. */
export const cartView = flow<Values>("cart.view", {
  version: 1,
  intents: ["cart.view"],
  slots: {},
  followUp: { flow: "cart.change", slots: cartWish },
  steps: [
    read("cart", (scene) => ownCart(scene)),
    branch("content", ({ values }) => (values.cart.lines.length === 0 ? "none" : "some"), {
      none: [say("empty", () => emptyCart)],
      some: [say("cart", shown)],
    }),
  ],
});

export function shown(scene: Scene<Values>) {
  const { cart } = scene.values;
  return { key: "cart.view.say", params: costParams(cart, cartTotals(cart, scene), scene), next: afterCart };
}
