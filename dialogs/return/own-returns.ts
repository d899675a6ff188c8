import type { Order } from "../../models/commerce.ts";
import { isCancellable, type Return } from "../../models/return.ts";
import { read, type Scene, type Step } from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";
import { type OwnOrder, ordersOfWriter, ownOrder } from "../order/prove.ts";

/** The number of a return names its order: `R10030-2`. */
const returnNumber = /(?<![\p{L}\p{N}])R([A-Z0-9-]{3,20})-\d+(?![\p{L}\p{N}])/iu;

const { remembered: _, ...number } = ownOrder.number;

/** The slots of a flow about what comes back of an order. What was last talked about may be another one. */
export const ownReturns: typeof ownOrder = {
  ...ownOrder,
  number: {
    ...number,
    hears: (text, understanding, scene) =>
      returnNumber.exec(text)?.[1]?.toUpperCase() ?? number.hears?.(text, understanding, scene) ?? null,
  },
};

export type Fits = (order: Order, scene: Scene<OwnOrder>) => boolean | Promise<boolean>;

/**
 * Which order is meant when none is named: the one that was last talked about, or else the latest of who writes from a
 * number that the shop knows, that fits; or fits the next best. `prove` asks everybody else.
 */
export const latestOrder = <V extends OwnOrder>(...preferences: Fits[]): Step<V> =>
  read<OwnOrder>("number", async (scene) => {
    const { values, memory, commerce } = scene;
    if (values.number !== undefined) return values.number;
    const last = memory.order === undefined ? null : await commerce.orders.getOrder(memory.order);
    const orders = [...(last ? [last] : []), ...(await ordersOfWriter(scene))];
    for (const fits of preferences)
      for (const order of orders) if (await fits(order, scene)) return order.number;
    return memory.order;
  }) as Step<unknown> as Step<V>;

export const hasReturns = async (order: Order, { commerce }: Pick<Scene, "commerce">): Promise<boolean> =>
  (await commerce.returns.findReturns(order.number)).length > 0;

/** It did not go through: whether money of it is owed is a question. */
export const isOver = ({ state }: Order): boolean => state === "cancelled" || state === "refused";

export const isDelivered = ({ state }: Order): boolean => state === "delivered";

/** What may be done about a return. */
export const nextOf = (one: Return): Next[] => [
  ...(isCancellable(one)
    ? [
        {
          title: one.kind === "exchange" ? "return.exchange.cancel.button" : "return.cancel.button",
          flow: "return.cancel",
          slots: { number: one.orderNumber, back: one.number },
        },
      ]
    : []),
  { title: "menu.human.button", flow: "assist.human" },
];
