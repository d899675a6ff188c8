import { inShop } from "../../models/commerce.ts";
import { OutOfStockError, type ReservationSystem } from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";
import type { PutAside } from "../../models/reservation.ts";
import type { StockRoom } from "./stock-room.ts";

/** The stock is changed first: whoever dies in between does it again, and the stock knows the key. */
export function embeddedReservations(
  shopId: string,
  records: Records<PutAside, "conversation">,
  stock: StockRoom,
): ReservationSystem {
  const get = async (key: string) => records.get(inShop(shopId, key));

  /** @returns what is kept afterwards; null: there is none of that key. */
  async function change(key: string, next: (before: PutAside) => PutAside): Promise<PutAside | null> {
    for (;;) {
      const found = await get(key);
      if (!found) return null;
      const changed = next(found.doc);
      try {
        await records.save(changed, found.version);
        return changed;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
      }
    }
  }

  return {
    ofConversation: (conversationId) => records.find("conversation", inShop(shopId, conversationId)),
    get: async (key) => (await get(key))?.doc ?? null,
    async putAside(wanted) {
      const known = await get(wanted.key);
      if (known) return known.doc;
      const { key, sku, quantity, until } = wanted;
      await stock.reserve(sku, { key, quantity, until });
      const made: PutAside = { ...wanted, shopId, extendedBy: null, givenBack: false };
      try {
        await records.save(made, 0);
        return made;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
        return (await get(key))!.doc;
      }
    },
    async extend(key, until, by) {
      const found = await get(key);
      if (!found) throw new OutOfStockError(`There is no reservation ${key}`);
      if (found.doc.extendedBy !== null) return found.doc;
      await stock.extend(found.doc.sku, key, until);
      return (await change(key, (before) => ({ ...before, until: until.toISOString(), extendedBy: by })))!;
    },
    async giveBack(key) {
      const found = await get(key);
      if (!found) return;
      await stock.release(found.doc.sku, key);
      await change(key, (before) => ({ ...before, givenBack: true }));
    },
    async convert(key, soldIn, at) {
      const found = await get(key);
      if (!found) return;
      await stock.sold(found.doc.sku, key, at);
      await change(key, (before) => ({ ...before, givenBack: true, soldIn }));
    },
  };
}
