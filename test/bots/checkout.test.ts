import { expect, test } from "@jest/globals";
import { checkoutActions } from "../../bots/checkout.ts";
import { embeddedCommerce } from "../../commerce/embedded/index.ts";
import { cartKind } from "../../models/cart.ts";
import { customerKind, type Order, orderKind, productKind, stockKind } from "../../models/commerce.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { RecordKind } from "../../models/ports/records.ts";
import { putAsideKind } from "../../models/reservation.ts";
import { customers, products, shopId, stock } from "../contracts/commerce-fixture.ts";
import { failingRecords } from "../fakes/failing-records.ts";
import { fakeRecords } from "../fakes/records.ts";

const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
const sku = "robe-soiree-black-38";
const line = { sku, productId: "robe-soiree", title: { fr: "Robe Nour" }, unitPrice: mad(129_900) };

/** The fixture shop, of whose saves one may fail, and what it has told of orders. */
async function openShop() {
  const kept = fakeRecords();
  const failing = failingRecords(kept);
  const clock = virtualClock("2026-11-20T10:00:00.000Z");
  const commerce = await embeddedCommerce({
    shopId,
    records: failing.records,
    search: new Promise(() => {}),
    clock,
    labelOf: async () => Buffer.alloc(0),
    payments: { linkFor: async ({ number }) => `https://shop.example/pay/${number}` },
  });
  await (await kept(productKind)).replace(products);
  await (await kept(stockKind)).replace(stock);
  await (await kept(customerKind)).replace(customers);
  const told: Order[] = [];
  const actions = checkoutActions({ commerce, clock, placed: async (order) => void told.push(order) });
  const all = async <T>(kind: RecordKind<T>) => (await kept(kind)).page(null, 1000);

  return {
    ...failing,
    commerce,
    told,
    /** Puts one dress into the cart. */
    fill: (conversationId: string) =>
      commerce.carts.changeCart("tap", conversationId, {
        kind: "add",
        productId: "robe-soiree",
        sku,
        quantity: 1,
      }),
    order(
      conversationId: string,
      { phone = "+212661000001", payment = "cod", quantity = 1, street = "1, rue A", revision = 1 } = {},
    ) {
      const args = {
        conversationId,
        cart: { revision, lines: [{ ...line, quantity }] },
        order: {
          lines: [{ ...line, quantity }],
          deliveryCost: mad(2_000),
          total: mad(129_900 * quantity + 2_000),
          payment,
          address: { name: "Salma", phone, street, city: "rabat", country: "MA" },
        },
      };
      return actions["order.place"]!(args, `cart:${conversationId}:r${revision}:checkout`) as Promise<{
        order: Pick<Order, "number">;
        payUrl: string | null;
      }>;
    },
    putAside: (conversationId: string) =>
      commerce.reservations.putAside({
        key: `reservation:${conversationId}`,
        conversationId,
        productId: "robe-soiree",
        sku,
        quantity: 1,
        until: "2026-11-21T10:00:00.000Z",
      }),
    free: async () => (await commerce.inventory.getProduct("robe-soiree"))?.variants[0]?.available,
    /** All that is kept; an order's number may be a later one after a crash. */
    async state() {
      const orders = (await all(orderKind)).map(({ number: _, ...order }) => order);
      const text = JSON.stringify({
        orders,
        stock: await all(stockKind),
        carts: await all(cartKind),
        aside: await all(putAsideKind),
        customers: await all(customerKind),
      });
      return JSON.parse(text.replaceAll(/order:\d+/g, "order:N"));
    },
  };
}

test("an order is placed once for its cart, and the cart is empty from then on", async () => {
  const shop = await openShop();
  await shop.fill("salma");
  const once = await shop.order("salma");
  expect(await shop.order("salma")).toEqual(once);
  expect(once.payUrl).toBeNull();
  expect(await shop.free()).toBe(2);
  expect(await shop.commerce.carts.getCart("salma")).toMatchObject({ revision: 1, ordered: 1 });
  expect(new Set(shop.told.map(({ number }) => number))).toEqual(new Set([once.order.number]));
});

test("by card, it comes with the page on which it is paid", async () => {
  const shop = await openShop();
  await shop.fill("salma");
  const { order, payUrl } = await shop.order("salma", { payment: "card" });
  expect(payUrl).toBe(`https://shop.example/pay/${order.number}`);
});

test("what its buyer had put aside becomes the order's", async () => {
  const shop = await openShop();
  await shop.putAside("salma");
  await shop.fill("salma");
  await shop.order("salma");
  expect(await shop.free()).toBe(2);
  expect(await shop.commerce.reservations.get("reservation:salma")).toMatchObject({ givenBack: true });
});

test("what there is too little of is refused, and nothing of it is left", async () => {
  const shop = await openShop();
  await shop.fill("salma");
  for (let tries = 0; tries < 2; tries++)
    await expect(shop.order("salma", { quantity: 4 })).rejects.toThrow("out_of_stock");
  expect(await shop.free()).toBe(3);
  expect(shop.told).toEqual([]);
  expect(await shop.commerce.carts.getCart("salma")).toMatchObject({ ordered: null });
});

test("refused, its cart is another one to order: there are enough again, and it is placed", async () => {
  const shop = await openShop();
  await shop.fill("salma");
  for (let tries = 0; tries < 2; tries++)
    await expect(shop.order("salma", { quantity: 4 })).rejects.toThrow("out_of_stock");
  const { revision } = await shop.commerce.carts.getCart("salma");
  expect(revision).toBe(2);
  await shop.commerce.inventory.updateStock(sku, 5);
  await shop.order("salma", { quantity: 4, revision });
  expect(await shop.free()).toBe(1);
});

test("what was put in while it was being ordered is all that is left, and it is not ordered with it again", async () => {
  const shop = await openShop();
  await shop.fill("salma");
  const { carts } = shop.commerce;
  const scarf = { kind: "add", productId: "foulard", sku: "foulard-beige", quantity: 1 } as const;
  await carts.changeCart("meanwhile", "salma", scarf);
  for (let tries = 0; tries < 2; tries++) await shop.order("salma");
  expect(await carts.getCart("salma")).toMatchObject({ lines: [{ sku: "foulard-beige" }], ordered: null });
});

test("something else than what was placed is no second order from the same cart", async () => {
  const shop = await openShop();
  await shop.fill("salma");
  await shop.order("salma");
  await expect(shop.order("salma", { street: "9, rue B" })).rejects.toThrow("key_reused");
  expect(await shop.free()).toBe(2);
});

test("killed at any of its saves, before or after it, and done again, all is as if nothing had happened", async () => {
  const calm = await openShop();
  await calm.putAside("salma");
  await calm.fill("salma");
  const before = calm.saves();
  await calm.order("salma");
  const saves = calm.saves() - before;
  expect(saves).toBeGreaterThan(5);
  for (let nth = 1; nth <= saves; nth++)
    for (const written of [false, true]) {
      const shop = await openShop();
      await shop.putAside("salma");
      await shop.fill("salma");
      shop.failAt(nth, written);
      await expect(shop.order("salma")).rejects.toThrow("killed");
      await shop.order("salma");
      expect(await shop.state()).toEqual(await calm.state());
      expect(shop.told.length).toBeGreaterThan(0);
    }
});

test("a hundred shoppers at the same instant for the last three: three have it, and nobody else waits for it", async () => {
  const shop = await openShop();
  const shoppers = Array.from({ length: 100 }, (_, n) => `shopper ${n}`);
  await Promise.all(shoppers.map((shopper) => shop.fill(shopper)));
  const outcomes = await Promise.allSettled(
    shoppers.map((shopper, n) => shop.order(shopper, { phone: `+2126610001${String(n).padStart(2, "0")}` })),
  );
  const placed = outcomes.flatMap((one) => (one.status === "fulfilled" ? one.value.order.number : []));
  expect(new Set(placed).size).toBe(3);
  for (const one of outcomes) if (one.status === "rejected") expect(one.reason.message).toBe("out_of_stock");
  expect(await shop.free()).toBe(0);
  const { orders } = await shop.state();
  expect(orders.filter(({ state }: Order) => state === "placed")).toHaveLength(3);
});
