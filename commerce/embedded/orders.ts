import { isDeepStrictEqual } from "node:util";
import { inShop, type Order, type OrderStep } from "../../models/commerce.ts";
import { inState, isOpen, OrderStateError } from "../../models/order.ts";
import type { Clock } from "../../models/ports/clock.ts";
import {
  type NewOrder,
  type OrderChange,
  type OrderSystem,
  OutOfStockError,
  type TrackingSystem,
} from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";
import type { StockRoom } from "./stock-room.ts";

/** What people write for an order number, as it is stored: `#10042 ` and `10042` are the same. */
export const orderNumber = (written: string): string => written.trim().replace(/^#\s*/, "").toUpperCase();

export interface OrderParts {
  shopId: string;
  orders: Records<Order, "customer" | "pending">;
  numberOf: (key: string, wanted: NewOrder) => Promise<string>;
  stock: StockRoom;
  clock: Clock;
}

/** An order that has been pending for so long was left by a process that died, and by whoever asked for it. */
const leftAfterMs = 15 * 60_000;

/**
 * Each order is one record, each SKU's stock another: an order is written as pending, then its articles are put aside by
 * its number, then it is placed. Every step may be done again, so that whoever dies in between begins from the top.
 */
export function embeddedOrders({ shopId, orders, numberOf, stock, clock }: OrderParts): OrderSystem {
  const get = (number: string) => orders.get(inShop(shopId, orderNumber(number)));

  /** @throws {OrderStateError} there is no such order */
  async function change(number: string, next: (order: Order) => Order): Promise<Order> {
    for (;;) {
      const found = await get(number);
      if (!found)
        throw new OrderStateError({ number, state: "cancelled" }, "changed: there is no such order");
      const changed = next(found.doc);
      if (changed === found.doc) return changed;
      try {
        await orders.save(changed, found.version);
        return changed;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
      }
    }
  }

  const step = (made: Omit<OrderStep, "at">): OrderStep => ({ ...made, at: clock.now().toISOString() });

  async function begun(number: string, { reservations: _, ...wanted }: NewOrder): Promise<Order> {
    const at = clock.now().toISOString();
    const order: Order = {
      ...wanted,
      number,
      shopId,
      state: "pending",
      paid: false,
      placedAt: at,
      history: [],
    };
    try {
      await orders.save(order, 0);
      return order;
    } catch (error) {
      if (!(error instanceof StaleRecordError)) throw error;
      return (await get(number))!.doc;
    }
  }

  /** All or nothing. */
  async function holdAll(order: Order, reservations: NewOrder["reservations"] = {}): Promise<void> {
    for (const [sku, quantity] of quantities(order))
      await stock.hold(sku, { key: holdOf(order), quantity, instead: reservations[sku] });
  }

  async function moved(number: string, made: OrderStep): Promise<Order> {
    const order = await change(number, (before) =>
      before.state === made.state ? before : inState(before, made),
    );
    if (made.state === "cancelled") for (const sku of heldBy(order)) await stock.release(sku, holdOf(order));
    if (made.state === "shipped") for (const sku of heldBy(order)) await stock.take(sku, holdOf(order));
    return order;
  }

  /** What is put aside for it is what its lines say: never more than before, so that it cannot fail. */
  async function settle(order: Order): Promise<void> {
    const wanted = quantities(order);
    for (const sku of heldBy(order)) {
      const quantity = wanted.get(sku);
      if (quantity === undefined) await stock.release(sku, holdOf(order));
      else await stock.hold(sku, { key: holdOf(order), quantity });
    }
  }

  /** More is put aside first, then the order is written, then less: a death in between is found in `holds`. */
  async function withOtherLines(number: string, wanted: OrderChange & Pick<Order, "lines">): Promise<Order> {
    const next = quantities(wanted);
    const order = await change(number, (before) => {
      const holds = [...new Set([...heldBy(before), ...next.keys()])];
      return isDeepStrictEqual(holds, before.holds) ? before : { ...stillOpen(before), holds };
    });
    const before = quantities(order);
    try {
      for (const [sku, quantity] of next)
        await stock.hold(sku, { key: holdOf(order), quantity: Math.max(quantity, before.get(sku) ?? 0) });
    } catch (error) {
      if (error instanceof OutOfStockError) await settle(order);
      throw error;
    }
    const changed = await change(number, (found) => changedBy(found, wanted));
    await settle(changed);
    return changed;
  }

  return {
    getOrder: async (number) => (await get(number))?.doc ?? null,
    async findOrders(customerId, limit) {
      const all = await orders.find("customer", inShop(shopId, customerId));
      return all.sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt)).slice(0, limit);
    },
    async createOrder(key, wanted) {
      const order = await begun(await numberOf(key, wanted), wanted);
      if (order.history?.some(({ reason }) => reason === outOfStock))
        throw new OutOfStockError(`Order ${order.number} found too little in stock`);
      if (order.state !== "pending") return order;
      try {
        await holdAll(order, wanted.reservations);
      } catch (error) {
        if (error instanceof OutOfStockError)
          await moved(order.number, step({ state: "cancelled", by: "shop", reason: outOfStock }));
        throw error;
      }
      return moved(order.number, step({ state: "placed", by: "shopper" }));
    },
    async keepOrder(told) {
      const order: Order = {
        ...told,
        shopId,
        history: [{ at: told.placedAt, state: told.state, by: "shop" }],
      };
      try {
        await orders.save(order, 0);
        return order;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
        return (await get(told.number))!.doc;
      }
    },
    moveOrder: (number, made) => moved(number, step(made)),
    updateOrder: async (number, { lines, ...wanted }) =>
      lines
        ? withOtherLines(number, { ...wanted, lines })
        : change(number, (before) => changedBy(before, wanted)),
    async undoLeft() {
      const before = clock.now().getTime() - leftAfterMs;
      const left = (await orders.find("pending", shopId)).filter(
        ({ placedAt }) => Date.parse(placedAt) < before,
      );
      for (const { number } of left)
        await moved(number, step({ state: "cancelled", by: "shop", reason: "left" }));
      return left.map(({ number }) => number);
    },
  };
}

const outOfStock = "out_of_stock";

/** @throws {OrderStateError} */
function stillOpen(order: Order): Order {
  if (!isOpen(order.state)) throw new OrderStateError(order, "changed");
  return order;
}

/** The very same object when it is so already. @throws {OrderStateError} */
function changedBy(before: Order, wanted: OrderChange): Order {
  const { discount, ...rest } = before;
  const isPriced = wanted.total !== undefined;
  const after: Order = { ...rest, ...(discount && !isPriced && { discount }), ...wanted };
  if (isDeepStrictEqual(before, after)) return before;
  if (wanted.lines || wanted.address || wanted.wantedOn) stillOpen(before);
  return after;
}

/** The SKUs of which something is, or may be, put aside for it. */
const heldBy = ({ holds = [], lines }: Order): Set<string> =>
  new Set([...holds, ...lines.map(({ sku }) => sku)]);

/** The name of an order's articles in the stock. */
export const holdOf = ({ number }: Pick<Order, "number">): string => `order:${number}`;

/** By SKU: two lines may be of one. */
function quantities({ lines }: Pick<Order, "lines">): Map<string, number> {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  return bySku;
}

/** The embedded shop writes what it knows of a parcel into the order. */
export function embeddedTracking(orders: Pick<OrderSystem, "getOrder">): TrackingSystem {
  return {
    getShipmentStatus: async (number) => (await orders.getOrder(number))?.parcel ?? null,
  };
}
