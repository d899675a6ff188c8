import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { inShop, type Order, type OrderLine } from "../../models/commerce.ts";
import { OrderStateError } from "../../models/order.ts";
import type { Clock } from "../../models/ports/clock.ts";
import {
  KeyReusedError,
  type NewReturn,
  type OrderSystem,
  OutOfStockError,
  type ReturnLabel,
  type ReturnSystem,
} from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";
import { amountsOf, leftOf } from "../../models/refund.ts";
import {
  exchangeHold,
  isEnded,
  isOnItsWay,
  isOverdue,
  isSound,
  NothingLeftError,
  notReceived,
  type Return,
  ReturnStateError,
  type ReturnStep,
  returnStates,
  wasReceived,
  withStep,
} from "../../models/return.ts";
import type { StockRoom } from "./stock-room.ts";

export interface ReturnParts {
  shopId: string;
  returns: Records<Return, "order" | "state">;
  orders: Pick<OrderSystem, "getOrder" | "moveOrder">;
  stock: StockRoom;
  clock: Clock;
  /** Draws the label of a return. */
  labelOf: (one: Return, order: Order) => Promise<Buffer>;
}

interface LateExchanges {
  /** Ends the exchanges whose parcels did not come in time. @returns their numbers */
  endLate(): Promise<string[]>;
}

type Wanted = NewReturn & Pick<Return, "kind"> & { instead?: OrderLine };

/**
 * Each return is one record, numbered within its order: whoever writes the next number has seen all before it, so that
 * nothing comes back twice. What follows from a state (stock, the order) is found from the record alone and may be done
 * again, so that whoever dies in between begins from the top.
 */
export function embeddedReturns({
  shopId,
  returns,
  orders,
  stock,
  clock,
  labelOf,
}: ReturnParts): ReturnSystem & LateExchanges {
  const get = (number: string) => returns.get(inShop(shopId, number.trim().toUpperCase()));

  /** The first one is the lowest number, up to the ninth and after it. */
  const findReturns = async (orderNumber: string): Promise<Return[]> => {
    const all = await returns.find("order", inShop(shopId, orderNumber));
    return all.sort(byAge);
  };

  /** @throws {ReturnStateError} there is no such return */
  async function change(number: string, next: (one: Return) => Return): Promise<Return> {
    for (;;) {
      const found = await get(number);
      if (!found)
        throw new ReturnStateError({ number, state: "cancelled" }, "changed: there is no such return");
      const changed = next(found.doc);
      if (changed === found.doc) return changed;
      try {
        await returns.save(changed, found.version);
        return changed;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
      }
    }
  }

  const stepNow = (made: Omit<ReturnStep, "at">): ReturnStep => ({ ...made, at: clock.now().toISOString() });

  /** The return of that key, written down; of several at once each finds those before it. */
  async function begun(key: string, wanted: Wanted): Promise<Return> {
    for (;;) {
      const order = await orders.getOrder(wanted.orderNumber);
      const others = order ? await findReturns(order.number) : [];
      const known = others.find((one) => one.key === key);
      if (known) return same(known, wanted);
      if (order?.state !== "delivered")
        throw new OrderStateError(order ?? { number: wanted.orderNumber, state: "cancelled" }, "returned");
      requireLeft(order, wanted, others);
      const step = stepNow({ state: "requested", by: "shopper" });
      const made: Return = {
        ...wanted,
        ...amountsOf(order, wanted, others),
        number: `R${order.number}-${others.length + 1}`,
        shopId,
        key,
        state: step.state,
        restocked: false,
        linkSecret: randomBytes(24).toString("base64url"),
        requestedAt: step.at,
        history: [step],
      };
      try {
        await returns.save(made, 0);
        return made;
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
      }
    }
  }

  async function moved(number: string, made: Omit<ReturnStep, "at">): Promise<Return> {
    const step = stepNow(made);
    return settled(
      await change(number, (before) => (before.state === step.state ? before : withStep(before, step))),
    );
  }

  async function settled(one: Return): Promise<Return> {
    if (one.instead && isEnded(one)) {
      const end = one.state === "exchanged" ? stock.take : stock.release;
      await end(one.instead.sku, exchangeHold(one));
    }
    if (one.state === "refunded") await endOrder(one);
    if (!wasReceived(one) || !isSound(one) || one.restocked) return one;
    for (const { sku, quantity } of one.lines) await stock.restock(sku, { key: one.number, quantity });
    return change(one.number, (before) => (before.restocked ? before : { ...before, restocked: true }));
  }

  /** An order of which everything came back for its money is returned. */
  async function endOrder({ orderNumber, number }: Return): Promise<void> {
    const order = await orders.getOrder(orderNumber);
    const ended = (await findReturns(orderNumber)).filter(isEnded);
    const isAll = order && [...leftOf(order, ended).values()].every((left) => left === 0);
    if (isAll && order.state === "delivered")
      await orders.moveOrder(orderNumber, { state: "returned", by: "shop", reason: number });
  }

  /**
   * What was put aside is given back first: whoever dies after it finds the exchange still open, and ends it then.
   * @throws {OutOfStockError} its parcel came in the very same instant, and what it is to be exchanged for is sold
   */
  async function ended(late: Return & { instead: OrderLine }): Promise<Return> {
    const { sku, quantity } = late.instead;
    await stock.release(sku, exchangeHold(late));
    const step = stepNow({ state: "cancelled", by: "shop", reason: notReceived });
    const one = await change(late.number, (now) => (isOverdue(now, clock.now()) ? withStep(now, step) : now));
    if (!isEnded(one)) await stock.hold(sku, { key: exchangeHold(one), quantity });
    return one;
  }

  return {
    async endLate() {
      const open = await Promise.all(
        returnStates
          .filter((state) => isOnItsWay({ state }))
          .map((state) => returns.find("state", inShop(shopId, state))),
      );
      const numbers: string[] = [];
      for (const one of open.flat()) {
        const { instead } = one;
        if (!instead || !isOverdue(one, clock.now())) continue;
        const { number, state } = await ended({ ...one, instead });
        if (state === "cancelled") numbers.push(number);
      }
      return numbers;
    },
    getReturn: async (number) => (await get(number))?.doc ?? null,
    findReturns,
    async returnsIn(state, limit) {
      const found = await returns.find("state", inShop(shopId, state));
      return found.sort((a, b) => a.requestedAt.localeCompare(b.requestedAt)).slice(0, limit);
    },
    createReturn: (key, wanted) => begun(key, { ...wanted, kind: "return" }),
    async createExchange(key, wanted) {
      const one = await begun(key, { ...wanted, kind: "exchange" });
      if (one.history.some(({ reason }) => reason === outOfStock)) throw noneLeft(one);
      if (one.state !== "requested") return one;
      try {
        const { sku, quantity } = wanted.instead;
        await stock.hold(sku, { key: exchangeHold(one), quantity });
      } catch (error) {
        if (error instanceof OutOfStockError)
          await moved(one.number, { state: "cancelled", by: "shop", reason: outOfStock });
        throw error;
      }
      // Whoever cancelled it meanwhile found nothing to give back.
      return settled(await change(one.number, (now) => now));
    },
    moveReturn: moved,
    cancelReturn: (number, by) => moved(number, { state: "cancelled", by }),
    async generateReturnLabel(number): Promise<ReturnLabel> {
      const one = await change(number, (before) =>
        before.state === "approved" ? withStep(before, stepNow({ state: "label_sent", by: "shop" })) : before,
      );
      const order = await orders.getOrder(one.orderNumber);
      if (!isOnItsWay(one) || !order) throw new ReturnStateError(one, "labelled");
      return {
        name: `${one.number}.pdf`,
        contentType: "application/pdf",
        bytes: await labelOf(one, order),
      };
    },
  };
}

const outOfStock = "out_of_stock";

const noneLeft = ({ number, instead }: Return): OutOfStockError =>
  new OutOfStockError(`Return ${number} found too little of ${instead?.sku} in stock`);

const byAge = (a: Return, b: Return): number => placeOf(a) - placeOf(b);
const placeOf = ({ number }: Return): number => Number(number.split("-").at(-1));

/** @throws {KeyReusedError} */
function same(known: Return, wanted: Wanted): Return {
  const asked = { ...known, ...wanted, orderNumber: known.orderNumber };
  if (isDeepStrictEqual(asked, known)) return known;
  throw new KeyReusedError(`Return ${known.number} was asked for as ${known.key}, of something else`);
}

/** @throws {NothingLeftError} */
function requireLeft(order: Order, { lines }: Wanted, others: Return[]): void {
  const left = leftOf(order, others);
  for (const { sku, quantity } of lines) {
    const free = left.get(sku) ?? 0;
    if (quantity > free)
      throw new NothingLeftError(`${quantity} of ${sku} of order ${order.number} wanted, ${free} left`);
    left.set(sku, free - quantity);
  }
}
