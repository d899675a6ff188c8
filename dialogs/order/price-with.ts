import type { OrderLine } from "../../models/commerce.ts";
import { type Price, repriced } from "../../models/repriced.ts";
import { cityKey } from "../address/city-name.ts";
import type { Scene } from "../engine/flow.ts";
import type { OwnOrder } from "./prove.ts";

/**
 * What an order costs with other lines, or going to another city.
 * @param to key of a city
 */
export function priceWith(
  { values, replies, shop }: Pick<Scene<OwnOrder>, "values" | "replies" | "shop">,
  other: { lines?: OrderLine[]; to?: string },
): Price {
  const from = cityKey(values.order.address.city, { replies });
  return repriced(values.order, { ...other, ...(from && { from }) }, shop);
}
