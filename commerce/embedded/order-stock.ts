import type { Order, OrderState } from "../../models/commerce.ts";
import { isOpen } from "../../models/order.ts";
import type { NewOrder } from "../../models/ports/commerce.ts";
import type { StockRoom } from "./stock-room.ts";

/** What is put aside for an order: it follows from what is written of the order, and from nothing else. */
export interface OrderStock {
  /** For an order that is being placed, line by line. @throws {OutOfStockError} */
  holdAll(order: Order, reservations: NewOrder["reservations"]): Promise<void>;
  /** What other lines need more of, beside what the order holds. @throws {OutOfStockError} */
  holdMore(order: Order, wanted: Pick<Order, "lines">): Promise<void>;
  /**
   * The stock becomes what the order's state and lines say: held as long as it has not left, taken when it has, free when it
   * is cancelled, in the shop again when it was refused at the door. Never more than is held already, so that it cannot
   * fail; done again it changes nothing.
   */
  follow(order: Order): Promise<void>;
}

/** The name of an order's articles in the stock. */
export const holdOf = ({ number }: Pick<Order, "number">): string => `order:${number}`;

/** The name of what is put aside for a change of it that may not come. */
const changeOf = (order: Pick<Order, "number">): string => `${holdOf(order)}:change`;

/** The SKUs of which something is, or may be, put aside for it. */
export const heldBy = ({ holds = [], lines }: Order): Set<string> =>
  new Set([...holds, ...lines.map(({ sku }) => sku)]);

/** By SKU: two lines may be of one. */
export function quantities({ lines }: Pick<Order, "lines">): Map<string, number> {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  return bySku;
}

/** It left the shop, wherever it went then. */
const hasLeft: ReadonlySet<OrderState> = new Set(["shipped", "delivered", "refused", "returned"]);

export function orderStock(stock: StockRoom): OrderStock {
  return {
    async holdAll(order, reservations = {}) {
      for (const [sku, quantity] of quantities(order))
        await stock.hold(sku, { key: holdOf(order), quantity, instead: reservations[sku] });
    },
    async holdMore(order, wanted) {
      const before = quantities(order);
      for (const [sku, quantity] of quantities(wanted)) {
        const more = quantity - (before.get(sku) ?? 0);
        if (more > 0) await stock.hold(sku, { key: changeOf(order), quantity: more });
      }
    },
    async follow(order) {
      const ordered = quantities(order);
      const key = holdOf(order);
      for (const sku of heldBy(order)) {
        const quantity = ordered.get(sku) ?? 0;
        if (hasLeft.has(order.state)) await stock.take(sku, key);
        await stock.gather(sku, {
          key,
          from: changeOf(order),
          quantity: isOpen(order.state) ? quantity : 0,
        });
        // The courier brings it back; nobody tells of the parcel once more.
        if (order.state === "refused" && !order.soldElsewhere && quantity > 0)
          await stock.restock(sku, { key, quantity });
      }
    },
  };
}
