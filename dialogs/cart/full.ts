import { mostLines, mostOfOne } from "../../models/cart.ts";
import type { OrderLine } from "../../models/commerce.ts";
import type { CallOutcome, Scene } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { variantName } from "../product/name.ts";
import type { OwnCart } from "./mine.ts";

/** Whether a change of the cart was made; what refuses it is that a cart holds no more. */
export const changedOrFull = (done: CallOutcome): "done" | "full" => (done.ok ? "done" : "full");

type Named = Pick<OrderLine, "title" | "color" | "size"> & { sku: string };

/** Nothing was changed, for a cart holds no more, of this article or of articles. */
export function cartFull(line: Named, done: CallOutcome, cart: OwnCart, scene: Scene<unknown>): Reply {
  const toCart = { title: "title.cart.view.button", flow: "cart.view" };
  const what = variantName(line, scene);
  if (!done.ok && done.error === "full_lines")
    return {
      key: "cart.full.lines",
      params: { what, most: mostLines },
      next: [
        { title: "title.cart.checkout.button", flow: "cart.checkout" },
        { title: "cart.change.button", flow: "cart.change" },
      ],
    };
  const before = cart.lines.find(({ sku }) => sku === line.sku)?.quantity ?? 0;
  return {
    key: "cart.full.article",
    params: { what, most: mostOfOne, before },
    next: [toCart, { title: "menu.human.button", flow: "assist.human" }],
  };
}
