import { expect, test } from "@jest/globals";
import { seedDemo } from "../../commerce/embedded/demo.ts";
import { demoData } from "../../commerce/embedded/demo-data.ts";
import { customerKind, Order, orderKind, productKind, stockKind } from "../../models/commerce.ts";
import { available } from "../../models/stock.ts";
import { fakeRecords } from "../fakes/records.ts";

const now = new Date("2026-11-20T10:00:00Z");
const shop = { shopId: "demo", currency: "MAD" };
const words = (text: string) => ({ fr: text, ar: text, en: text });
const files: Parameters<typeof demoData>[0] = {
  catalogue: [
    {
      id: "robe",
      title: words("Robe"),
      description: words("Une robe"),
      category: "dresses",
      tags: [],
      images: ["/demo/robe.jpg"],
      variants: [{ sku: "R-38", color: "red", size: "38", price: 34_900, stock: 2 }],
    },
  ],
  customers: [{ id: "c", name: "Amina" }],
  orders: [
    {
      number: "10042",
      customerId: "c",
      state: "shipped",
      placedDaysAgo: 2.5,
      lines: [{ sku: "R-38", quantity: 2 }],
      deliveryCost: 2_000,
      payment: "cod",
      paid: false,
      address: { name: "Amina", street: "1, rue", city: "Rabat", country: "MA" },
      parcel: {
        carrier: "Amana",
        trackingNumber: "A1",
        state: "in_transit",
        expectedInDays: 1,
        events: [
          { daysAgo: 0.5, state: "in_transit" },
          { daysAgo: 2, state: "announced" },
        ],
      },
    },
  ],
};

test("days become instants, and lines take their words and prices from the catalogue", () => {
  const [order] = demoData(files, { ...shop, now }).orders;
  expect(Order.parse(order)).toMatchObject({
    placedAt: "2026-11-17T22:00:00.000Z",
    lines: [{ sku: "R-38", color: "red", size: "38", quantity: 2, unitPrice: { amountMinor: 34_900 } }],
    total: { amountMinor: 71_800, currency: "MAD" },
    parcel: {
      expectedOn: "2026-11-21",
      events: [
        { at: "2026-11-18T10:00:00.000Z", state: "announced" },
        { at: "2026-11-19T22:00:00.000Z", state: "in_transit" },
      ],
    },
  });
});

test("an order of something that the catalogue has not is a fault of the files", () => {
  const order = { ...files.orders[0]!, lines: [{ sku: "NO", quantity: 1 }] };
  expect(() => demoData({ ...files, orders: [order] }, { ...shop, now })).toThrow(/10042.*NO/);
});

test("the demo that we ship fits its schema and fills an empty shop once", async () => {
  const records = fakeRecords();
  const clock = { now: () => now };
  expect(await seedDemo({ ...shop, records, clock })).toBe(true);
  const counts = await Promise.all([
    (await records(productKind)).count(),
    (await records(customerKind)).count(),
    (await records(orderKind)).count(),
  ]);
  expect(counts.every((count) => count >= 20)).toBe(true);
  const amina = (await (await records(orderKind)).get("demo/10042"))?.doc;
  expect(amina).toMatchObject({ state: "shipped", parcel: { state: "out_for_delivery" } });

  const stock = await records(stockKind);
  const [first] = await stock.page(null, 1);
  await stock.replace([{ ...first!, quantity: 999 }]);
  expect(await seedDemo({ ...shop, records, clock })).toBe(false);
  expect((await stock.page(null, 1))[0]?.quantity).toBe(999);
});

test("an order that has not left holds its articles, beside what is free", () => {
  const [shipped] = files.orders;
  const open = { ...shipped!, number: "10067", state: "placed" as const };
  const stockOf = (orders: typeof files.orders) =>
    demoData({ ...files, orders }, { ...shop, now }).stock.find(({ sku }) => sku === "R-38")!;
  const free = stockOf([shipped!]);
  const held = stockOf([open]);
  expect(free.reservations).toEqual([]);
  expect(available(held, now)).toBe(available(free, now));
  expect(held.reservations).toMatchObject([{ key: "order:10067", quantity: 2 }]);
});
