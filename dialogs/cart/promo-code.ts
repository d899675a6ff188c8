import { formatDay, formatMoney } from "../../models/format.ts";
import { findPromo } from "../../models/promo.ts";
import { ask, branch, call, flow, read, type Scene, say } from "../engine/flow.ts";
import { afterCart, cartTotals, codeProblem, type OwnCart, ownCart } from "./mine.ts";

interface Values {
  code: string;
  applied: unknown;
  cart: OwnCart;
}

const mostChars = 20;

/** A code for the cart, with what it takes off, or why it does not. */
export const promoCode = flow<Values>("promo.code", {
  version: 1,
  intents: ["promo.code"],
  slots: {
    code: {
      entity: "promo_code",
      parse: (text) =>
        /^[\p{L}\p{N}-]{3,20}$/u.test(text.trim()) ? text.trim().toUpperCase().slice(0, mostChars) : null,
    },
  },
  repeats: true,
  steps: [
    ask("code", "promo.ask"),
    read("cart", (scene) => ownCart(scene)),
    branch("cart", ({ values }) => (values.cart.lines.length === 0 ? "empty" : "some"), {
      empty: [say("for later", forLater)],
      some: [
        call("applied", {
          action: "cart.change",
          key: ({ causes, values }) => `cart:code:${values.code}:${causes[0]}`,
          args: ({ values, conversation }) => ({
            conversationId: conversation.id,
            change: { kind: "code", code: values.code },
          }),
          uses: ["code"],
        }),
        read("cart", (scene) => ownCart(scene)),
        say("outcome", outcome),
      ],
    }),
  ],
});

const toSearch = { title: "menu.search.button", flow: "product.search" };

function forLater(scene: Scene<Values>) {
  const { code } = scene.values;
  const problem = codeProblem(code, [], scene);
  return problem === "unknown" || problem === "over"
    ? { key: `promo.${problem}`, params: { code }, next: [toSearch] }
    : { key: "promo.for_later", params: { code }, next: [toSearch] };
}

function outcome(scene: Scene<Values>) {
  const { values, shop, language } = scene;
  const { cart, code } = values;
  const problem = codeProblem(code, cart.lines, scene);
  const promo = findPromo(shop.promoCodes, code);
  if (problem)
    return {
      key: `promo.${problem}`,
      params: {
        code,
        from: formatMoney({ amountMinor: promo?.fromMinor ?? 0, currency: shop.currency }, language),
        until: promo?.until ? formatDay(promo.until, language, shop.timeZone) : "",
      },
      next: afterCart,
    };
  const { discount, total } = cartTotals(cart, scene);
  return {
    key: "promo.applied",
    params: {
      code,
      off: discount ? "yes" : "no",
      discount: discount ? formatMoney(discount.amount, language) : "",
      total: formatMoney(total, language),
    },
    next: afterCart,
  };
}
