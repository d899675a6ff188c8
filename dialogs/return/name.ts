import type { Order } from "../../models/commerce.ts";
import { linesHad, type Return } from "../../models/return.ts";
import type { Scene } from "../engine/flow.ts";
import { variantName } from "../product/name.ts";

/** "2 × Hijab Sara (noir)"; one of it goes without saying. */
export const counted = (name: string, quantity: number): string =>
  quantity === 1 ? name : `${quantity} × ${name}`;

/**
 * The articles that come back, as the order calls them, or the exchange that sent them.
 * @param returns of the order
 */
export const returnName = (
  { lines }: Return,
  order: Order,
  returns: readonly Return[],
  words: Pick<Scene<unknown>, "replies" | "language">,
): string =>
  lines
    .map(({ sku, quantity }) => {
      const line = linesHad(order, returns).find((one) => one.sku === sku);
      return counted(line ? variantName(line, words) : sku, quantity);
    })
    .join(", ");
