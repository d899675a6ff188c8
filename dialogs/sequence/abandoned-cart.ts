import { formatMoney } from "../../models/format.ts";
import { cartTotals, costParams, type OwnCart, ownCart } from "../cart/mine.ts";
import { branch, flow, read, type Scene, say } from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";
import { lineName } from "../order/line-name.ts";
import { type PageCart, pageCart } from "./page-cart.ts";
import { codeParams, given, inviting, type Told, told } from "./told.ts";

interface Values extends Told {
  /** Id of a cart on the shop's page; else it is about the one of this chat. */
  shopCart?: string;
  cart: OwnCart;
  page: PageCart | null;
}

/** What is in the cart still; nothing is said of one that was ordered or emptied. */
export const abandonedCart = flow<Values>("sequence.abandoned_cart", {
  version: 2,
  intents: [],
  slots: { ...told, shopCart: given },
  steps: [
    branch("where", ({ values }) => (values.shopCart === undefined ? "chat" : "page"), {
      chat: [
        read("cart", (scene) => ownCart(scene)),
        branch("content", ({ values }) => (values.say && values.cart.lines.length > 0 ? "some" : "none"), {
          some: [say("cart", waits)],
        }),
      ],
      page: [
        read("page", ({ values, commerce }) => pageCart(values.shopCart!, commerce)),
        branch("left", ({ values }) => (values.say && values.page?.lines.length ? "some" : "none"), {
          some: [say("page", waitsOnPage)],
        }),
      ],
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
    params: { lines, total, where: "chat", link: "", ...offer },
    next: [
      ...withCode,
      { title: "title.cart.checkout.button", flow: "cart.checkout" },
      { title: "title.cart.view.button", flow: "cart.view" },
      ...inviting(values),
    ],
  };
}

/** Without a code: the page may not know those of the chat. */
function waitsOnPage(scene: Scene<Values>) {
  const { values, language } = scene;
  const { lines, total, url } = values.page!;
  return {
    key: `sequence.abandoned_cart.${values.say}`,
    params: {
      lines: lines.map((line) => `• ${lineName(line, scene)}`).join("\n"),
      total: formatMoney(total, language),
      where: "page",
      link: url,
      hasCode: "no",
      code: "",
      off: "",
    },
    next: inviting(values),
  };
}
