import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Stock } from "../../models/commerce.ts";
import { KeyReusedError, OutOfStockError } from "../../models/ports/commerce.ts";
import { available, extend, gather, hold, release, reserve, restock, take } from "../../models/stock.ts";

const now = new Date("2026-11-20T10:00:00Z");
const later = "2026-11-21T10:00:00.000Z";
const stockOf = (quantity: number | null): Stock => ({ sku: "A", shopId: "s", quantity, reservations: [] });

test("a reservation takes from what is free, and gives it back when released", () => {
  const held = reserve(stockOf(3), { key: "k", quantity: 2, until: later }, now);
  expect(available(held, now)).toBe(1);
  expect(available(release(held, "k"), now)).toBe(3);
});

test("a reservation past its time is free at that very instant", () => {
  const held = reserve(stockOf(1), { key: "k", quantity: 1, until: later }, now);
  expect(available(held, new Date(Date.parse(later) - 1))).toBe(0);
  expect(available(held, new Date(later))).toBe(1);
  expect(
    reserve(held, { key: "other", quantity: 1, until: "2026-12-01T00:00:00.000Z" }, new Date(later))
      .reservations,
  ).toHaveLength(1);
});

test("the same key with the same arguments is done once, with others it is a mistake", () => {
  const held = reserve(stockOf(5), { key: "k", quantity: 2, until: later }, now);
  expect(reserve(held, { key: "k", quantity: 2, until: later }, now)).toBe(held);
  expect(() => reserve(held, { key: "k", quantity: 3, until: later }, now)).toThrow(KeyReusedError);
  expect(() => reserve(held, { key: "k", quantity: 2, until: "2026-11-22T10:00:00.000Z" }, now)).toThrow(
    KeyReusedError,
  );
});

test("no more than there is", () => {
  expect(() => reserve(stockOf(1), { key: "k", quantity: 2, until: later }, now)).toThrow(OutOfStockError);
  expect(() => reserve(stockOf(0), { key: "k", quantity: 1, until: later }, now)).toThrow(OutOfStockError);
});

test.each([0, -1, 1.5, Number.NaN])("a quantity of %p is refused", (quantity) => {
  expect(() => reserve(stockOf(9), { key: "k", quantity, until: later }, now)).toThrow(RangeError);
});

test("what is not counted is always available, and still remembers who asked", () => {
  const held = reserve(stockOf(null), { key: "k", quantity: 900, until: later }, now);
  expect(available(held, now)).toBeNull();
  expect(held.reservations).toHaveLength(1);
});

test("a quantity set below what is put aside leaves nothing, not less", () => {
  const held = reserve(stockOf(5), { key: "k", quantity: 4, until: later }, now);
  expect(available({ ...held, quantity: 2 }, now)).toBe(0);
});

test("releasing an unknown key changes nothing", () => {
  const stock = stockOf(5);
  expect(release(stock, "nobody")).toBe(stock);
});

test("whatever is asked in whatever order, what is free and what is put aside add up to the quantity", () => {
  const step = fc.record({
    key: fc.constantFrom("a", "b", "c", "d", "e"),
    quantity: fc.integer({ min: 1, max: 6 }),
    forMinutes: fc.integer({ min: 1, max: 60 }),
    waitMinutes: fc.integer({ min: 0, max: 30 }),
    action: fc.constantFrom("reserve", "release"),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.array(step, { maxLength: 40 }), (quantity, steps) => {
      let stock = stockOf(quantity);
      let at = now.getTime();
      for (const { key, quantity: wanted, forMinutes, waitMinutes, action } of steps) {
        at += waitMinutes * 60_000;
        const until = new Date(at + forMinutes * 60_000).toISOString();
        try {
          stock =
            action === "release"
              ? release(stock, key)
              : reserve(stock, { key, quantity: wanted, until }, new Date(at));
        } catch (error) {
          if (!(error instanceof OutOfStockError || error instanceof KeyReusedError)) throw error;
        }
        const live = stock.reservations.filter((each) => Date.parse(each.until) > at);
        const heldNow = live.reduce((sum, each) => sum + each.quantity, 0);
        expect(heldNow).toBeLessThanOrEqual(quantity);
        expect(available(stock, new Date(at))! + heldNow).toBe(quantity);
        expect(new Set(live.map((each) => each.key)).size).toBe(live.length);
      }
    }),
  );
});

test("an order takes the place of its buyer's own reservation, and of nobody else's", () => {
  const held = reserve(stockOf(2), { key: "mine", quantity: 1, until: later }, now);
  const full = reserve(held, { key: "yours", quantity: 1, until: later }, now);
  expect(() => hold(full, { key: "order", quantity: 1 }, now)).toThrow(OutOfStockError);
  const ordered = hold(full, { key: "order", quantity: 1, instead: "mine" }, now);
  expect(ordered.reservations.map(({ key }) => key)).toEqual(["yours", "order"]);
  expect(hold(ordered, { key: "order", quantity: 1, instead: "mine" }, now)).toBe(ordered);
});

test("what is taken has left, once", () => {
  const held = hold(stockOf(3), { key: "order", quantity: 2 }, now);
  const taken = take(held, "order");
  expect([taken.quantity, available(taken, now)]).toEqual([1, 1]);
  expect(take(taken, "order")).toBe(taken);
});

test("what is put aside under two keys comes under one, never more than was", () => {
  const both = hold(
    hold(stockOf(5), { key: "order", quantity: 1 }, now),
    { key: "change", quantity: 2 },
    now,
  );
  const one = gather(both, { key: "order", from: "change", quantity: 3 });
  expect(one.reservations).toMatchObject([{ key: "order", quantity: 3 }]);
  expect(gather(one, { key: "order", from: "change", quantity: 4 })).toBe(one);
  expect(gather(one, { key: "order", from: "change", quantity: 2 }).reservations[0]?.quantity).toBe(2);
  expect(gather(both, { key: "order", from: "change", quantity: 0 }).reservations).toEqual([]);
  const none = stockOf(5);
  expect(gather(none, { key: "order", from: "change", quantity: 1 })).toBe(none);
});

test("whatever is reserved, ordered, given back, shipped and refused: free, put aside and sold are what there was", () => {
  const step = fc.record({
    shopper: fc.constantFrom("a", "b", "c", "d"),
    quantity: fc.integer({ min: 1, max: 4 }),
    waitMinutes: fc.integer({ min: 0, max: 30 }),
    action: fc.constantFrom("reserve", "extend", "release", "order", "cancel", "ship", "refuse"),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), fc.array(step, { maxLength: 60 }), (quantity, steps) => {
      let stock = stockOf(quantity);
      let at = now.getTime();
      let sold = 0;
      const shipped = new Map<string, number>();
      const acts: Record<(typeof steps)[number]["action"], (shopper: string, wanted: number) => Stock> = {
        reserve: (key, wanted) =>
          reserve(
            stock,
            { key, quantity: wanted, until: new Date(at + 3_600_000).toISOString() },
            new Date(at),
          ),
        extend: (key) => extend(stock, key, new Date(at + 7_200_000).toISOString(), new Date(at)),
        release: (key) => release(stock, key),
        order: (key, wanted) =>
          hold(stock, { key: `order:${key}`, quantity: wanted, instead: key }, new Date(at)),
        cancel: (key) => release(stock, `order:${key}`),
        ship(key) {
          const left = stock.reservations.find((each) => each.key === `order:${key}`)?.quantity ?? 0;
          sold += left;
          if (left > 0) shipped.set(`order:${key}:${at}:${sold}`, left);
          return take(stock, `order:${key}`);
        },
        refuse() {
          const [key, back] = [...shipped][0] ?? ["", 0];
          if (back === 0) return stock;
          shipped.delete(key);
          sold -= back;
          const again = restock(stock, { key, quantity: back });
          expect(restock(again, { key, quantity: back })).toBe(again);
          return again;
        },
      };
      for (const { shopper, quantity: wanted, waitMinutes, action } of steps) {
        at += waitMinutes * 60_000;
        try {
          stock = acts[action](shopper, wanted);
        } catch (error) {
          if (!(error instanceof OutOfStockError || error instanceof KeyReusedError)) throw error;
        }
        const aside = stock.reservations
          .filter((each) => Date.parse(each.until) > at)
          .reduce((sum, each) => sum + each.quantity, 0);
        expect(stock.quantity).toBeGreaterThanOrEqual(aside);
        expect(available(stock, new Date(at))! + aside + sold).toBe(quantity);
      }
    }),
  );
});
