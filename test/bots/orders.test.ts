import { expect, test } from "@jest/globals";
import { Refusal } from "../../bots/actions.ts";
import { orderActions } from "../../bots/orders.ts";
import type { Order } from "../../models/commerce.ts";
import { OrderStateError } from "../../models/order.ts";
import { type OrderSystem, OutOfStockError } from "../../models/ports/commerce.ts";

const was = { amountMinor: 27800, currency: "MAD" };
const order = { number: "10067", state: "placed" } as Order;

/** A shop's orders that answer as they are told to. */
function acting(answer: () => Promise<Order>) {
  const asked: unknown[] = [];
  const ask = (...args: unknown[]) => {
    asked.push(args);
    return answer();
  };
  const orders = {
    moveOrder: ask,
    updateOrder: ask,
    getOrder: async () => null,
  } as unknown as OrderSystem;
  const actions = orderActions({ orders, media: undefined as never, services: undefined as never });
  return { asked, act: (name: string, args: object) => actions[`order.${name}`]!({ ...args }, "key") };
}

test("an order is cancelled by the shopper, with the reason if there is one", async () => {
  const { asked, act } = acting(async () => order);
  await act("cancel", { number: "10067", reason: "too_slow" });
  await act("cancel", { number: "10067" });
  expect(asked).toEqual([
    ["10067", { state: "cancelled", by: "shopper", reason: "too_slow" }],
    ["10067", { state: "cancelled", by: "shopper" }],
  ]);
});

test("what comes too late, or is sold out, is a no and not a fault", async () => {
  const late = acting(() => Promise.reject(new OrderStateError(order, "cancelled")));
  await expect(late.act("cancel", { number: "10067" })).rejects.toEqual(new Refusal("too_late"));
  const soldOut = acting(() => Promise.reject(new OutOfStockError("none")));
  await expect(soldOut.act("change", { number: "10067", was, change: {} })).rejects.toEqual(
    new Refusal("out_of_stock"),
  );
});

test("only what is to be changed is handed on, and nothing that an order does not have", async () => {
  const { asked, act } = acting(async () => order);
  const change = { wantedOn: "2026-11-25", paid: true };
  expect(await act("change", { number: "10067", was, change })).toEqual({ was, order });
  expect(asked).toEqual([["10067", { wantedOn: "2026-11-25" }]]);
});
