import { formatMoney } from "../../models/format.ts";
import { lostCode } from "../../models/repriced.ts";
import type { Problem, Question, Scene } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { variantName } from "../product/name.ts";
import {
  type ItemValues,
  lineOf,
  mostOf,
  optionsOf,
  othersIn,
  properties,
  takenOut,
  wishOf,
} from "./item-values.ts";
import { articleName } from "./line.ts";
import { yesNo } from "./yes-no.ts";

export function whichLine(scene: Scene<ItemValues>): Question {
  return {
    reply: { key: "order.item.which" },
    options: scene.values.order.lines.map((line, index) => ({
      title: articleName(line, scene),
      value: String(index),
    })),
  };
}

export function whichProperty(scene: Scene<ItemValues>): Question {
  const { values, replies, language } = scene;
  const options = properties.filter(
    (each) => each === "quantity" || optionsOf(values.hit!.variants, each).length > 1,
  );
  return {
    reply: { key: "order.item.what", params: { what: articleName(lineOf(values), scene) } },
    options: [...options, ...(values.order.lines.length > 1 ? [takenOut] : [])].map((value) => ({
      title: replies.render(`order.item.${value}.button`, language),
      value,
    })),
  };
}

export function whichOf(kind: "size" | "color", scene: Scene<ItemValues>): Question {
  return {
    reply: { key: kind === "size" ? "product.which_size" : "product.which_color" },
    options: othersIn(kind, scene.values).map((value) => ({
      title: scene.replies.label(kind, value, scene.language),
      value,
    })),
  };
}

export function problemOf(scene: Scene<ItemValues>): Problem<ItemValues> | null {
  const { values } = scene;
  const { wanted } = values;
  const line = lineOf(values);
  const forget: Problem<ItemValues>["forget"] = ["size", "color", "quantity"];
  if (!wanted) return { reply: instead("order.item.not_made", scene), forget };
  if (wanted.sku === line.sku && wanted.quantity === line.quantity)
    return { reply: { key: "order.item.same", params: { what: articleName(wanted, scene) } }, forget };
  const most = mostOf(values);
  if (most === null || most >= wanted.quantity) return null;
  if (most === 0) return { reply: soldOut(scene), forget };
  return {
    reply: {
      key: "order.item.most",
      params: { most, what: articleName({ ...wanted, quantity: 1 }, scene) },
    },
    forget,
  };
}

export const soldOut = (scene: Scene<ItemValues>): Reply => instead("order.item.sold_out", scene);

/** What there is of it instead. */
function instead(key: "order.item.not_made" | "order.item.sold_out", scene: Scene<ItemValues>): Reply {
  const { values, replies, language } = scene;
  const wish = wishOf(values);
  const { title, ...line } = lineOf(values);
  const withoutWish = {
    title,
    ...(wish.color === undefined && { color: line.color }),
    ...(wish.size === undefined && { size: line.size }),
  };
  const kind = wish.size === undefined && wish.color !== undefined ? "color" : "size";
  const others = othersIn(kind, values).map((value) => replies.label(kind, value, language));
  const wanted = [
    wish.color && replies.label("color", wish.color, language),
    wish.size && replies.label("size", wish.size, language),
  ].filter(Boolean);
  const comma = language === "ar" ? "، " : ", ";
  return {
    key,
    params: {
      what: variantName(withoutWish, scene),
      wanted: wanted.join(comma),
      some: others.length > 0 ? "yes" : "no",
      others: others.join(comma),
    },
  };
}

export function question(scene: Scene<ItemValues>): Question {
  const { values, language } = scene;
  const { order, price, wanted } = values;
  const difference = price.total.amountMinor - order.total.amountMinor;
  return {
    reply: {
      key: "order.item.agree",
      params: {
        before: articleName(lineOf(values), scene),
        after: articleName(wanted!, scene),
        way: difference === 0 ? "same" : difference > 0 ? "dearer" : "cheaper",
        amount: formatMoney({ ...price.total, amountMinor: Math.abs(difference) }, language),
        total: formatMoney(price.total, language),
        ...lostParams(values),
      },
    },
    options: yesNo(scene),
  };
}

/** Whether their code takes nothing off any more. */
export function lostParams({ order, price }: Pick<ItemValues, "order" | "price">) {
  const code = lostCode(order, price);
  return { lost: code === null ? "no" : "yes", code: code ?? "" };
}

export function kept(scene: Scene<ItemValues>): Reply {
  const { number } = scene.values;
  return {
    key: "order.item.kept",
    params: { number, what: articleName(lineOf(scene.values), scene) },
    next: [{ title: "order.details.button", flow: "order.details", slots: { number } }],
  };
}

export function done(scene: Scene<ItemValues>): Reply {
  const { number, order } = scene.values;
  return {
    key: "order.item.done",
    params: {
      number,
      what: articleName(lineOf(scene.values), scene),
      total: formatMoney(order.total, scene.language),
    },
    next: [{ title: "order.details.button", flow: "order.details", slots: { number } }],
  };
}

export function gone({ values: { number } }: Scene<ItemValues>): Reply {
  return {
    key: "order.item.gone",
    params: { number },
    next: [{ title: "title.order.change_item.button", flow: "order.change_item", slots: { number } }],
  };
}
