import { isDeepStrictEqual } from "node:util";
import { inShop, type Order, type OrderState, type OrderStep } from "../../models/commerce.ts";
import {
  inState,
  isCancelledUnpaid,
  isOpen,
  isOver,
  isUnpaid,
  OrderStateError,
  unpaidReason,
} from "../../models/order.ts";
import type { Clock } from "../../models/ports/clock.ts";
import {
  type NewOrder,
  NumberTakenError,
  type OrderChange,
  type OrderSystem,
  OutOfStockError,
  type TrackingSystem,
} from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError, type Versioned } from "../../models/ports/records.ts";
import type { OrderNumbers } from "./numbering.ts";
import { heldBy, orderStock, quantities } from "./order-stock.ts";
import type { StockRoom } from "./stock-room.ts";

/** What people write for an order number, as it is stored: `#10042 ` and `10042` are the same. */
export const orderNumber = (written: string): string => written.trim().replace(/^#\s*/, "").toUpperCase();

export interface OrderParts {
  shopId: string;
  orders: Records<Order, "customer" | "unfinished" | "unpaid">;
  numberOf: OrderNumbers;
  stock: StockRoom;
  clock: Clock;
}

/** An order that has been pending for so long was left by a process that died, and by whoever asked for it. */
const leftAfterMs = 15 * 60_000;

/**
 * Each order is one record, each SKU's stock another: an order is written as pending, then its articles are put aside by
 * its number, then it is placed. A step that moves stock is written first, as unsettled, and then the stock follows what is
 * written; either may be done again, so that whoever dies in between begins from the top.
 */
export function embeddedOrders({ shopId, orders, numberOf, stock: room, clock }: OrderParts): OrderSystem {
  const stock = orderStock(room);
  const get = (number: string) => orders.get(inShop(shopId, orderNumber(number)));

  /** @throws {OrderStateError} */
  async function known(number: string): Promise<Versioned<Order>> {
    const found = await get(number);
    if (found) return found;
    throw new OrderStateError({ number, state: "cancelled" }, "changed: there is no such order");
  }

  /** False: somebody else was quicker. */
  async function saved(order: Order, version: number): Promise<boolean> {
    try {
      await orders.save(order, version);
      return true;
    } catch (error) {
      if (error instanceof StaleRecordError) return false;
      throw error;
    }
  }

  /** The order, once the stock follows it. @throws {OrderStateError} there is no such order */
  async function settled(number: string): Promise<Order> {
    for (;;) {
      const { doc, version } = await known(number);
      await stock.follow(doc);
      const { unsettled, ...order } = doc;
      if (!unsettled || (await saved(order, version))) return order;
    }
  }

  /** What was left unsettled is seen to first. @throws {OrderStateError} there is no such order */
  async function change(number: string, next: (order: Order) => Order): Promise<Order> {
    for (;;) {
      const { doc, version } = await known(number);
      if (doc.unsettled) await settled(number);
      else {
        const changed = next(doc);
        if (changed === doc || (await saved(changed, version))) return changed;
      }
    }
  }

  const current = (number: string): Promise<Order> => change(number, (order) => order);

  const step = (made: Omit<OrderStep, "at">): OrderStep => ({ ...made, at: clock.now().toISOString() });

  /** Its number may have been told of another order since it was drawn: then it gets the next one. */
  async function begun(key: string, wanted: NewOrder): Promise<Order> {
    const { reservations: _, ...ordered } = wanted;
    for (let taken: string | undefined; ; ) {
      const number = await numberOf(key, wanted, taken);
      const placedAt = clock.now().toISOString();
      const order: Order = {
        ...ordered,
        number,
        shopId,
        key,
        state: "pending",
        paid: false,
        placedAt,
        history: [],
      };
      if (await saved(order, 0)) return order;
      const found = await current(number);
      if (found.key === key) return found;
      taken = number;
    }
  }

  async function moved(number: string, made: OrderStep): Promise<Order> {
    const order = await change(number, (before) =>
      before.state === made.state
        ? before
        : { ...inState(before, made), ...(movesStock.has(made.state) && { unsettled: true as const }) },
    );
    return order.unsettled ? settled(number) : order;
  }

  /**
   * More is put aside first, then the order is written, then less. Whoever comes in between settles what there is, and the
   * change begins again with what it finds then.
   */
  async function withOtherLines(number: string, wanted: OrderChange & Pick<Order, "lines">): Promise<Order> {
    for (;;) {
      const begun = await change(number, (order) => {
        if (changedBy(order, wanted) === order) return order;
        const holds = [...new Set([...heldBy(order), ...quantities(wanted).keys()])];
        return { ...order, holds, unsettled: true };
      });
      if (!begun.unsettled) return begun;
      const { doc, version } = await known(number);
      if (!doc.unsettled) continue;
      try {
        await stock.holdMore(doc, wanted);
      } catch (error) {
        if (error instanceof OutOfStockError) await settled(number);
        throw error;
      }
      const isSaved = await saved(changedBy(doc, wanted), version);
      const order = await settled(number);
      if (isSaved) return order;
    }
  }

  return {
    getOrder: async (number) => (await get(number))?.doc ?? null,
    async findOrders(customerId, limit) {
      const all = await orders.find("customer", inShop(shopId, customerId));
      return all.sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt)).slice(0, limit);
    },
    async createOrder(key, wanted) {
      const order = await begun(key, wanted);
      const { number } = order;
      if (order.history?.some(({ reason }) => reason === outOfStock))
        throw new OutOfStockError(`Order ${number} found too little in stock`);
      if (order.state !== "pending") return order;
      try {
        await stock.holdAll(order, wanted.reservations);
        return await moved(number, step({ state: "placed", by: "shopper" }));
      } catch (error) {
        if (error instanceof OutOfStockError)
          await moved(number, step({ state: "cancelled", by: "shop", reason: outOfStock }));
        // Whoever undid it meanwhile found less to give back.
        if (error instanceof OutOfStockError || error instanceof OrderStateError) await settled(number);
        throw error;
      }
    },
    async keepOrder(told) {
      const order: Order = {
        ...told,
        shopId,
        soldElsewhere: true,
        history: [{ at: told.placedAt, state: told.state, by: "shop" }],
      };
      if (await saved(order, 0)) return order;
      const found = await current(told.number);
      if (found.soldElsewhere) return found;
      throw new NumberTakenError(`Order ${found.number} is another one, that was placed here`);
    },
    moveOrder: (number, made) => moved(number, step(made)),
    updateOrder: async (number, { lines, ...wanted }) =>
      lines
        ? withOtherLines(number, { ...wanted, lines })
        : change(number, (before) => changedBy(before, wanted)),
    async cancelUnpaid(before, told) {
      const due = (await orders.find("unpaid", shopId)).filter(
        (order) => isUnpaid(order) && Date.parse(order.placedAt) < before.getTime(),
      );
      for (const { number } of due)
        await change(number, (order) =>
          isUnpaid(order)
            ? {
                ...inState(order, step({ state: "cancelled", by: "shop", reason: unpaidReason })),
                unsettled: true,
              }
            : order,
        );
      for (const order of await orders.find("unfinished", shopId)) {
        if (!isCancelledUnpaid(order)) continue;
        await told(order);
        await settled(order.number);
      }
    },
    async undoLeft() {
      const before = clock.now().getTime() - leftAfterMs;
      const left = (await orders.find("unfinished", shopId)).filter(
        ({ unsettled, placedAt }) => unsettled || Date.parse(placedAt) < before,
      );
      for (const { number, unsettled } of left)
        if (unsettled) await settled(number);
        else await moved(number, step({ state: "cancelled", by: "shop", reason: "left" }));
      return left.map(({ number }) => number);
    },
  };
}

const outOfStock = "out_of_stock";

/** Into these an order goes with its articles: the others leave the stock as it is. */
const movesStock: ReadonlySet<OrderState> = new Set(["cancelled", "shipped", "refused"]);

/** @throws {OrderStateError} */
function stillOpen(order: Order): Order {
  if (!isOpen(order.state)) throw new OrderStateError(order, "changed");
  return order;
}

/** The very same object when it is so already. @throws {OrderStateError} */
function changedBy(before: Order, wanted: OrderChange): Order {
  const { discount, ...rest } = before;
  const isPriced = wanted.total !== undefined;
  const isLate = wanted.paid && !before.paid && isOver(before.state);
  const after: Order = {
    ...rest,
    ...(discount && !isPriced && { discount }),
    ...wanted,
    ...(isLate && { paidLate: true }),
  };
  if (isDeepStrictEqual(before, after)) return before;
  if (wanted.lines || wanted.address || wanted.wantedOn) stillOpen(before);
  return after;
}

/** The embedded shop writes what it knows of a parcel into the order. */
export function embeddedTracking(orders: Pick<OrderSystem, "getOrder">): TrackingSystem {
  return {
    getShipmentStatus: async (number) => (await orders.getOrder(number))?.parcel ?? null,
  };
}
