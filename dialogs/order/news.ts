import type { Order } from "../../models/commerce.ts";
import { formatDay, formatMoney } from "../../models/format.ts";
import { isCalledOffByShop, isCancelledUnpaid, isOpen } from "../../models/order.ts";
import {
  branch,
  type Flow,
  flow,
  handoff,
  read,
  remember,
  type Scene,
  type Step,
  say,
} from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";
import { isProven, type OwnOrder } from "./prove.ts";

interface Values extends Pick<OwnOrder, "number" | "order"> {
  isSo: boolean;
}

/** Begun by the shop when something became of an order; nothing is said of what is not so any more. */
const news = (
  name: string,
  says: string,
  isSo: (order: Order) => boolean,
  next: (number: string) => Next[],
  then: Step<Values>[] = [],
): Flow =>
  flow<Values>(name, {
    version: 1,
    intents: [],
    title: "title.order.track.button",
    slots: { number: {} },
    subject: ["number"],
    steps: [
      read("order", ({ values, commerce }) => commerce.orders.getOrder(values.number)),
      read("isSo", async (scene) => {
        const { order } = scene.values;
        return order !== null && isSo(order) && (await isTheirs(scene));
      }),
      branch("so", ({ values }) => (values.isSo ? "yes" : "no"), {
        yes: [
          remember("order", ({ values }) => ({ order: values.order.number })),
          say("news", (scene) => ({
            key: says,
            params: paramsOf(scene),
            next: next(scene.values.order.number),
          })),
          ...then,
        ],
      }),
    ],
  });

/** The payload of a button is only text: nobody is told of another's order. */
const isTheirs = async (scene: Scene<Values>): Promise<boolean> =>
  scene.values.order.conversationId === scene.conversation.id || isProven(scene);

function paramsOf({ values: { order }, language, shop }: Scene<Values>) {
  const { number, parcel, payment, paid, state, total } = order;
  const expected = parcel?.expectedOn;
  return {
    number,
    total: formatMoney(total, language),
    state,
    waits: isOpen(state) ? "yes" : "no",
    paid: paid ? "yes" : "no",
    toPay: payment === "cod" && !paid ? "yes" : "no",
    carried: parcel ? "yes" : "no",
    carrier: parcel?.carrier ?? "",
    promised: expected === undefined ? "no" : "yes",
    expected: expected === undefined ? "" : formatDay(expected, language, shop.timeZone),
  };
}

const track = (number: string): Next => ({
  title: "order.track.button",
  flow: "order.track",
  slots: { number },
});
const details = (number: string): Next => ({
  title: "order.details.button",
  flow: "order.details",
  slots: { number },
});

export const orderPaid = news(
  "order.paid",
  "order.paid.say",
  ({ paid, state }) => paid && (isOpen(state) || state === "shipped"),
  (number) => [track(number), details(number)],
);

/** Money that came too late is for people to give back. */
export const orderPaidLate = news(
  "order.paid_late",
  "order.paid_late.say",
  ({ paidLate }) => paidLate === true,
  () => [],
  [
    handoff("refund", ({ values: { order } }) => ({
      reason: "refund_due",
      summary: `Order ${order.number} was paid when it was ${order.state}. Pay back ${formatMoney(order.total, "en")} (${order.payment}).`,
    })),
  ],
);

export const orderUnpaid = news("order.unpaid", "order.unpaid.say", isCancelledUnpaid, () => [
  { title: "menu.search.button", flow: "product.search" },
  { title: "menu.human.button", flow: "assist.human" },
]);

export const orderShipped = news(
  "order.shipped",
  "order.shipped.say",
  ({ state }) => state === "shipped",
  (number) => [track(number), details(number)],
);

export const orderDelivered = news(
  "order.delivered",
  "order.delivered.say",
  ({ state }) => state === "delivered",
  (number) => [details(number), { title: "menu.human.button", flow: "assist.human" }],
);

export const orderCancelled = news("order.cancelled", "order.cancelled.say", isCalledOffByShop, () => [
  { title: "menu.search.button", flow: "product.search" },
  { title: "menu.human.button", flow: "assist.human" },
]);
