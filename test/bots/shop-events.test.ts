import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { EventsReport } from "../../bots/shop-events/index.ts";
import { startPayload } from "../../dialogs/engine/reply.ts";
import { fromActivity } from "../../models/activity.ts";
import { inShop } from "../../models/commerce.ts";
import { phoneIdentity } from "../../models/identity.ts";
import { shopCartKind } from "../../models/shop-cart.ts";
import { type OpenStage, openStage } from "../conversations/stage.ts";

let stage: OpenStage;
let count = 0;
let phone = "";
let number = "";
let chat = "";
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());
beforeEach(async () => {
  await stage.begin();
  count++;
  phone = `+2126620000${String(count).padStart(2, "0")}`;
  number = `T-${count}00`;
  chat = await open(phone);
});
afterEach(() => stage.store.leave(stage.shopId, [phoneIdentity(phone)]));

const open = async (from: string): Promise<string> => {
  const opened = await stage.store.open({
    shopId: stage.shopId,
    channel: "web",
    account: stage.shopId,
    peer: from,
    identities: [`web:${from}`],
    phone: from,
    at: stage.clock.now(),
  });
  return opened.conversationId;
};
const said = async (conversationId = chat): Promise<string[]> => {
  await stage.core.scheduler.runDue(stage.clock.now());
  await stage.core.worker.poll();
  await stage.core.worker.idle();
  const rows = await stage.store.transcript(conversationId, 0);
  return rows.flatMap(({ from, activity }) =>
    from === "bot" ? [fromActivity(activity ?? {}).text ?? ""] : [],
  );
};
const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
const order = () => ({
  customer: { name: "Hind Tazi", phone },
  lines: [{ sku: "ROBE-LINA-RED-38", title: { fr: "Robe" }, quantity: 1, unitPrice: mad(34_900) }],
  deliveryCost: mad(2_000),
  total: mad(36_900),
  payment: "card",
  address: { name: "Hind Tazi", street: "8 rue Ibn Batouta", city: "casablanca", country: "MA" },
});
const event = (type: string, more: object = {}) => ({
  id: `${type}-${count}`,
  at: stage.clock.now().toISOString(),
  type,
  ...more,
});
const created = () => event("order.created", { number, order: order() });
const take = (...events: object[]): Promise<EventsReport> => stage.core.shopEvents.take(events);
const kept = () => stage.commerce.orders.getOrder(number);

test("an order's life is told, and its shopper hears of each step once", async () => {
  const life = [
    created(),
    event("order.paid", { number }),
    event("order.fulfilled", { number, parcel: { carrier: "Amana", trackingNumber: "LM1" } }),
  ];
  expect(await take(...life)).toEqual({ taken: 3, known: 0, refused: [] });
  expect(await take(...life)).toEqual({ taken: 0, known: 3, refused: [] });
  expect(await kept()).toMatchObject({ state: "shipped", paid: true, parcel: { carrier: "Amana" } });
  const sent = await said();
  expect(sent.filter((text) => text.includes("partie"))).toHaveLength(1);
  await take({ ...event("order.fulfilled", { number }), id: `again-${count}` });
  expect(await said()).toEqual(sent);
  await take(event("order.delivered", { number }));
  expect((await said()).at(-1)).toMatch(/est livrée/);
});

test("an order that is not known is made of what is told, or asked for", async () => {
  expect((await take(event("order.delivered", { number }))).refused).toEqual([
    { path: [0, "number"], message: `Order ${number} is not known: send it along, as "order".` },
  ]);
  expect(
    await take(event("order.delivered", { number: `#${number.toLowerCase()}`, order: order() })),
  ).toMatchObject({
    taken: 1,
  });
  expect(await kept()).toMatchObject({ number, state: "delivered" });
  expect((await kept())?.history?.map(({ state }) => state)).toEqual(["placed", "shipped", "delivered"]);
});

test("no order of a chat becomes another's, told under its number", async () => {
  const { orders } = stage.commerce;
  const { customer: _, ...lines } = order();
  const placed = await orders.createOrder(`chat-${count}`, {
    ...lines,
    payment: "card",
    customerId: (await stage.commerce.customers.customerOf({ name: "Salma", phone: "+212664000001" })).id,
  });
  const told = { number: placed.number, order: order() };
  for (const type of ["order.created", "order.fulfilled"])
    expect((await take(event(type, told))).refused).toEqual([
      {
        path: [0, "number"],
        message: `Order ${placed.number} was placed in a chat, by somebody else: give yours a number of its own, such as W-${placed.number}.`,
      },
    ]);
  const sameBuyer = { ...told.order, customer: { name: "Salma", phone: "+212664000001" } };
  await take({ ...event("order.fulfilled", { ...told, order: sameBuyer }), id: `same-${count}` });
  expect(await orders.getOrder(placed.number)).toMatchObject({ state: "shipped" });
});

test("told out of turn, an order does not go back, and what cannot be is refused", async () => {
  await take(created(), event("order.delivered", { number }), event("order.fulfilled", { number }));
  expect((await kept())?.state).toBe("delivered");
  expect((await take(event("order.cancelled", { number }))).refused).toEqual([
    { path: [0, "type"], message: `Order ${number} is delivered: it cannot be cancelled.` },
  ]);
});

test("paid when it is over: people are called in to give it back, whenever it was, and only then", async () => {
  const handover = async () => (await stage.store.get(chat))?.conversation.handover;
  const paid = { ...event("order.paid", { number }), at: "2026-11-01T10:00:00Z" };
  await take(created(), { ...paid, id: `before-${count}` }, event("order.cancelled", { number }));
  await take(paid);
  await said();
  expect([(await kept())?.paidLate, await handover()]).toEqual([undefined, null]);
  number = `L-${count}00`;
  await take(
    { ...created(), id: `late-${count}` },
    { ...event("order.cancelled", { number }), id: `c-${count}` },
  );
  for (const id of ["1", "2"]) await take({ ...paid, number, id: `${id}-${count}` });
  expect((await said()).filter((text) => text.includes("369 MAD sont arrivés"))).toHaveLength(1);
  expect(await handover()).toMatchObject({
    reason: "refund_due",
    summary: `Order ${number} was paid when it was cancelled. Pay back 369 MAD (card).`,
  });
});

test("of a list the good ones are taken, and the others are named by their place", async () => {
  const report = await take(
    created(),
    event("order.paid"),
    { ...event("stock.changed", { sku: "ROBE-LINA-RED-38", quantity: -1 }), extra: true },
    event("stock.changed", { id: `other-${count}`, sku: "NOTHING", quantity: 1 }),
    event("order.paid", { number }),
  );
  expect(report.taken).toBe(2);
  expect(report.refused.map(({ path }) => path.join("/"))).toEqual(["1/number", "2/quantity", "2", "3/sku"]);
  expect(await kept()).toMatchObject({ paid: true });
});

test("an order whose sums do not fit is refused, with what they make", async () => {
  const discount = { code: "TEN", amount: mad(3_490) };
  const less = { ...order(), discount, total: mad(33_410) };
  const { refused } = await take(event("order.created", { number, order: { ...less, total: mad(20_000) } }));
  expect(refused).toEqual([
    {
      path: [0, "order", "total", "amountMinor"],
      message: "the lines less the discount, with the delivery, make 33410",
    },
  ]);
  expect(await kept()).toBeNull();
  expect((await take(event("order.created", { number, order: less }))).taken).toBe(1);
});

test.each([[[]], ["text"], [null], [[1]], [{ type: "order.paid" }], [Array.from({ length: 501 }, () => 1)]])(
  "%j is no events",
  async (body) => {
    const { taken, refused } = await stage.core.shopEvents.take(body);
    expect([taken, refused.length > 0]).toEqual([0, true]);
  },
);

test("an id that was of another event is refused", async () => {
  await take(created());
  const other = { ...created(), number: "T-9999" };
  expect((await take(other)).refused).toMatchObject([{ path: [0, "id"] }]);
  expect(await stage.commerce.orders.getOrder("T-9999")).toBeNull();
});

test("the same event many times at once is one", async () => {
  const reports = await Promise.all(Array.from({ length: 10 }, () => take(created())));
  expect(reports.reduce((sum, { taken }) => sum + taken, 0)).toBe(1);
  expect(reports.reduce((sum, { known }) => sum + known, 0)).toBe(9);
});

test("whoever died before an event was noted does it again, to no harm", async () => {
  const { inventory, reservations } = stage.commerce;
  await inventory.updateStock("ROBE-LINA-RED-38", 3);
  await reservations.putAside({
    key: `aside-${count}`,
    conversationId: chat,
    productId: "robe-lina",
    sku: "ROBE-LINA-RED-38",
    quantity: 1,
    until: "2026-11-21T10:00:00.000Z",
  });
  for (const id of ["first", "second"]) await take({ ...created(), id: `${id}-${count}` });
  expect(await reservations.get(`aside-${count}`)).toMatchObject({ soldIn: number, givenBack: true });
  const hit = await inventory.getProduct("robe-lina");
  expect(hit?.variants.find(({ sku }) => sku === "ROBE-LINA-RED-38")?.available).toBe(2);
});

test("called off by the shop, it is told once; by the shopper or their silence, they know", async () => {
  const calledOff = (id: string) => ({ ...event("order.cancelled", { number }), id: `${id}-${count}` });
  await take(created(), calledOff("first"), calledOff("again"));
  expect(await said()).toEqual([expect.stringContaining(`annuler la commande ${number}`)]);
  for (const step of [{ by: "shopper" }, { by: "shop", reason: "unanswered" }] as const) {
    number = `${number}-${step.by}`;
    await take({ ...created(), id: number });
    await stage.commerce.orders.moveOrder(number, { state: "cancelled", ...step });
    await take(calledOff(number));
  }
  expect(await said()).toHaveLength(1);
});

test("nobody hears of another's order by a button", async () => {
  await take(created(), event("order.paid", { number }));
  await said();
  const stranger = await open("+212663999999");
  await stage.core.inbox.receive(stranger, [
    {
      kind: "tap",
      key: "t1",
      at: stage.clock.now().toISOString(),
      value: startPayload("order.paid", { number }),
    },
  ]);
  expect((await said(stranger)).join()).not.toContain(number);
});

test("bought in the shop: it is delivered and paid, and nobody is told that it was sent", async () => {
  const { address: _, ...atTheTill } = order();
  await take(event("order.created", { number, order: atTheTill }));
  expect(await kept()).toMatchObject({ state: "delivered", paid: true, collected: true });
  expect(await said()).toEqual([]);
});

test("a cart of the shop's page is kept as it was last, whatever comes when", async () => {
  const cart = {
    id: `cart-${count}`,
    contact: { phone },
    total: mad(34_900),
    url: "https://shop.example/cart/1",
  };
  const lines = [{ sku: "ROBE-LINA-RED-38", quantity: 1 }];
  const later = { ...event("cart.updated", { cart: { ...cart, lines: [] } }), at: "2026-11-20T10:05:00Z" };
  await take(later, { ...event("cart.updated", { cart: { ...cart, lines } }), id: `late-${count}` });
  const carts = await stage.records(shopCartKind);
  expect((await carts.get(inShop(stage.shopId, cart.id)))?.doc).toMatchObject({
    lines: [],
    contact: { phone },
  });
});

test("which events were taken is forgotten after two weeks, and not before", async () => {
  await take(created());
  stage.clock.advance(13 * 24 * 3_600_000);
  await stage.core.shopEvents.expire();
  expect(await take({ ...created(), at: "2026-11-20T10:00:00.000Z" })).toMatchObject({ known: 1 });
  stage.clock.advance(2 * 24 * 3_600_000);
  expect(await stage.core.shopEvents.expire()).toBeGreaterThan(0);
  expect(await take({ ...created(), at: "2026-11-20T10:00:00.000Z" })).toMatchObject({ taken: 1 });
});
