import { formatMoney } from "../../models/format.ts";
import { type OwnCart, ownCart, type PricedLine } from "../cart/mine.ts";
import { branch, flow, read, type Scene, say } from "../engine/flow.ts";
import { variantName } from "../product/name.ts";
import { given, type Told, told } from "./told.ts";

interface Values extends Told {
  product: string;
  sku: string;
  beforeMinor: number;
  cart: OwnCart;
  line: PricedLine | undefined;
}

/** Something in the cart costs less than when it was put there; nothing is said once it does not, or is gone. */
export const priceDrop = flow<Values>("sequence.price_drop", {
  version: 1,
  intents: [],
  slots: { ...told, product: given, sku: given, beforeMinor: given },
  steps: [
    read("cart", (scene) => ownCart(scene)),
    read("line", ({ values }) => values.cart.lines.find(({ sku }) => sku === values.sku)),
    branch("cheaper", ({ values }) => (isCheaper(values) ? "yes" : "no"), { yes: [say("drop", drop)] }),
  ],
});

const isCheaper = ({ say: words, line, beforeMinor }: Values): boolean =>
  words !== undefined &&
  line !== undefined &&
  line.available !== 0 &&
  line.unitPrice.amountMinor < Number(beforeMinor);

function drop(scene: Scene<Values>) {
  const { values, language } = scene;
  const { unitPrice } = values.line!;
  return {
    key: `sequence.price_drop.${values.say}`,
    params: {
      what: variantName(values.line!, scene),
      before: formatMoney({ ...unitPrice, amountMinor: Number(values.beforeMinor) }, language),
      now: formatMoney(unitPrice, language),
    },
    next: [
      { title: "title.cart.checkout.button", flow: "cart.checkout" },
      { title: "title.cart.view.button", flow: "cart.view" },
    ],
  };
}
