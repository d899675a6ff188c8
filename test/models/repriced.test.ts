import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Order, OrderLine } from "../../models/commerce.ts";
import { subtotalMinor } from "../../models/order.ts";
import { lostCode, repriced } from "../../models/repriced.ts";
import type { Shop } from "../../models/shop.ts";

const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
const line = (amountMinor: number, quantity = 1): OrderLine => ({
  sku: `sku-${amountMinor}`,
  title: { fr: "Robe" },
  quantity,
  unitPrice: mad(amountMinor),
});
const shop = {
  currency: "MAD",
  country: "MA",
  timeZone: "Africa/Casablanca",
  promoCodes: [
    { code: "TEN", percent: 10 },
    { code: "BIG", amountMinor: 20_000, fromMinor: 50_000, until: "2026-11-20" },
  ],
  delivery: {
    freeFromMinor: 60_000,
    zones: [
      { cities: ["rabat"], costMinor: 3500 },
      { cities: [], costMinor: 4500 },
    ],
  },
} as unknown as Shop;
const order = (more: Partial<Order> = {}): Order =>
  ({
    lines: [line(20_000)],
    deliveryCost: mad(3500),
    total: mad(23_500),
    placedAt: "2026-11-20T10:00:00.000Z",
    ...more,
  }) as Order;

test("another city costs what its zone costs", () => {
  expect(repriced(order(), { from: "rabat", to: "agadir" }, shop)).toEqual({
    deliveryCost: mad(4500),
    total: mad(24_500),
  });
});

test("more goods may bring free delivery, fewer take it away", () => {
  expect(repriced(order(), { lines: [line(20_000, 3)], from: "rabat" }, shop)).toEqual({
    deliveryCost: mad(0),
    total: mad(60_000),
  });
  const large = order({ lines: [line(20_000, 3)], deliveryCost: mad(0), total: mad(60_000) });
  expect(repriced(large, { lines: [line(20_000)], from: "rabat" }, shop).total).toEqual(mad(23_500));
});

test("delivery that was a gift stays one", () => {
  const gift = order({ deliveryCost: mad(0), total: mad(20_000) });
  expect(repriced(gift, { from: "rabat", to: "agadir" }, shop).deliveryCost).toEqual(mad(0));
});

test("where we do not know the city, delivery costs what it did", () => {
  expect(repriced(order(), { lines: [line(30_000)] }, shop).total).toEqual(mad(33_500));
});

test("a code counts for the new goods; one that is no more takes off what it did", () => {
  const ten = order({ discount: { code: "TEN", amount: mad(2000) }, total: mad(21_500) });
  expect(repriced(ten, { lines: [line(30_000)], from: "rabat" }, shop)).toEqual({
    deliveryCost: mad(3500),
    discount: { code: "TEN", amount: mad(3000) },
    total: mad(30_500),
  });
  const old = order({ discount: { code: "OLD", amount: mad(2000) } });
  expect(repriced(old, { lines: [line(30_000)], from: "rabat" }, shop).total).toEqual(mad(31_500));
});

test("a code that the new goods are too little for falls away; the day of the order is what counts", () => {
  const big = { code: "BIG", amount: mad(20_000) };
  const before = order({ lines: [line(20_000, 3)], discount: big, total: mad(43_500) });
  const less = repriced(before, { lines: [line(20_000)], from: "rabat" }, shop);
  expect(less).toEqual({ deliveryCost: mad(3500), total: mad(23_500) });
  expect(lostCode(before, less)).toBe("BIG");
  const enough = repriced(before, { lines: [line(25_000, 2)], from: "rabat" }, shop);
  expect(enough).toEqual({ deliveryCost: mad(3500), discount: big, total: mad(33_500) });
  expect(lostCode(before, enough)).toBeNull();
  const late = { ...before, placedAt: "2026-11-21T10:00:00.000Z" };
  expect(repriced(late, { from: "rabat", to: "agadir" }, shop).discount).toEqual(big);
});

test("of fewer goods, a code that is no more takes off its share", () => {
  const old = order({ lines: [line(20_000, 3)], discount: { code: "OLD", amount: mad(20_000) } });
  expect(repriced(old, { lines: [line(20_000)], from: "rabat" }, shop)).toEqual({
    deliveryCost: mad(3500),
    discount: { code: "OLD", amount: mad(6_666) },
    total: mad(16_834),
  });
});

test("a total is never below the cost of delivery, whatever is changed", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 20 })), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.integer({ min: 0, max: 200_000 }),
      fc.constantFrom("rabat", "agadir", "paris"),
      (rows, off, to) => {
        const lines = rows.map(([price, quantity]) => line(price, quantity));
        const before = order({ discount: { code: "OLD", amount: mad(off) } });
        const { total, deliveryCost, discount } = repriced(before, { lines, from: "rabat", to }, shop);
        expect(total.amountMinor).toBe(
          subtotalMinor(lines) - (discount?.amount.amountMinor ?? 0) + deliveryCost.amountMinor,
        );
        expect(total.amountMinor).toBeGreaterThanOrEqual(deliveryCost.amountMinor);
      },
    ),
  );
});
