import { expect, test } from "@jest/globals";
import { codCases } from "../../bots/cod/cases.ts";
import { type CodOptions, createCod } from "../../bots/cod.ts";
import { embeddedOrders } from "../../commerce/embedded/orders.ts";
import { stockRoom } from "../../commerce/embedded/stock-room.ts";
import type { Customer } from "../../models/commerce.ts";
import { orderKind, stockKind } from "../../models/commerce.ts";
import type { Conversation } from "../../models/conversation.ts";
import type { InboundEvent } from "../../models/events.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { AcceptChange } from "../../models/ports/store.ts";
import { Sequences } from "../../models/sequence/definition.ts";
import { failingRecords } from "../fakes/failing-records.ts";
import { fakeRecords } from "../fakes/records.ts";
import { testShop } from "../http/front.ts";

const shopId = "dar-lina";
const money = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
const customer: Customer = { id: "amina", shopId, name: "Amina Benali", phone: "+212661000001" };
const risky = { name: "A", phone: "+212600", street: "souk", city: "rabat", country: "MA" };
const middling = {
  name: "Amina Benali",
  phone: "+212661000001",
  street: "rue Tansift",
  city: "rabat",
  country: "MA",
};

/** A shop with three dresses, whose steps are noted and begin when a test says so; `dies` after so many writes. */
async function shopWith({
  wantsMessages = true,
  unanswered = "cancel" as "cancel" | "hold",
  asked = true,
} = {}) {
  const clock = virtualClock("2026-01-05T09:00:00.000Z");
  const { records, failAt } = failingRecords(fakeRecords());
  const stock = await records(stockKind);
  await stock.save({ sku: "robe", shopId, quantity: 3, reservations: [] }, 0);
  let number = 100;
  const orders = embeddedOrders({
    shopId,
    orders: await records(orderKind),
    numberOf: async () => String(++number),
    stock: stockRoom(shopId, stock, clock),
    clock,
  });
  const begun: string[] = [];
  const planned: string[] = [];
  const received: { events: InboundEvent[]; change: AcceptChange | undefined }[] = [];
  const conversation = { id: "chat", owner: "bot", channel: "web" } as Conversation;
  const contact = { id: "amina", wantsMessages } as never;
  let left = Number.POSITIVE_INFINITY;
  const mayDie = () => {
    if (left-- <= 0) throw new Error("died");
  };
  const options: CodOptions = {
    shopId,
    records,
    shop: () => ({ ...testShop, cod: { askFrom: 25, callFrom: 60, unanswered } }),
    clock,
    commerce: {
      orders,
      customers: {
        getCustomer: async () => customer,
        findCustomers: async () => [customer],
        customerOf: async () => customer,
      },
    },
    conversations: {
      find: async () => null,
      get: async () => ({ conversation, contact }),
      ofContact: async () => [{ conversation, contact }],
      latest: async () => (asked ? ([{ status: "sent", causes: ["ask:cod:101"] }] as never) : []),
    },
    async begin(_, { flow }, __, key) {
      mayDie();
      if (!begun.includes(`${flow} ${key}`)) begun.push(`${flow} ${key}`);
    },
    async receive(_, events, change) {
      mayDie();
      received.push({ events, change });
    },
    sequences: () => Sequences.parse({ cod: { ask: "10 min", again: "12 h", last: "48 h", end: "72 h" } }),
    scheduler: () => ({
      schedule: async (_, data, at) => {
        mayDie();
        const step = `${(data as unknown as { step: string }).step} ${at.toISOString().slice(5, 16)}`;
        if (!planned.includes(step)) planned.push(step);
      },
      repeat: async () => {},
    }),
  };
  const cod = await createCod(options);
  const place = (address: typeof risky, payment: "cod" | "card" = "cod") =>
    orders.createOrder("k", {
      customerId: "amina",
      conversationId: "chat",
      lines: [{ sku: "robe", title: { fr: "Robe" }, quantity: 1, unitPrice: money(30_000) }],
      deliveryCost: money(0),
      total: money(30_000),
      payment,
      address,
    });
  const due = (step: "number" | "call" | "ask" | "close") =>
    cod.jobs[0].run({ number: "101", step }, { key: "k" });
  return {
    clock,
    cod,
    orders,
    failAt,
    place,
    due,
    begun,
    planned,
    received,
    stateOf: async () => (await orders.getOrder("101"))?.state,
    kept: async () => (await (await codCases(shopId, records)).get("101"))!,
    stock: async () => (await stock.get(`${shopId}/robe`))!.doc,
    /** It dies at the n-th thing it does from now on (0: the first). */
    diesAfter: (writes: number) => {
      left = writes;
    },
  };
}

test("a middle risk is asked, and again, and not waited for any longer; told again, nothing more happens", async () => {
  const { cod, place, planned, kept } = await shopWith();
  const order = await place(middling);
  for (let n = 0; n < 2; n++) await cod.placed(order);
  expect(planned).toEqual([
    "ask 01-05T09:10",
    "ask_again 01-05T21:10",
    "ask_last 01-07T09:10",
    "close 01-08T09:10",
  ]);
  expect(await kept()).toMatchObject({ band: "ask", answer: null, outcome: null });
});

test("what is paid by card has no risk", async () => {
  const { cod, place, planned, kept } = await shopWith();
  await cod.placed(await place(risky, "card"));
  expect(planned).toEqual([]);
  expect(await kept()).toBeNull();
});

test("a great risk goes to people with what to ask, once; before, for a number that can be called", async () => {
  const { cod, place, due, begun, planned, received, kept } = await shopWith();
  await cod.placed(await place(risky));
  expect(planned).toEqual(["number 01-05T09:10", "call 01-05T21:10"]);
  await due("number");
  expect(begun).toEqual(["cod.number number:cod:101"]);
  const before = (await kept()).risk;
  await cod.actions["cod.number"]!({ number: "101", phone: "+212661000009" }, "n");
  expect((await kept()).risk).toBeLessThan(before);
  const [{ events, change } = { events: [] }] = received;
  expect(events).toMatchObject([{ kind: "start", flow: "cod.call", key: "call:cod:101" }]);
  expect(change).toMatchObject({ owner: "waiting", handover: { reason: "cod_call" } });
  expect(change?.handover?.summary).toContain("Phone A (+212661000009) about order 101");
  expect(change?.handover?.summary).not.toContain("the phone number cannot be right");
});

test("whoever died at any step of placing comes again to the same end", async () => {
  for (let writes = 0; writes < 4; writes++) {
    const { cod, place, planned, diesAfter } = await shopWith();
    const order = await place(middling);
    diesAfter(writes);
    await expect(cod.placed(order)).rejects.toThrow("died");
    diesAfter(Number.POSITIVE_INFINITY);
    await cod.placed(order);
    expect(planned).toHaveLength(4);
  }
});

test("no answer: cancelled, told and the stock given back, also by one who died in between", async () => {
  const { cod, place, due, begun, stateOf, kept, stock, diesAfter } = await shopWith();
  await cod.placed(await place(middling));
  await due("ask");
  diesAfter(0);
  await expect(due("close")).rejects.toThrow("died");
  expect(await stateOf()).toBe("cancelled");
  diesAfter(Number.POSITIVE_INFINITY);
  for (let n = 0; n < 2; n++) await due("close");
  expect(begun).toEqual(["cod.confirmation ask:cod:101", "cod.closed close:cod:101"]);
  expect(await kept()).toMatchObject({ unanswered: "cancel", outcome: "cancelled" });
  expect((await stock()).reservations).toEqual([]);
});

test("a shop may leave it to people; so is it when nobody got the question, or said STOP", async () => {
  for (const options of [{ unanswered: "hold" as const }, { asked: false }, { wantsMessages: false }]) {
    const { cod, place, due, received, stateOf, kept } = await shopWith(options);
    await cod.placed(await place(middling));
    await due("close");
    expect(await stateOf()).toBe("placed");
    expect(received).toHaveLength(1);
    expect(await kept()).toMatchObject({ unanswered: "hold" });
    expect((await cod.report()).toCall).toMatchObject([{ number: "101" }]);
  }
});

test("an answer ends the asking; the risk learns how long it took", async () => {
  const { clock, cod, place, due, begun, stateOf, kept } = await shopWith();
  await cod.placed(await place(middling));
  await due("ask");
  clock.advance(30 * 3_600_000);
  const before = (await kept()).risk;
  for (let n = 0; n < 2; n++)
    expect(await cod.actions["cod.confirm"]!({ number: "101" }, "c")).toEqual({ state: "confirmed" });
  await due("close");
  expect(await stateOf()).toBe("confirmed");
  expect(begun).toHaveLength(1);
  expect(await kept()).toMatchObject({
    answer: { what: "confirmed" },
    facts: { silentHours: 30 },
    band: "ask",
  });
  expect((await kept()).risk).toBeGreaterThan(before);
});

test("refused, the stock is given back; too late, the flow is told where it stands", async () => {
  const { cod, place, orders, stock } = await shopWith();
  await cod.placed(await place(middling));
  const refuse = () => cod.actions["cod.refuse"]!({ number: "101", reason: "too_dear" }, "r");
  for (let n = 0; n < 2; n++) expect(await refuse()).toEqual({ state: "cancelled" });
  expect((await stock()).reservations).toEqual([]);
  expect((await orders.getOrder("101"))?.history?.at(-1)).toMatchObject({
    by: "shopper",
    reason: "too_dear",
  });
  expect(await cod.actions["cod.confirm"]!({ number: "101" }, "c")).toEqual({ state: "cancelled" });
});

test("an order that is paid otherwise, or already, is not answered as one that is paid at the door", async () => {
  for (const paid of [false, true]) {
    const { cod, place, orders, stateOf } = await shopWith();
    await place(middling, paid ? "cod" : "card");
    await orders.updateOrder("101", { paid });
    await expect(cod.answered("101", "confirmed")).rejects.toThrow("not paid at the door");
    expect(await cod.actions["cod.refuse"]!({ number: "101", reason: "too_dear" }, "r")).toEqual({
      state: "placed",
    });
    expect(await stateOf()).toBe("placed");
    await orders.moveOrder("101", { state: "cancelled", by: "shopper" });
    await expect(cod.actions["cod.retake"]!({ number: "101" }, "t")).rejects.toThrow("not_cancelled");
  }
});

test("what the courier tells moves the order and teaches, once by its key", async () => {
  const { clock, cod, place, begun, stateOf, kept, orders, diesAfter } = await shopWith();
  await cod.placed(await place(middling));
  const tell = (word: "delivered" | "unreachable" | "refused", key: string) =>
    cod.courierOutcome({ key, number: "101", word, at: clock.now(), note: "no answer" });
  diesAfter(0);
  await expect(tell("unreachable", "c1")).rejects.toThrow("died");
  diesAfter(Number.POSITIVE_INFINITY);
  expect([await tell("unreachable", "c1"), await tell("unreachable", "c1")]).toEqual(["done", "known"]);
  expect(begun).toEqual(["cod.unreachable courier:c1"]);
  expect(await tell("delivered", "c2")).toBe("done");
  expect(await stateOf()).toBe("delivered");
  expect((await orders.getOrder("101"))?.paid).toBe(true);
  expect(await tell("refused", "c3")).toBe("impossible");
  expect(await kept()).toMatchObject({
    outcome: "delivered",
    courier: [
      { word: "unreachable", note: "no answer" },
      { word: "delivered", note: "no answer" },
    ],
  });
  expect(await cod.courierOutcome({ key: "x", number: "999", word: "delivered", at: clock.now() })).toBe(
    "unknown_order",
  );
  expect(await cod.train()).toBeNull();
});

test.each(["delivered", "refused"] as const)(
  "%s: whoever died at any write comes again, and the stock is as it should be",
  async (word) => {
    let deaths = 0;
    for (const written of [false, true])
      for (let nth = 1; ; nth++) {
        const { clock, cod, place, failAt, stock, stateOf } = await shopWith();
        await place(middling);
        failAt(nth, written);
        const tell = () => cod.courierOutcome({ key: "c", number: "101", word, at: clock.now() });
        if ((await tell().catch(() => "died")) !== "died") break;
        deaths++;
        expect(["done", "known"]).toContain(await tell());
        expect(await stateOf()).toBe(word);
        expect(await stock()).toMatchObject({ quantity: word === "refused" ? 3 : 2, reservations: [] });
      }
    expect(deaths).toBeGreaterThan(8);
  },
);

test("what was to be paid otherwise is not paid by being delivered", async () => {
  const { clock, cod, place, orders } = await shopWith();
  await place(middling, "card");
  await cod.courierOutcome({ key: "c", number: "101", word: "delivered", at: clock.now() });
  expect(await orders.getOrder("101")).toMatchObject({ state: "delivered", paid: false });
});

test("cancelled elsewhere, it is ended by the daily look; the one that comes tomorrow is announced", async () => {
  const { cod, place, orders, begun, kept } = await shopWith();
  await cod.placed(await place(middling));
  await cod.actions["cod.confirm"]!({ number: "101" }, "c");
  await orders.updateOrder("101", { wantedOn: "2026-01-06" });
  await cod.jobs[1].run({}, { key: "k" });
  expect(begun).toEqual(["cod.eve eve:cod:101:2026-01-06"]);
  await orders.moveOrder("101", { state: "cancelled", by: "staff" });
  await cod.jobs[1].run({}, { key: "k" });
  expect(await kept()).toMatchObject({ outcome: "cancelled" });
});
