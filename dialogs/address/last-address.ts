import type { Address } from "../../models/commerce.ts";
import type { Scene } from "../engine/flow.ts";
import { ownPhone } from "../engine/own-phone.ts";

/** Where the last order of this shopper went, as far as we know by proof who writes: an address is shown to nobody else. */
export async function lastAddress(
  scene: Pick<Scene, "contact" | "conversation" | "commerce" | "memory" | "now">,
): Promise<Address | null> {
  const { commerce, memory, now } = scene;
  const phone = ownPhone(scene);
  const byNumber = phone === undefined ? [] : await commerce.customers.findCustomers({ phone });
  const byProof = memory.proven.filter(({ until }) => Date.parse(until) > now.getTime());
  const customers = new Set([
    ...byNumber.map(({ id }) => id),
    ...byProof.flatMap(({ customerId }) => customerId ?? []),
  ]);
  const orders = (await Promise.all([...customers].map((id) => commerce.orders.findOrders(id, 1)))).flat();
  const [latest] = orders.toSorted((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt));
  return latest?.address ?? null;
}
