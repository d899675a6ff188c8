import { expect, test } from "@jest/globals";
import { embeddedCommerce } from "../../commerce/embedded/index.ts";
import { type Order, type OrderState, orderKind, stockKind } from "../../models/commerce.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { OrderSystem } from "../../models/ports/commerce.ts";
import type { OpenRecords, RecordKind, Records } from "../../models/ports/records.ts";
import { shopId, stock } from "../contracts/commerce-fixture.ts";
import { failingRecords } from "../fakes/failing-records.ts";
import { fakeRecords } from "../fakes/records.ts";

const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
const line = (sku: string, quantity = 1) => ({ sku, quantity, title: { fr: sku }, unitPrice: mad(34_900) });
const black = "robe-soiree-black-38";
const blue = "robe-lina-blue-38";
const red = "robe-lina-red-38";
const soldOut = "robe-lina-red-40";
const wanted = (...lines: ReturnType<typeof line>[]) => ({
  customerId: "amina",
  lines,
  deliveryCost: mad(0),
  total: mad(34_900),
  payment: "cod" as const,
  address: { name: "Amina", street: "1, rue des Orangers", city: "casablanca", country: "MA" },
});

async function openShop() {
  const kept = fakeRecords();
  await (await kept(stockKind)).replace(stock);
  const failing = failingRecords(kept);
  const clock = virtualClock("2026-11-20T10:00:00.000Z");
  const open = async (records: OpenRecords): Promise<OrderSystem> => {
    const { orders } = await embeddedCommerce({
      shopId,
      records,
      search: new Promise(() => {}),
      clock,
      labelOf: async () => Buffer.of(),
      payments: { linkFor: async () => "" },
    });
    return orders;
  };
  return {
    ...failing,
    clock,
    open,
    orders: await open(failing.records),
    kept,
    all: async () => (await kept(orderKind)).page(null, 10),
    /** Of each SKU: what lies in the shop, and how many of it are put aside. */
    async stock() {
      const all = await (await kept(stockKind)).page(null, 100);
      return Object.fromEntries(
        all.map(({ sku, quantity, reservations }) => [
          sku,
          [quantity, reservations.reduce((sum, one) => sum + one.quantity, 0)],
        ]),
      );
    },
  };
}
type Shop = Awaited<ReturnType<typeof openShop>>;

type Deed = (shop: Shop, number: string) => Promise<unknown>;

const orderIn = async ({ orders }: Shop): Promise<string> =>
  (await orders.createOrder("k", wanted(line(black, 2), line(blue)))).number;

const places =
  (...lines: ReturnType<typeof line>[]): Deed =>
  ({ orders }) =>
    orders.createOrder("other", wanted(...lines));
const changes =
  (...lines: ReturnType<typeof line>[]): Deed =>
  ({ orders }, number) =>
    orders.updateOrder(number, { lines });
const moves =
  (...states: OrderState[]): Deed =>
  async ({ orders }, number) => {
    const now = (await orders.getOrder(number))!.state;
    for (const state of states.slice(Math.max(0, states.indexOf(now))))
      await orders.moveOrder(number, { state, by: "shop" });
  };

const deeds: [string, Deed][] = [
  ["placed", places(line(black), line(blue))],
  ["placed, of which one article is sold out", places(line(black), line(soldOut))],
  ["cancelled", moves("cancelled")],
  ["delivered", moves("shipped", "delivered")],
  ["refused at the door", moves("shipped", "refused")],
  ["changed to other articles", changes(line(black, 1), line(red, 2))],
  ["changed to more of one, and to one of which there is none", changes(line(black, 3), line(soldOut))],
];

/** Done in a shop that has an order, and done again by whoever found it cut off; what is refused for good is an outcome like any other. */
async function story(deed: Deed, death?: { nth: number; written: boolean }) {
  const shop = await openShop();
  const number = await orderIn(shop);
  if (death) shop.failAt(death.nth, death.written);
  const outcome = () =>
    deed(shop, number).then(
      () => "done",
      (error: Error) => (error.message === "killed" ? "killed" : error.name),
    );
  const first = await outcome();
  return { shop, first, again: outcome };
}

async function afterEachDeath(deed: Deed, look: (one: Awaited<ReturnType<typeof story>>) => Promise<void>) {
  let deaths = 0;
  for (const written of [false, true])
    for (let nth = 1; ; nth++) {
      const one = await story(deed, { nth, written });
      if (one.first !== "killed") break;
      deaths++;
      await look(one);
    }
  expect(deaths).toBeGreaterThan(5);
}

test.each(deeds)("%s: it holds the same after a death at any of its writes", async (_, deed) => {
  const calm = await story(deed);
  await afterEachDeath(deed, async ({ shop, again }) => {
    expect(await again()).toBe(calm.first);
    expect(await shop.stock()).toEqual(await calm.shop.stock());
    expect(await shop.orders.undoLeft()).toEqual([]);
  });
});

/** What the stock has to be beside its orders, by SKU. */
function stockBeside(orders: Order[]) {
  const of = (sku: string, ...states: OrderState[]): number =>
    orders
      .filter(({ state }) => states.includes(state))
      .flatMap(({ lines }) => lines.filter((one) => one.sku === sku))
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return Object.fromEntries(
    stock.map(({ sku, quantity }) => [
      sku,
      [quantity === null ? null : quantity - of(sku, "shipped", "delivered"), of(sku, "placed")],
    ]),
  );
}

test.each(deeds)("%s, and left by all: the sweeper sees to it, also one that died at it", async (_, deed) => {
  await afterEachDeath(deed, async ({ shop }) => {
    shop.clock.advance(16 * 60_000);
    for (let nth = 1; nth <= 3; nth++) {
      shop.failAt(nth, nth % 2 === 0);
      await shop.orders.undoLeft().catch(() => {});
    }
    shop.failAt(0, false);
    await shop.orders.undoLeft();
    expect(await shop.stock()).toEqual(stockBeside(await shop.all()));
    expect(await shop.orders.undoLeft()).toEqual([]);
  });
});

/** Records of which the `nth` save from now on is followed by something else. */
function thenAt(records: OpenRecords, nth: number, then: () => Promise<unknown>): OpenRecords {
  let left = nth;
  return async <T, Index extends string>(kind: RecordKind<T, Index>): Promise<Records<T, Index>> => {
    const kept = await records(kind);
    return {
      ...kept,
      async save(doc, expected) {
        await kept.save(doc, expected);
        if (--left === 0) await then();
      },
    };
  };
}

test.each<OrderState>(["cancelled", "shipped"])(
  "%s after any write of a change of its articles: what is put aside is what it says then",
  async (state) => {
    let times = 0;
    for (let nth = 1; ; nth++) {
      const shop = await openShop();
      const number = await orderIn(shop);
      const other = await shop.open(
        thenAt(shop.kept, nth, () => shop.orders.moveOrder(number, { state, by: "staff" })),
      );
      const change = other.updateOrder(number, { lines: [line(black, 3), line(red)] });
      await change.catch(() => {});
      const [order] = await shop.all();
      if (order?.state !== state) break;
      times++;
      expect(await shop.stock()).toEqual(stockBeside([order]));
    }
    expect(times).toBeGreaterThan(5);
  },
);
