import { mostOfOne } from "../../models/cart.ts";
import type { Order, OrderLine } from "../../models/commerce.ts";
import { isOpen } from "../../models/order.ts";
import { pricesOf } from "../../models/order-prices.ts";
import type { OrderChange } from "../../models/ports/commerce.ts";
import { localDay } from "../../models/time-zone.ts";
import { askPhone, askWhere, newAddress } from "../address/ask-address.ts";
import { cityKey } from "../address/city-name.ts";
import {
  ask,
  branch,
  type CallOutcome,
  call,
  check,
  flow,
  go,
  handoff,
  type Question,
  read,
  type Scene,
  type Step,
  say,
} from "../engine/flow.ts";
import { lineName } from "../order/line-name.ts";
import type { OwnOrder } from "../order/prove.ts";
import { type FreeSize, freeSizes } from "./free-sizes.ts";
import { ownCod, proveCod } from "./own-cod.ts";
import { summary } from "./summary.ts";
import { type CodWish, codWish, codWishes, wishSlots } from "./wish.ts";

interface Values extends OwnOrder, CodWish {
  what: string;
  /** The place of the line that it is about, from 0: its SKU may change. */
  line: string;
  sizes: FreeSize[];
  /** They said yes together with the change. */
  confirmed?: boolean;
  done: CallOutcome;
}

const askLine: Step<Values>[] = [
  read("line", (scene) => scene.values.line ?? onlyLine(scene)),
  ask("line", lineQuestion),
];

/** Something of an order is to be other before it leaves: where to, on which number, when, in which size, how many. */
export const codChange = flow<Values>("cod.change", {
  version: 1,
  intents: [],
  slots: { ...ownCod, ...wishSlots, what: { parse: wishIn }, line: {}, confirmed: { confirms: true } },
  subject: ["number"],
  repeats: true,
  steps: [
    ...proveCod<Values>(),
    read("what", ({ values }) => values.what ?? codWish(values)),
    branch("stand", ({ values }) => standOf(values.order), {
      shipped: [
        say("too late", ({ values }) => ({ key: "cod.change.shipped", params: { number: values.number } })),
        handoff("shipped", ({ values }) => ({
          reason: "cod_change",
          summary: `Order ${values.number} is on its way, and the shopper wants a change: ${wordsOf(values)}.`,
        })),
      ],
      over: [go("over", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
    }),
    ask("what", whatQuestion),
    branch("asked", ({ values }) => values.what, {
      address: askWhere() as unknown as Step<Values>[],
      phone: askPhone<Values>(),
      day: [ask("day", "cod.change.day"), check("day", dayProblem)],
      size: [
        ...askLine,
        read("sizes", (scene) => freeSizes(lineOf(scene), scene)),
        branch("sizes", ({ values }) => (values.sizes.length < 2 ? "none" : "some"), {
          none: [
            say("one size", (scene) => ({
              key: "cod.change.no_size",
              params: { what: lineName(lineOf(scene), scene) },
            })),
            go("back", ({ values }) => ({ flow: "cod.question", slots: { number: values.number } })),
          ],
        }),
        check("size", sizeProblem),
        ask("size", sizeQuestion),
      ],
      quantity: [
        ...askLine,
        ask("quantity", (scene) => ({
          reply: { key: "cod.change.how_many", params: { what: lineName(lineOf(scene), scene) } },
        })),
        check("quantity", ({ values }) =>
          Number(values.quantity) >= 1 && Number(values.quantity) <= mostOfOne
            ? null
            : {
                reply: { key: "cod.change.quantity_wrong", params: { most: mostOfOne } },
                forget: ["quantity"],
              },
        ),
      ],
    }),
    call("done", {
      action: "cod.change",
      key: ({ values, causes }) => `cod:${values.number}:change:${causes[0]}`,
      args: (scene) => ({ number: scene.values.number, change: changeOf(scene) }),
      uses: ["what", "street", "city", "landmark", "phone", "day", "line", "size", "quantity"],
    }),
    branch("outcome", ({ values: { done } }) => outcomeOf(done), {
      done: [
        branch("next", ({ values }) => nextOf(values), {
          confirm: [
            go("confirm", ({ values }) => ({ flow: "cod.confirm", slots: { number: values.number } })),
          ],
          ask: [
            say("noted", () => ({ key: "cod.change.noted" })),
            go("question", ({ values }) => ({ flow: "cod.question", slots: { number: values.number } })),
          ],
          told: [
            say("changed", (scene) => ({
              key: "cod.change.done",
              params: summary(scene.values.order, scene),
              next: [
                { title: "order.track.button", flow: "order.track", slots: { number: scene.values.number } },
              ],
            })),
          ],
        }),
      ],
      out_of_stock: [
        say("too few", () => ({ key: "cod.change.too_few" })),
        go("as before", ({ values }) => ({ flow: "cod.question", slots: { number: values.number } })),
      ],
      too_late: [go("state", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
    }),
  ],
});

const standOf = ({ state }: Order): "open" | "shipped" | "over" =>
  isOpen(state) ? "open" : state === "shipped" ? "shipped" : "over";

const outcomeOf = (done: CallOutcome): "done" | "out_of_stock" | "too_late" =>
  done.ok ? "done" : done.error === "out_of_stock" ? done.error : "too_late";

/** For staff, what is known of the wish. */
const wordsOf = ({ what, day, phone, street, city, size, quantity }: Values): string =>
  [what, day, phone, street, city, size, quantity].filter((value) => value !== undefined).join(", ") ||
  "not told";

const nextOf = ({ order, confirmed }: Values): "confirm" | "ask" | "told" =>
  order.state !== "placed" ? "told" : confirmed ? "confirm" : "ask";

function wishIn(text: string): string | null {
  return codWishes.find((wish) => wish === text) ?? null;
}

function whatQuestion({ values, replies, language }: Scene<Values>): Question {
  const wishes = codWishes.filter((wish) => wish !== "size" || values.order.lines.some(({ size }) => size));
  return {
    reply: { key: "cod.change.what", params: { number: values.number } },
    options: wishes.map((wish) => ({
      title: replies.render(`cod.change.${wish}.button`, language),
      value: wish,
    })),
    about: { number: values.number },
  };
}

/** The lines that it may be about, by their places: only what comes in sizes has another size. */
const linesOf = ({ values: { order, what } }: Pick<Scene<Values>, "values">): [string, OrderLine][] =>
  order.lines.flatMap((line, at): [string, OrderLine][] =>
    what !== "size" || line.size !== undefined ? [[String(at), line]] : [],
  );

function onlyLine(scene: Scene<Values>): string | undefined {
  const lines = linesOf(scene);
  return lines.length === 1 ? lines[0]![0] : undefined;
}

function lineQuestion(scene: Scene<Values>): Question {
  return {
    reply: { key: "cod.change.which_line" },
    options: linesOf(scene).map(([place, line]) => ({ title: lineName(line, scene), value: place })),
  };
}

/** The payload of a button is only text: a place that there is not is the first. */
const lineOf = ({ values: { order, line } }: Pick<Scene<Values>, "values">): OrderLine =>
  order.lines[Number(line)] ?? order.lines[0]!;

/** As long ahead as couriers plan. */
const mostDaysAhead = 30;
const dayMs = 86_400_000;

function dayProblem({ values, shop, now }: Scene<Values>) {
  const ahead = (days: number): string => localDay(new Date(now.getTime() + days * dayMs), shop.timeZone);
  return values.day > ahead(0) && values.day <= ahead(mostDaysAhead)
    ? null
    : { reply: { key: "cod.change.day_wrong", params: { most: mostDaysAhead } }, forget: ["day" as const] };
}

function sizeProblem({ values: { size, sizes } }: Scene<Values>) {
  return size === undefined || sizes.some((free) => free.size === size)
    ? null
    : { reply: { key: "cod.change.size_gone", params: { size } }, forget: ["size" as const] };
}

function sizeQuestion(scene: Scene<Values>): Question {
  const { replies, language } = scene;
  return {
    reply: { key: "cod.change.which_size", params: { what: lineName(lineOf(scene), scene) } },
    options: scene.values.sizes
      .filter(({ sku }) => sku !== lineOf(scene).sku)
      .map(({ size }) => ({ title: replies.label("size", size, language), value: size })),
  };
}

function changeOf(scene: Scene<Values>): OrderChange {
  const { values, shop, replies } = scene;
  const { order, what } = values;
  const city = cityKey(order.address.city, { replies }) ?? order.address.city;
  if (what === "day") return { wantedOn: values.day };
  if (what === "phone") return { address: { ...order.address, phone: values.phone } };
  if (what === "address") {
    const { name, phone } = order.address;
    const address = newAddress({ ...values, name, phone: phone ?? "" }, shop.country);
    return {
      address: { ...address, ...(phone === undefined && { phone }) },
      ...pricesOf(order, { lines: order.lines, city: values.city, shop }),
    };
  }
  const lines = order.lines.map((line) => (line === lineOf(scene) ? otherLine(line, values) : line));
  return { lines, ...pricesOf(order, { lines, city, shop }) };
}

function otherLine(line: OrderLine, { what, size, sizes, quantity }: Values): OrderLine {
  if (what === "quantity") return { ...line, quantity: Number(quantity) };
  const { sku, price } = sizes.find((free) => free.size === size)!;
  return { ...line, sku, size, unitPrice: price };
}
