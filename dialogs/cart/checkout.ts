import type { Totals } from "../../models/cart.ts";
import type { Order, Payment } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import { proofLifeMs } from "../../models/proof.ts";
import type { Shop } from "../../models/shop.ts";
import { addressLine } from "../address/address-line.ts";
import { type AskedAddress, addressSlots } from "../address/address-slots.ts";
import { askAddress } from "../address/ask-address.ts";
import { cityKey } from "../address/city-name.ts";
import {
  agree,
  ask,
  branch,
  type CallOutcome,
  call,
  flow,
  profile,
  read,
  remember,
  type Scene,
  type Slot,
  type Step,
  say,
} from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { variantName } from "../product/name.ts";
import { cartTotals, costParams, emptyCart, type OwnCart, ownCart, shortLines } from "./mine.ts";
import { parsePayment } from "./payment-words.ts";

interface Values extends AskedAddress {
  cart: OwnCart;
  totals: Totals;
  payment: Payment;
  sure: boolean;
  placed: CallOutcome<Placed>;
}

/** What the action `order.place` answers. */
export interface Placed {
  order: Pick<Order, "number" | "total" | "payment">;
  /** Where it is paid, by card. */
  payUrl: string | null;
}

/** Once it is ordered, another address is no correction of this: the order itself is changed. */
const settled = Object.fromEntries(
  Object.entries(addressSlots).map(([name, slot]) => [name, { ...slot, settled: true }]),
) as typeof addressSlots;

/** From the cart to an order: where to, how it is paid, and once more all of it to agree to. Ordered once, however often it is tapped. */
export const checkout = flow<Values>("cart.checkout", {
  version: 1,
  intents: ["cart.checkout"],
  slots: {
    ...settled,
    payment: { hears: parsePayment, parse: wayOf, settled: true },
    sure: { confirms: true, settled: true },
  } as { [K in keyof Values]?: Slot<Values> },
  repeats: true,
  steps: [
    read("cart", (scene) => beingOrdered(scene) ?? ownCart(scene)),
    branch("cart", contentOf, {
      none: [say("empty", () => emptyCart)],
      short: [say("short", tooFew)],
      some: [
        ...askAddress<Values>(),
        ...askPayment(),
        read("totals", (scene) => totalsOf(scene)),
        agree("sure", summary, (scene) => JSON.stringify(ordered(scene))),
        branch("sure", ({ values }) => (values.sure ? "yes" : "no"), {
          no: [say("kept", kept)],
          yes: placing(),
        }),
      ],
    }),
  ],
});

function placing(): Step<Values>[] {
  return [
    call("placed", {
      action: "order.place",
      key: ({ values, conversation }) => `cart:${conversation.id}:r${values.cart.revision}:checkout`,
      args: (scene) => ({
        conversationId: scene.conversation.id,
        cart: scene.values.cart,
        order: ordered(scene),
      }),
      uses: ["address", "payment", "totals"],
    }),
    branch("outcome", outcomeOf, {
      placed: [
        remember("order", ({ values, memory, now }) => {
          const { order } = placedOf(values);
          const until = new Date(now.getTime() + proofLifeMs).toISOString();
          return {
            order: order.number,
            proven: [...memory.proven, { order: order.number, until }].slice(-5),
          };
        }),
        profile("name", ({ values }) => ({ name: values.address.name })),
        say("placed", told),
      ],
      out_of_stock: [say("gone", () => ({ key: "checkout.gone", next: [toCart] }))],
      failed: [say("failed", () => ({ key: "checkout.failed", next: [toPeople, toCart] }))],
    }),
  ];
}

/** What was agreed to stays in sight while it is being ordered, and after, whatever is put into the cart meanwhile. */
const beingOrdered = ({ made }: Scene<Values>): OwnCart | undefined =>
  made.placed?.args.cart as OwnCart | undefined;

function outcomeOf({ values: { placed } }: Scene<Values>): "placed" | "out_of_stock" | "failed" {
  if (placed.ok) return "placed";
  return placed.error === "out_of_stock" ? "out_of_stock" : "failed";
}

const toCart = { title: "title.cart.view.button", flow: "cart.view" };
const toPeople = { title: "menu.human.button", flow: "assist.human" };

function contentOf({ values }: Scene<Values>): "none" | "short" | "some" {
  if (values.cart.lines.length === 0) return "none";
  return values.sure === undefined && shortLines(values.cart).length > 0 ? "short" : "some";
}

function tooFew(scene: Scene<Values>): Reply[] {
  return shortLines(scene.values.cart).map((line, place, all) => ({
    key: "checkout.short",
    params: { what: variantName(line, scene), left: line.available ?? 0 },
    ...(place === all.length - 1 && { next: [{ title: "cart.change.button", flow: "cart.change" }, toCart] }),
  }));
}

function askPayment(): Step<Values>[] {
  return [
    read("payment", ({ values, shop }) => values.payment ?? onlyOne(waysToPay(shop))),
    ask("payment", ({ shop, replies, language }) => ({
      reply: { key: "checkout.ask_payment" },
      options: waysToPay(shop).map((way) => ({
        title: replies.render(`checkout.${way}.button`, language),
        value: way,
      })),
    })),
  ];
}

/** One of those that are offered, by our own key or in words. */
function wayOf(text: string, { shop }: Scene<Values>): Payment | null {
  const way = waysToPay(shop).find((each) => each === text) ?? parsePayment(text);
  return way !== null && waysToPay(shop).includes(way) ? way : null;
}

const waysToPay = (shop: Shop): Payment[] =>
  shop.payment.filter((way) => way !== "transfer" || shop.bank !== undefined);

const onlyOne = <T>(some: T[]): T | undefined => (some.length === 1 ? some[0] : undefined);

function totalsOf(scene: Scene<Values>): Totals {
  const { cart, address } = scene.values;
  return cartTotals(cart, scene, cityKey(address.city, scene) ?? undefined);
}

/** What is ordered, whole: to be agreed to, and then placed. */
function ordered({ values }: Scene<Values>) {
  const { cart, totals, address, payment } = values;
  return {
    lines: cart.lines.map(({ available: _, ...line }) => line),
    deliveryCost: totals.delivery ?? { amountMinor: 0, currency: totals.total.currency },
    ...(totals.discount && { discount: totals.discount }),
    total: totals.total,
    payment,
    address,
  };
}

function summary(scene: Scene<Values>) {
  const { values, replies, language } = scene;
  return {
    reply: {
      key: "checkout.summary",
      params: {
        ...costParams(values.cart, values.totals, scene),
        payment: replies.render(`payment.${values.payment}`, language),
        name: values.address.name,
        address: addressLine(values.address, scene),
      },
    },
    options: [
      { title: replies.render("checkout.confirm.button", language), value: true },
      { title: replies.render("checkout.not_yet.button", language), value: false },
    ],
  };
}

function kept(): Reply {
  return {
    key: "checkout.kept",
    next: [
      { title: "title.cart.checkout.button", flow: "cart.checkout" },
      { title: "cart.change.button", flow: "cart.change" },
    ],
  };
}

function placedOf({ placed }: Values): Placed {
  if (!placed.ok) throw new Error("no order was placed");
  return placed.value;
}

function told(scene: Scene<Values>): Reply {
  const { order, payUrl } = placedOf(scene.values);
  return {
    key: `checkout.placed.${order.payment}`,
    params: {
      number: order.number,
      total: formatMoney(order.total, scene.language),
      link: payUrl ?? "",
      bank: scene.shop.bank ?? "",
    },
    next: [
      { title: "order.track.button", flow: "order.track", slots: { number: order.number } },
      { title: "title.order.details.button", flow: "order.details", slots: { number: order.number } },
    ],
  };
}
