import type { Order } from "../../models/commerce.ts";
import { read, type Scene, type Step } from "../engine/flow.ts";
import { variantName } from "../product/name.ts";
import { given, type Told, told } from "./told.ts";

/** The values of a message about an order. */
export interface Bought extends Told {
  order: string;
  bought: Order | null;
}

export const aboutOrder = { ...told, order: given };

/** The order that the shop speaks of; null also where it has not begun to. */
export const bought = <V extends Bought>(): Step<V> =>
  read<Bought>("bought", async ({ values, commerce }) =>
    values.order === undefined || values.say === undefined ? null : commerce.orders.getOrder(values.order),
  ) as unknown as Step<V>;

/** "Robe Lina (rouge, 38)" and how many more articles there are, as reply parameters: `what`, `more`. */
export function boughtParams({ lines }: Order, scene: Scene<unknown>) {
  const [first, ...others] = lines;
  return { what: variantName(first!, scene), more: others.length };
}
