import { westernDigits } from "../../models/digits.ts";
import type { ProductHit } from "../../models/ports/commerce.ts";
import {
  ask,
  branch,
  check,
  fill,
  go,
  handoff,
  read,
  type Scene,
  type Slot,
  type Step,
} from "../engine/flow.ts";
import { problemOf, whichLine, whichOf, whichProperty } from "./item-replies.ts";
import {
  type ItemValues,
  isLast,
  likelyLine,
  lineOf,
  linesWith,
  type Property,
  properties,
  propertyIn,
  takenOut,
  toldProperty,
  wantedLine,
  wishOf,
} from "./item-values.ts";
import { priceWith } from "./price-with.ts";
import { saysOut } from "./removal-words.ts";
import { wantedOf } from "./wanted-variant.ts";

/** What is wished for instead of another. Once a quantity is asked for, a number is nothing else. */
const heard = (property: Property): Slot<ItemValues> => ({
  entity: property,
  hears: (text, understanding, { values }) =>
    values.what === "quantity" ? null : wantedOf(property, text, understanding),
  accepts: (_value, { values }) => values.what !== "quantity",
});

/** How many, in a text of few words. */
export const numberIn = (text: string): string | null =>
  /(?<![\p{L}\d])[1-9]\d?(?![\p{L}\d])/u.exec(westernDigits(text))?.[0] ?? null;

/** For a flow's own `slots`. */
export const itemSlots: Record<"product" | "line" | "what" | Property, Slot<ItemValues>> = {
  product: { entity: "product" },
  line: { parse: (text) => (/^\d{1,2}$/.test(text) ? text : null) },
  what: {
    hears: propertyIn,
    parse: (text) =>
      [...properties, takenOut].find((each) => each === text) ??
      propertyIn(text) ??
      (saysOut(text) ? takenOut : null),
  },
  size: heard("size"),
  color: heard("color"),
  quantity: {
    ...heard("quantity"),
    hears: (text, understanding, { values }) =>
      values.what === "quantity" ? numberIn(text) : wantedOf("quantity", text, understanding),
    parse: numberIn,
  },
};

/**
 * Which article of an order, and what of it is to be other, as `wanted`; and what the order costs then, as `price`.
 * @param noneLeft what is done where nothing like it is left to choose from
 */
export function askItem<V extends ItemValues>(noneLeft: Step<V>[]): Step<V>[] {
  const steps: Step<ItemValues>[] = [
    fill("line", likelyLine),
    ask("line", whichLine),
    read("hit", hitOf),
    branch("known", ({ values }) => (values.hit ? "yes" : "no"), {
      no: [
        handoff("unknown", ({ values }) => ({
          reason: "order.change_item",
          summary: `The shopper wants to change ${lineOf(values).sku} in order ${values.number}, which the catalogue no longer has.`,
        })),
      ],
    }),
    fill("what", toldProperty),
    branch("what", ({ values }) => (Object.keys(wishOf(values)).length > 0 ? "told" : "open"), {
      open: [
        ask("what", whichProperty),
        branch("which", ({ values }) => values.what, {
          out: [go("out", removal)],
          size: [ask("size", (scene) => whichOf("size", scene))],
          color: [ask("color", (scene) => whichOf("color", scene))],
          quantity: [ask("quantity", "order.item.how_many")],
        }),
      ],
    }),
    read("wanted", ({ values }) => wantedLine(values)),
    branch("others", ({ values }) => (isLast(values) ? "none" : "some"), {
      none: noneLeft as unknown as Step<ItemValues>[],
    }),
    check("there", problemOf),
    read("price", (scene) => priceWith(scene, { lines: linesWith(scene.values) })),
  ];
  return steps as unknown as Step<V>[];
}

function removal({ values }: Scene<ItemValues>) {
  return { flow: "order.remove_item", slots: { number: values.number, sku: lineOf(values).sku } };
}

async function hitOf({ values, commerce }: Scene<ItemValues>): Promise<ProductHit | null> {
  const { productId } = lineOf(values);
  return productId === undefined ? null : commerce.inventory.getProduct(productId);
}
