import { cartTotals, costParams, type OwnCart, ownCart } from "../cart/mine.ts";
import { branch, flow, read, type Scene, say } from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";
import { codeParams, inviting, type Told, told } from "./told.ts";

interface Values extends Told {
  cart: OwnCart;
}

/** What is in the cart still; nothing is said of one that was ordered or emptied. */
export const abandonedCart = flow<Values>("sequence.abandoned_cart", {
  version: 1,
  intents: [],
  slots: told,
  steps: [
    read("cart", (scene) => ownCart(scene)),
    branch("content", ({ values }) => (values.say && values.cart.lines.length > 0 ? "some" : "none"), {
      some: [say("cart", waits)],
    }),
  ],
});

function waits(scene: Scene<Values>) {
  const { values } = scene;
  const { lines, total } = costParams(values.cart, cartTotals(values.cart, scene), scene);
  const offer = codeParams(values, scene);
  const withCode: Next[] =
    offer.hasCode === "yes"
      ? [{ title: "sequence.use_code.button", flow: "promo.code", slots: { code: offer.code } }]
      : [];
  return {
    key: `sequence.abandoned_cart.${values.say}`,
    params: { lines, total, ...offer },
    next: [
      ...withCode,
      { title: "title.cart.checkout.button", flow: "cart.checkout" },
      { title: "title.cart.view.button", flow: "cart.view" },
      ...inviting(values),
    ],
  };
}
