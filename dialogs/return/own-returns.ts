import type { Order } from "../../models/commerce.ts";
import { isCancellable, type Return } from "../../models/return.ts";
import { read, type Scene, type Slot, type Step } from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";
import { type OwnOrder, ordersOfWriter, ownOrder } from "../order/prove.ts";

/** The number of a return names its order: `R10030-2`. */
const returnNumber = /(?<![\p{L}\p{N}])R([A-Z0-9-]{3,20})-\d+(?![\p{L}\p{N}])/iu;

/** The slots of a flow about what comes back of an order. */
export const ownReturns: typeof ownOrder = {
  ...ownOrder,
  number: {
    ...ownOrder.number,
    hears: (text, understanding) =>
      returnNumber.exec(text)?.[1]?.toUpperCase() ?? ownOrder.number.hears?.(text, understanding) ?? null,
  } satisfies Slot<OwnOrder>,
};

/** Who writes from a number that the shop knows means the latest order that fits; `prove` asks everybody else. */
export function latestOrder<V extends OwnOrder>(
  fits: (order: Order, scene: Scene<V>) => boolean | Promise<boolean>,
): Step<V> {
  return read<V>("number", async (scene) => {
    if (scene.values.number !== undefined) return scene.values.number;
    for (const order of await ordersOfWriter(scene)) if (await fits(order, scene)) return order.number;
    return undefined;
  });
}

export const hasReturns = async (order: Order, { commerce }: Pick<Scene, "commerce">): Promise<boolean> =>
  (await commerce.returns.findReturns(order.number)).length > 0;

export const isDelivered = ({ state }: Order): boolean => state === "delivered";

/** What may be done about a return. */
export const nextOf = (one: Return): Next[] => [
  ...(isCancellable(one)
    ? [
        {
          title: "return.cancel.button",
          flow: "return.cancel",
          slots: { number: one.orderNumber, back: one.number },
        },
      ]
    : []),
  { title: "menu.human.button", flow: "assist.human" },
];
