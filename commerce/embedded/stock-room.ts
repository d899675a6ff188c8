import { inShop, type Stock } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import { OutOfStockError, UnknownSkuError } from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";
import {
  counted,
  extend,
  gather,
  hold,
  type Reservation,
  release,
  reserve,
  restock,
  sold,
  take,
} from "../../models/stock.ts";

/** Each lost race means that somebody else won it, so this many only lose when as many write one SKU at once. */
const maxTries = 1_000;

/** The stock of one shop; every change is one compare-and-set on one SKU's record, tried again when it lost. */
export interface StockRoom {
  /** By SKU; those that the shop does not have are not in it. */
  of(skus: string[]): Promise<Map<string, Stock>>;
  reserve(sku: string, wanted: Reservation): Promise<Reservation>;
  /** @throws {OutOfStockError} */
  extend(sku: string, key: string, until: Date): Promise<void>;
  release(sku: string, key: string): Promise<void>;
  /** For an order, however much it held before. @throws {OutOfStockError} also for a SKU that the shop does not have */
  hold(sku: string, wanted: Parameters<typeof hold>[1]): Promise<void>;
  /** What is put aside under two keys is under the first, and no more than so many. */
  gather(sku: string, wanted: Parameters<typeof gather>[1]): Promise<void>;
  /** What was put aside leaves the shop; silent when there is nothing of that key. */
  take(sku: string, key: string): Promise<void>;
  /** What came back is in the shop again, once for its key; silent for a SKU that the shop does not have any more. */
  restock(sku: string, returned: Parameters<typeof restock>[1]): Promise<void>;
  /** What was put aside was sold elsewhere; silent when there is nothing of that key. */
  sold(sku: string, key: string, at: Date): Promise<void>;
  /** @throws {UnknownSkuError} */
  setQuantity(sku: string, quantity: number | null, at?: Date): Promise<void>;
}

export function stockRoom(shopId: string, records: Records<Stock>, clock: Clock): StockRoom {
  /** Saves what `change` makes of the stock, unless it gives the same object back. False: no such SKU. */
  async function change(sku: string, next: (stock: Stock) => Stock): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      const found = await records.get(inShop(shopId, sku));
      if (!found) return false;
      const changed = next(found.doc);
      if (changed === found.doc) return true;
      try {
        await records.save(changed, found.version);
        return true;
      } catch (error) {
        if (!(error instanceof StaleRecordError) || tries === maxTries) throw error;
      }
    }
  }

  return {
    async of(skus) {
      const stocks = await records.getMany(skus.map((sku) => inShop(shopId, sku)));
      return new Map(stocks.map((stock) => [stock.sku, stock]));
    },
    async reserve(sku, wanted) {
      if (!(await change(sku, (stock) => reserve(stock, wanted, clock.now()))))
        throw new OutOfStockError(`Shop ${shopId} has no variant ${sku}`);
      return wanted;
    },
    async extend(sku, key, until) {
      await change(sku, (stock) => extend(stock, key, until.toISOString(), clock.now()));
    },
    async release(sku, key) {
      await change(sku, (stock) => release(stock, key));
    },
    async hold(sku, wanted) {
      if (!(await change(sku, (stock) => hold(stock, wanted, clock.now()))))
        throw new OutOfStockError(`Shop ${shopId} has no variant ${sku}`);
    },
    async gather(sku, wanted) {
      await change(sku, (stock) => gather(stock, wanted));
    },
    async take(sku, key) {
      await change(sku, (stock) => take(stock, key));
    },
    async restock(sku, returned) {
      await change(sku, (stock) => restock(stock, returned));
    },
    async sold(sku, key, at) {
      await change(sku, (stock) => sold(stock, key, at));
    },
    async setQuantity(sku, quantity, at) {
      const known = await change(sku, (stock) => {
        if (at) return counted(stock, quantity, at);
        return stock.quantity === quantity ? stock : { ...stock, quantity };
      });
      if (!known)
        throw new UnknownSkuError(
          `Shop ${shopId} has no variant ${sku}: import its product before its stock`,
        );
    },
  };
}
