import type { Product } from "../../models/commerce.ts";
import type { Scene } from "../engine/flow.ts";
import { provenCustomer } from "../order/identify.ts";

/** So many orders are looked through. */
const mostOrders = 50;

/** The size in which a customer took something of this kind last, as far as it is proven who writes. */
export async function lastSize(scene: Scene<unknown>, { category }: Product): Promise<string | undefined> {
  const { orders, inventory } = scene.commerce;
  const customer = await provenCustomer(scene);
  if (!customer) return undefined;
  const kept = (await orders.findOrders(customer.id, mostOrders)).filter(
    ({ state }) => state !== "cancelled" && state !== "returned" && state !== "refused",
  );
  for (const { size, productId } of kept.flatMap(({ lines }) => lines)) {
    if (size === undefined || productId === undefined) continue;
    if ((await inventory.getProduct(productId))?.product.category === category) return size;
  }
  return undefined;
}
