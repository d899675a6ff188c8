import type { OrderLine } from "../../models/commerce.ts";
import type { Money } from "../../models/money.ts";
import type { Scene } from "../engine/flow.ts";

/** A size of an ordered article, in its colour, that can be had. */
export interface FreeSize {
  size: string;
  sku: string;
  price: Money;
}

/** Its own among them: the order has it. */
export async function freeSizes(line: OrderLine, { commerce }: Pick<Scene, "commerce">): Promise<FreeSize[]> {
  const hit = line.productId === undefined ? null : await commerce.inventory.getProduct(line.productId);
  return (hit?.variants ?? []).flatMap(({ sku, size, color, price, available }) =>
    size !== undefined &&
    color === line.color &&
    (sku === line.sku || available === null || available >= line.quantity)
      ? [{ size, sku, price }]
      : [],
  );
}
