import { expect, test } from "@jest/globals";
import { companionship, companionsKind } from "../../commerce/embedded/companions.ts";
import { type Order, orderKind } from "../../models/commerce.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { shopId, orders as someOrders } from "../contracts/commerce-fixture.ts";
import { fakeRecords } from "../fakes/records.ts";

const clock = virtualClock("2026-11-20T10:00:00.000Z");

let number = 20_000;
const order = (productIds: string[], changed: Partial<Order> = {}): Order => ({
  ...someOrders[0]!,
  state: "delivered",
  number: String(number++),
  lines: productIds.map((productId) => ({ ...someOrders[0]!.lines[0]!, productId })),
  ...changed,
});

async function shopWith(orders: Order[]) {
  const records = fakeRecords();
  await (await records(orderKind)).replace(orders);
  return companionship({
    shopId,
    orders: await records(orderKind),
    companions: await records(companionsKind),
    clock,
  });
}

const others = () => Array.from({ length: 6 }, () => order(["rug"]));

test("what the shop's orders tell is learned, and unlearned when they tell it no more", async () => {
  const records = fakeRecords();
  const orders = await records(orderKind);
  const pairs = [order(["blazer", "trousers"]), order(["blazer", "trousers"])];
  await orders.replace([...pairs, ...others()]);
  const learned = companionship({ shopId, orders, companions: await records(companionsKind), clock });
  expect(await learned.of("blazer")).toEqual([]);
  await learned.refresh();
  expect(await learned.of("blazer")).toEqual(["trousers"]);
  await orders.replace(pairs.map((each) => ({ ...each, state: "returned" as const })));
  await learned.refresh();
  expect(await learned.of("blazer")).toEqual([]);
});

test.each<[string, Partial<Order>]>([
  ["cancelled", { state: "cancelled" }],
  ["older than a year", { placedAt: "2025-11-19T10:00:00.000Z" }],
  ["of another shop", { shopId: "elsewhere" }],
])("orders that are %s tell nothing", async (_, changed) => {
  const learned = await shopWith([
    order(["blazer", "trousers"], changed),
    order(["blazer", "trousers"], changed),
    ...others(),
  ]);
  await learned.refresh();
  expect(await learned.of("blazer")).toEqual([]);
});
