import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Order, type OrderState, orderStates } from "../../models/commerce.ts";
import {
  inState,
  isOpen,
  mayBecome,
  OrderStateError,
  subtotalMinor,
  totalOf,
  wayTo,
} from "../../models/order.ts";

const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
const order = (state: OrderState): Order => ({
  number: "10042",
  shopId: "s",
  customerId: "c",
  state,
  placedAt: "2026-11-20T10:00:00.000Z",
  lines: [{ sku: "A", title: { fr: "A" }, quantity: 1, unitPrice: mad(100) }],
  deliveryCost: mad(0),
  total: mad(100),
  payment: "cod",
  paid: false,
  address: { name: "A", street: "1, rue A", city: "rabat", country: "MA" },
});

test("the life of an order, state by state", () => {
  const after = (from: OrderState) => orderStates.filter((to) => mayBecome(from, to)).join(" ");
  expect(Object.fromEntries(orderStates.map((state) => [state, after(state)]))).toEqual({
    pending: "placed cancelled",
    placed: "confirmed preparing shipped cancelled",
    confirmed: "preparing shipped cancelled",
    preparing: "shipped cancelled",
    shipped: "delivered refused",
    delivered: "returned",
    refused: "",
    cancelled: "",
    returned: "",
  });
});

test("it may be taken back until it has left", () => {
  expect(orderStates.filter(isOpen)).toEqual(["pending", "placed", "confirmed", "preparing"]);
});

test("what happens to it is kept, and what may not happen names both states", () => {
  const step = { at: "2026-11-21T10:00:00.000Z", state: "cancelled", by: "shopper" } as const;
  expect(inState(order("placed"), step)).toMatchObject({ state: "cancelled", history: [step] });
  expect(() => inState(order("shipped"), step)).toThrow(OrderStateError);
  expect(() => inState(order("shipped"), step)).toThrow("Order 10042 is shipped: it cannot be cancelled");
});

test("whatever is tried, an order never comes back from where it has ended, and its history tells where it is", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...orderStates), { maxLength: 30 }), (wanted) => {
      let now = order("pending");
      for (const state of wanted) {
        const before = now;
        try {
          now = inState(now, { at: "2026-11-21T10:00:00.000Z", state, by: "shop" });
        } catch (error) {
          if (!(error instanceof OrderStateError)) throw error;
        }
        if (["refused", "cancelled", "returned"].includes(before.state)) expect(now).toBe(before);
        expect(now.history?.at(-1)?.state ?? "pending").toBe(now.state);
      }
    }),
  );
});

const anyLines = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 20 }),
    unitPrice: fc.integer({ min: 0, max: 10_000_000 }).map(mad),
  }),
  { minLength: 1, maxLength: 20 },
);

test("whatever is taken off, a total is whole, never negative, and never below the delivery", () => {
  fc.assert(
    fc.property(
      anyLines,
      fc.nat({ max: 10_000_000_000 }),
      fc.nat({ max: 100_000 }),
      (lines, discountMinor, deliveryMinor) => {
        const { amountMinor } = totalOf(lines, { discountMinor, deliveryMinor, currency: "MAD" });
        expect(Number.isSafeInteger(amountMinor)).toBe(true);
        expect(amountMinor).toBeGreaterThanOrEqual(deliveryMinor);
        expect(amountMinor).toBeLessThanOrEqual(subtotalMinor(lines) + deliveryMinor);
      },
    ),
  );
});

test("what lies between two states is made up for", () => {
  expect(wayTo("placed", "delivered")).toEqual(["shipped", "delivered"]);
  expect(wayTo("confirmed", "refused")).toEqual(["shipped", "refused"]);
});

test("told late, it has gone on already", () => {
  for (const told of ["placed", "shipped", "delivered"] as const)
    expect(wayTo("delivered", told)).toEqual([]);
});

test("there is no way from what is over", () => {
  expect(wayTo("cancelled", "shipped")).toBeNull();
  expect(wayTo("shipped", "cancelled")).toBeNull();
  expect(wayTo("refused", "delivered")).toBeNull();
});

test("every way is one that an order may go", () => {
  for (const from of orderStates)
    for (const to of orderStates) {
      const order = { number: "10042", state: from } as Parameters<typeof inState>[0];
      const step = { at: "2026-11-20T10:00:00Z", by: "shop" } as const;
      const end = (wayTo(from, to) ?? []).reduce((one, state) => inState(one, { ...step, state }), order);
      expect([from, to]).toContain(end.state);
    }
});
