import { createHash } from "node:crypto";
import { z } from "zod";
import { inShop, type Order } from "../../models/commerce.ts";
import { KeyReusedError, type NewOrder } from "../../models/ports/commerce.ts";
import {
  type OpenRecords,
  type RecordKind,
  type Records,
  StaleRecordError,
} from "../../models/ports/records.ts";

/** The number of the shop's last order. */
const LastNumber = z.object({ shopId: z.string(), last: z.int() });
const lastNumberKind: RecordKind<z.infer<typeof LastNumber>, never> = {
  name: "order_numbers",
  schema: LastNumber,
  id: ({ shopId }) => shopId,
  indexes: {},
};

/** Which order was placed by a key, and from what: the same key is the same order. */
const Placement = z.object({ shopId: z.string(), key: z.string(), number: z.string(), checksum: z.string() });
const placementKind: RecordKind<z.infer<typeof Placement>, never> = {
  name: "order_placements",
  schema: Placement,
  id: ({ shopId, key }) => inShop(shopId, key),
  indexes: {},
};

/** Numbers that shoppers can read aloud start here. */
const first = 10_000;
const pageSize = 500;

/**
 * Gives each key its order number, once; a number may stay unused after a crash.
 * @param taken the number given before, which another order has: a new one takes its place.
 * @throws {KeyReusedError}
 */
export type OrderNumbers = (key: string, wanted: NewOrder, taken?: string) => Promise<string>;

export async function orderNumbers(
  shopId: string,
  records: OpenRecords,
  orders: Records<Order>,
): Promise<OrderNumbers> {
  const [numbers, placements] = await Promise.all([records(lastNumberKind), records(placementKind)]);

  /** The orders that came from elsewhere are looked at where none was drawn, or one of theirs was. */
  async function nextNumber(isAnew: boolean): Promise<number> {
    for (;;) {
      const kept = await numbers.get(shopId);
      const known = kept && !isAnew ? 0 : await highest(orders, shopId);
      const last = Math.max(kept?.doc.last ?? 0, known) + 1;
      try {
        await numbers.save({ shopId, last }, kept?.version ?? 0);
        return last;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
      }
    }
  }

  return async (key, { reservations: _, ...wanted }, taken) => {
    const checksum = createHash("sha256").update(JSON.stringify(wanted)).digest("hex");
    for (;;) {
      const kept = await placements.get(inShop(shopId, key));
      const known = kept?.doc;
      if (known && known.checksum !== checksum)
        throw new KeyReusedError(
          `Order ${known.number} was placed as ${key}, of something else: use another key`,
        );
      if (known && known.number !== taken) return known.number;
      try {
        const number = String(await nextNumber(known !== undefined));
        await placements.save({ shopId, key, number, checksum }, kept?.version ?? 0);
        return number;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
      }
    }
  };
}

/** Of the orders that came from elsewhere. */
async function highest(orders: Records<Order>, shopId: string): Promise<number> {
  let most = first;
  for (let after: string | null = null; ; ) {
    const page: Order[] = await orders.page(after, pageSize);
    for (const order of page)
      if (order.shopId === shopId && /^\d{1,12}$/.test(order.number))
        most = Math.max(most, Number(order.number));
    const last = page.at(-1);
    if (!last) return most;
    after = inShop(last.shopId, last.number.toUpperCase());
  }
}
