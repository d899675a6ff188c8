import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Order } from "../../models/commerce.ts";
import { OrderStateError } from "../../models/order.ts";
import type { Commerce, NewOrder, NewReturn, ProductQuery, ToldOrder } from "../../models/ports/commerce.ts";
import {
  KeyReusedError,
  NumberTakenError,
  OutOfStockError,
  UnknownSkuError,
} from "../../models/ports/commerce.ts";
import { NothingLeftError, type ReturnState, ReturnStateError } from "../../models/return.ts";

export interface ShopUnderTest {
  commerce: Commerce;
  /** Moves the clock that the shop was given. */
  setNow(now: Date): void;
  close(): Promise<void>;
}

const now = new Date("2026-11-20T10:00:00Z");
const tomorrow = new Date("2026-11-21T10:00:00Z");

/** What every shop system must do, holding `commerce-fixture.ts`. */
export function commerceContract(name: string, makeShop: (now: Date) => Promise<ShopUnderTest>): void {
  describe(`commerce contract: ${name}`, () => {
    let shop: ShopUnderTest;
    beforeEach(async () => {
      shop = await makeShop(now);
    });
    afterEach(() => shop.close());

    const ids = async (query: Partial<ProductQuery>) =>
      (await shop.commerce.inventory.searchProducts({ language: "fr", limit: 10, ...query })).hits.map(
        ({ product }) => product.id,
      );
    const availableOf = async (id: string, sku: string) =>
      (await shop.commerce.inventory.getProduct(id))?.variants.find((variant) => variant.sku === sku)
        ?.available;

    describe("search", () => {
      test("finds by words and leaves out what is not sold", async () => {
        const found = await ids({ words: "robe lina" });
        expect(found[0]).toBe("robe-lina");
        expect(found).not.toContain("robe-ancienne");
      });

      test("facets hold for one and the same variant, and only those variants are given", async () => {
        const { hits, total } = await shop.commerce.inventory.searchProducts({
          language: "fr",
          category: "dresses",
          color: "red",
          size: "40",
          limit: 10,
        });
        expect(hits.map(({ product }) => product.id).sort()).toEqual(["robe-lina", "robe-soiree"]);
        expect(total).toBe(2);
        expect(hits.flatMap(({ variants }) => variants.map(({ sku }) => sku)).sort()).toEqual([
          "robe-lina-red-40",
          "robe-soiree-red-40",
        ]);
      });

      test("price limits include their ends", async () => {
        expect((await ids({ priceMinMinor: 34_900, priceMaxMinor: 39_900 })).sort()).toEqual([
          "robe-lina",
          "robe-yasmine",
        ]);
      });

      test("sorts by price", async () => {
        const cheapFirst = ["robe-lina", "robe-yasmine", "robe-soiree"];
        expect(await ids({ category: "dresses", sort: "price_asc" })).toEqual(cheapFirst);
        expect(await ids({ category: "dresses", sort: "price_desc" })).toEqual(cheapFirst.toReversed());
      });

      test("pages do not overlap and the total stays", async () => {
        const query = { language: "fr", category: "dresses", sort: "price_asc", limit: 2 } as const;
        const first = await shop.commerce.inventory.searchProducts(query);
        const second = await shop.commerce.inventory.searchProducts({ ...query, offset: 2 });
        expect([first.hits.length, second.hits.length]).toEqual([2, 1]);
        expect([first.total, second.total]).toEqual([3, 3]);
        expect(second.hits[0]?.product.id).toBe("robe-soiree");
      });

      test("leaves out what is sold out, when asked", async () => {
        expect(await ids({ category: "dresses", color: "red", size: "40", inStock: true })).toEqual([]);
        expect((await ids({ category: "dresses", color: "red", inStock: true })).sort()).toEqual([
          "robe-lina",
          "robe-yasmine",
        ]);
      });

      test("tells what is free now, after what was put aside", async () => {
        await shop.commerce.inventory.reserveProduct("k", "robe-yasmine-red-38", 1, tomorrow);
        expect(await ids({ category: "dresses", color: "red", size: "38", inStock: true })).toEqual([
          "robe-lina",
        ]);
      });
    });

    describe("products", () => {
      test("a product comes with what is free of each variant", async () => {
        const hit = await shop.commerce.inventory.getProduct("robe-lina");
        expect(hit?.variants.map(({ sku, available }) => [sku, available])).toEqual([
          ["robe-lina-red-38", 2],
          ["robe-lina-red-40", 0],
          ["robe-lina-blue-38", 5],
        ]);
        expect(await availableOf("foulard-soie", "foulard-soie-beige")).toBeNull();
      });

      test("a variant is found by its SKU alone, with its product", async () => {
        const hit = await shop.commerce.inventory.getVariant("robe-lina-blue-38");
        expect([hit?.product.id, hit?.variants.map(({ sku, available }) => [sku, available])]).toEqual([
          "robe-lina",
          [["robe-lina-blue-38", 5]],
        ]);
        for (const sku of ["nothing", "robe-ancienne-red-38"])
          expect(await shop.commerce.inventory.getVariant(sku)).toBeNull();
      });

      test("neither an unknown product nor one that is not sold", async () => {
        expect(await shop.commerce.inventory.getProduct("nothing")).toBeNull();
        expect(await shop.commerce.inventory.getProduct("robe-ancienne")).toBeNull();
      });

      test("the categories are those of what is on sale, the largest first", async () => {
        expect(await shop.commerce.inventory.categories(5)).toEqual(["dresses", "scarves"]);
        expect(await shop.commerce.inventory.categories(1)).toEqual(["dresses"]);
      });

      test("alternatives are others of the category in stock: size before colour, the nearest price first", async () => {
        const alternatives = async (wanted: { color?: string; size?: string }) =>
          (await shop.commerce.inventory.alternatives("robe-lina", wanted, 5)).map(
            ({ product }) => product.id,
          );
        expect(await alternatives({ color: "red", size: "38" })).toEqual(["robe-yasmine", "robe-soiree"]);
        expect(await alternatives({ color: "red", size: "40" })).toEqual(["robe-yasmine"]);
        expect(await alternatives({})).toEqual(["robe-yasmine", "robe-soiree"]);
        expect(await shop.commerce.inventory.alternatives("nothing", {}, 5)).toEqual([]);
      });
    });

    describe("reservations", () => {
      test("are free again past their time, without any job", async () => {
        const { inventory } = shop.commerce;
        const held = await inventory.reserveProduct("k", "robe-lina-red-38", 2, tomorrow);
        expect(held).toEqual({ key: "k", quantity: 2, until: tomorrow.toISOString() });
        expect(await availableOf("robe-lina", "robe-lina-red-38")).toBe(0);
        shop.setNow(tomorrow);
        expect(await availableOf("robe-lina", "robe-lina-red-38")).toBe(2);
      });

      test("are made once for a key, refused for its other arguments, and given back", async () => {
        const { inventory } = shop.commerce;
        const reserve = (quantity: number) =>
          inventory.reserveProduct("k", "robe-lina-blue-38", quantity, tomorrow);
        await reserve(2);
        await reserve(2);
        expect(await availableOf("robe-lina", "robe-lina-blue-38")).toBe(3);
        await expect(reserve(1)).rejects.toThrow(KeyReusedError);
        await inventory.cancelReservation("k", "robe-lina-blue-38");
        await inventory.cancelReservation("k", "robe-lina-blue-38");
        await inventory.cancelReservation("k", "unknown-sku");
        expect(await availableOf("robe-lina", "robe-lina-blue-38")).toBe(5);
      });

      test("never sell more than there is, however many ask at once", async () => {
        const asked = Array.from({ length: 20 }, (_, at) =>
          shop.commerce.inventory.reserveProduct(`k${at}`, "robe-lina-blue-38", 1, tomorrow),
        );
        const settled = await Promise.allSettled(asked);
        const refused = settled.filter((each) => each.status === "rejected");
        expect(refused).toHaveLength(15);
        for (const each of refused) expect(each.reason).toBeInstanceOf(OutOfStockError);
        expect(await availableOf("robe-lina", "robe-lina-blue-38")).toBe(0);
      });

      test("there is nothing of an unknown SKU", async () => {
        await expect(shop.commerce.inventory.reserveProduct("k", "unknown", 1, tomorrow)).rejects.toThrow(
          OutOfStockError,
        );
      });

      test("stay when the quantity is set", async () => {
        const { inventory } = shop.commerce;
        await inventory.reserveProduct("k", "robe-lina-red-38", 1, tomorrow);
        await inventory.updateStock("robe-lina-red-38", 10);
        expect(await availableOf("robe-lina", "robe-lina-red-38")).toBe(9);
        await inventory.updateStock("robe-lina-red-38", null);
        expect(await availableOf("robe-lina", "robe-lina-red-38")).toBeNull();
        await expect(inventory.updateStock("unknown", 1)).rejects.toThrow(UnknownSkuError);
      });
    });

    describe("what is put aside for shoppers", () => {
      const wanted = (key: string, more: object = {}) => ({
        key,
        conversationId: "amina",
        productId: "robe-soiree",
        sku: "robe-soiree-black-38",
        quantity: 1,
        until: tomorrow.toISOString(),
        ...more,
      });

      test("of the last three, a hundred at the same instant get exactly three", async () => {
        const { reservations } = shop.commerce;
        const outcomes = await Promise.allSettled(
          Array.from({ length: 100 }, (_, at) =>
            reservations.putAside(wanted(`r${at}`, { conversationId: `shopper-${at}` })),
          ),
        );
        const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
        expect(outcomes.length - refused.length).toBe(3);
        expect(refused.every((reason) => reason instanceof OutOfStockError)).toBe(true);
        expect(await availableOf("robe-soiree", "robe-soiree-black-38")).toBe(0);
      });

      test("the same key is the same reservation, as it is by then", async () => {
        const { reservations } = shop.commerce;
        const [one, two] = await Promise.all([
          reservations.putAside(wanted("r")),
          reservations.putAside(wanted("r")),
        ]);
        expect(two).toEqual(one);
        const later = new Date("2026-11-22T10:00:00Z");
        const longer = await reservations.extend("r", later, "tap");
        expect(longer).toMatchObject({ until: later.toISOString(), extendedBy: "tap" });
        expect(await reservations.putAside(wanted("r"))).toEqual(longer);
        expect(await reservations.extend("r", new Date("2026-11-30T10:00:00Z"), "again")).toEqual(longer);
        expect(await availableOf("robe-soiree", "robe-soiree-black-38")).toBe(2);
        expect(await reservations.ofConversation("amina")).toEqual([longer]);
        expect(await reservations.ofConversation("omar")).toEqual([]);
      });

      test("given back, or past its time, it is for others, and is not prolonged", async () => {
        const { reservations } = shop.commerce;
        await reservations.putAside(wanted("r"));
        for (let n = 0; n < 2; n++) await reservations.giveBack("r");
        await reservations.giveBack("never");
        expect(await reservations.get("r")).toMatchObject({ givenBack: true });
        expect(await availableOf("robe-soiree", "robe-soiree-black-38")).toBe(3);
        await reservations.putAside(wanted("s"));
        shop.setNow(new Date("2026-11-21T10:00:01Z"));
        expect(await availableOf("robe-soiree", "robe-soiree-black-38")).toBe(3);
        for (const key of ["r", "s", "never"])
          await expect(reservations.extend(key, new Date("2026-11-25T10:00:00Z"), "x")).rejects.toThrow(
            OutOfStockError,
          );
      });
    });

    describe("carts", () => {
      const line = { kind: "add", productId: "robe-lina", sku: "robe-lina-red-38", quantity: 1 } as const;

      test("each change is made once, however often it is asked for", async () => {
        const { carts } = shop.commerce;
        for (let tries = 0; tries < 3; tries++) await carts.changeCart("tap-1", "chat", line);
        await carts.changeCart("tap-2", "chat", line);
        const cart = await carts.getCart("chat");
        expect(cart).toMatchObject({ lines: [{ sku: "robe-lina-red-38", quantity: 2 }], revision: 2 });
        await carts.changeCart("tap-3", "chat", { kind: "quantity", sku: "robe-lina-red-38", quantity: 0 });
        expect((await carts.getCart("chat")).lines).toEqual([]);
        expect((await carts.getCart("another")).lines).toEqual([]);
      });

      test("changes at the same instant are all made", async () => {
        const { carts } = shop.commerce;
        await Promise.all(Array.from({ length: 10 }, (_, n) => carts.changeCart(`tap-${n}`, "chat", line)));
        expect((await carts.getCart("chat")).lines[0]?.quantity).toBe(10);
      });

      test("one of the shop's page is kept as it was last, whatever is told when", async () => {
        const { carts } = shop.commerce;
        const told = (quantity: number, updatedAt: string) => ({
          id: "C-1",
          contact: { phone: "+212661234567" },
          lines: [{ sku: "robe-lina-red-38", quantity }],
          total: { amountMinor: 34_900, currency: "MAD" },
          url: "https://shop.example/cart/C-1",
          updatedAt,
        });
        const late = told(2, "2026-11-20T10:05:00Z");
        expect(await carts.getShopCart("C-1")).toBeNull();
        expect(await carts.keepShopCart(late)).toBe(true);
        expect(await carts.keepShopCart(told(1, "2026-11-20T10:00:00Z"))).toBe(false);
        expect(await carts.keepShopCart(late)).toBe(true);
        expect(await carts.getShopCart("C-1")).toMatchObject(late);
      });
    });

    describe("orders that are placed here", () => {
      const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
      const of = (...skus: [sku: string, quantity: number][]): NewOrder => ({
        customerId: "amina",
        lines: skus.map(([sku, quantity]) => ({ sku, quantity, title: { fr: sku }, unitPrice: mad(34_900) })),
        deliveryCost: mad(2_000),
        total: mad(2_000 + skus.reduce((sum, [, quantity]) => sum + quantity * 34_900, 0)),
        payment: "cod",
        address: { name: "Amina Benali", street: "1, rue des Orangers", city: "casablanca", country: "MA" },
      });
      const freeRed38 = () => availableOf("robe-lina", "robe-lina-red-38");
      const by = "shopper";

      test("once for its key, with its articles put aside", async () => {
        const { orders } = shop.commerce;
        const placed = await orders.createOrder("cart:1:r1", of(["robe-lina-red-38", 1]));
        expect(placed).toMatchObject({ state: "placed", number: "10042" });
        expect(await orders.createOrder("cart:1:r1", of(["robe-lina-red-38", 1]))).toEqual(placed);
        expect(await freeRed38()).toBe(1);
        await expect(orders.createOrder("cart:1:r1", of(["robe-lina-red-38", 2]))).rejects.toThrow(
          KeyReusedError,
        );
      });

      test("at the same instant, the same key is one order and the last article one buyer's", async () => {
        const { orders } = shop.commerce;
        const same = await Promise.all(
          Array.from({ length: 5 }, () => orders.createOrder("tap", of(["robe-yasmine-red-38", 1]))),
        );
        expect(new Set(same.map(({ number }) => number)).size).toBe(1);
        const others = await Promise.allSettled(
          Array.from({ length: 20 }, (_, n) => orders.createOrder(`buyer ${n}`, of(["robe-lina-red-38", 1]))),
        );
        expect(others.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
        expect(await freeRed38()).toBe(0);
      });

      test("all of its articles or none, and a second try is told the same", async () => {
        const { orders } = shop.commerce;
        const wanted = of(["robe-lina-red-38", 1], ["robe-lina-red-40", 1]);
        for (let tries = 0; tries < 2; tries++)
          await expect(orders.createOrder("k", wanted)).rejects.toThrow(OutOfStockError);
        expect(await freeRed38()).toBe(2);
      });

      test("refused, it makes way for another try, by another key", async () => {
        const { inventory, orders } = shop.commerce;
        const wanted = of(["robe-lina-red-40", 1]);
        await expect(orders.createOrder("first", wanted)).rejects.toThrow(OutOfStockError);
        await inventory.updateStock("robe-lina-red-40", 1);
        expect(await orders.createOrder("second", wanted)).toMatchObject({ state: "placed" });
      });

      test("takes the place of what the buyer had put aside", async () => {
        const { inventory, orders } = shop.commerce;
        await inventory.reserveProduct("mine", "robe-lina-red-38", 2, tomorrow);
        await orders.createOrder("k", {
          ...of(["robe-lina-red-38", 2]),
          reservations: { "robe-lina-red-38": "mine" },
        });
        expect(await freeRed38()).toBe(0);
        shop.setNow(new Date("2027-11-21T10:00:00Z"));
        expect(await freeRed38()).toBe(0);
      });

      test("cancelled, it gives its articles back; shipped, they are gone for good", async () => {
        const { inventory, orders } = shop.commerce;
        const first = await orders.createOrder("1", of(["robe-lina-red-38", 1]));
        for (let tries = 0; tries < 2; tries++)
          await orders.moveOrder(first.number, { state: "cancelled", by });
        expect(await freeRed38()).toBe(2);
        const second = await orders.createOrder("2", of(["robe-lina-red-38", 1]));
        for (let tries = 0; tries < 2; tries++)
          await orders.moveOrder(second.number, { state: "shipped", by: "shop" });
        expect(await freeRed38()).toBe(1);
        await expect(orders.moveOrder(second.number, { state: "cancelled", by })).rejects.toThrow(
          OrderStateError,
        );
        await expect(inventory.reserveProduct("k", "robe-lina-red-38", 2, tomorrow)).rejects.toThrow(
          OutOfStockError,
        );
      });

      test("refused at the door, they are in the stock again, once", async () => {
        const { orders } = shop.commerce;
        const { number } = await orders.createOrder(
          "1",
          of(["robe-lina-red-38", 1], ["robe-lina-red-38", 1]),
        );
        await orders.moveOrder(number, { state: "shipped", by: "shop" });
        expect(await freeRed38()).toBe(0);
        for (let tries = 0; tries < 2; tries++)
          await orders.moveOrder(number, { state: "refused", by: "shop" });
        expect(await freeRed38()).toBe(2);
      });

      test("another article instead: the first is given back, unless there is none of the other", async () => {
        const { orders } = shop.commerce;
        const { number } = await orders.createOrder("1", of(["robe-lina-red-38", 2]));
        const { lines } = of(["robe-lina-blue-38", 1]);
        for (let tries = 0; tries < 2; tries++)
          await orders.updateOrder(number, { lines, total: mad(36_900) });
        expect(await freeRed38()).toBe(2);
        expect(await availableOf("robe-lina", "robe-lina-blue-38")).toBe(4);
        const none = of(["robe-lina-red-40", 1]).lines;
        await expect(orders.updateOrder(number, { lines: none })).rejects.toThrow(OutOfStockError);
        expect((await orders.getOrder(number))?.lines[0]?.sku).toBe("robe-lina-blue-38");
        expect(await availableOf("robe-lina", "robe-lina-blue-38")).toBe(4);
      });

      test("a total that comes without a discount has none", async () => {
        const { orders } = shop.commerce;
        const discount = { code: "TEN", amount: mad(3_490) };
        const { number, total } = await orders.createOrder("1", {
          ...of(["robe-lina-red-38", 1]),
          discount,
        });
        expect(await orders.updateOrder(number, { paid: true })).toMatchObject({ discount });
        expect((await orders.updateOrder(number, { total })).discount).toBeUndefined();
      });

      test("another address only while it has not left; that it is paid, at any time", async () => {
        const { orders } = shop.commerce;
        const { number, address } = await orders.createOrder("1", of(["robe-lina-red-38", 1]));
        await orders.updateOrder(number, { address: { ...address, city: "rabat" } });
        await orders.moveOrder(number, { state: "shipped", by: "shop" });
        await expect(orders.updateOrder(number, { address })).rejects.toThrow(OrderStateError);
        expect(await orders.updateOrder(number, { paid: true })).toMatchObject({ paid: true });
      });

      test("what is placed is not taken for what a process that died has left", async () => {
        const { orders } = shop.commerce;
        const { number } = await orders.createOrder("1", of(["robe-lina-red-38", 1]));
        shop.setNow(tomorrow);
        expect(await orders.undoLeft()).toEqual([]);
        expect(await orders.getOrder(number)).toMatchObject({ state: "placed" });
      });

      test("what nobody pays before it is sent is cancelled after a time, told until that is done, and nothing else", async () => {
        const { orders } = shop.commerce;
        const make = (key: string, more: Partial<NewOrder>) =>
          orders.createOrder(key, { ...of(["robe-lina-blue-38", 1]), ...more });
        const unpaid = await make("1", { payment: "transfer" });
        await make("2", { payment: "cod" });
        const paid = await make("3", { payment: "card" });
        await orders.updateOrder(paid.number, { paid: true });
        const begun = await make("4", { payment: "card" });
        await orders.moveOrder(begun.number, { state: "preparing", by: "staff" });
        const { key: _, ...elsewhere } = unpaid;
        await orders.keepOrder({ ...elsewhere, number: "W-7" });
        const told: string[] = [];
        const hear = async ({ number, state }: Order) => void told.push(`${number} ${state}`);
        await orders.cancelUnpaid(now, hear);
        expect(told).toEqual([]);
        shop.setNow(tomorrow);
        const died = async () => {
          throw new Error("died");
        };
        await expect(orders.cancelUnpaid(tomorrow, died)).rejects.toThrow("died");
        for (let tries = 0; tries < 2; tries++) await orders.cancelUnpaid(tomorrow, hear);
        expect(told).toEqual([`${unpaid.number} cancelled`]);
        expect((await orders.getOrder(unpaid.number))?.history?.at(-1)).toMatchObject({ reason: "unpaid" });
        expect(await availableOf("robe-lina", "robe-lina-blue-38")).toBe(2);
      });

      test("an order that there is not cannot be changed", async () => {
        const { orders } = shop.commerce;
        await expect(orders.moveOrder("99999", { state: "cancelled", by })).rejects.toThrow(OrderStateError);
      });

      test("a customer is known by the phone number, and made once", async () => {
        const { customers } = shop.commerce;
        expect((await customers.customerOf({ name: "A.", phone: "+212661234567" })).id).toBe("amina");
        const made = await Promise.all(
          Array.from({ length: 4 }, () => customers.customerOf({ name: "Sara", phone: "+212661000001" })),
        );
        expect(new Set(made.map(({ id }) => id)).size).toBe(1);
        expect(await customers.findCustomers({ phone: "+212661000001" })).toMatchObject([{ name: "Sara" }]);
      });
    });

    describe("what comes back", () => {
      const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
      const line = (sku: string, quantity: number) => ({
        sku,
        quantity,
        title: { fr: sku },
        unitPrice: mad(34_900),
      });
      const byShop = { by: "shop" } as const;

      /** Two red dresses and a scarf, delivered and paid, 10 % off. */
      async function delivered(): Promise<string> {
        const { orders } = shop.commerce;
        const { number } = await orders.createOrder("cart", {
          customerId: "amina",
          lines: [line("robe-lina-red-38", 2), { ...line("foulard-soie-beige", 1), unitPrice: mad(14_900) }],
          deliveryCost: mad(2_000),
          discount: { code: "TEN", amount: mad(8_470) },
          total: mad(78_230),
          payment: "cod",
          address: { name: "Amina", street: "1, rue des Orangers", city: "casablanca", country: "MA" },
        });
        await orders.moveOrder(number, { state: "shipped", ...byShop });
        await orders.moveOrder(number, { state: "delivered", ...byShop });
        await orders.updateOrder(number, { paid: true });
        return number;
      }
      const wanted = (orderNumber: string, quantity = 1, sku = "robe-lina-red-38"): NewReturn => ({
        orderNumber,
        conversationId: "chat",
        lines: [{ sku, quantity }],
        reason: "size",
        photos: [],
      });
      const instead = (sku: string) => ({ ...line(sku, 1), productId: "robe-lina" });
      const free = (sku: string) => availableOf("robe-lina", sku);
      const move = (number: string, ...states: ReturnState[]) =>
        states.reduce<Promise<unknown>>(
          (before, state) =>
            before.then(() => shop.commerce.returns.moveReturn(number, { state, by: "staff" })),
          Promise.resolve(),
        );

      test("once for its key, numbered within its order, with its share of the discount", async () => {
        const { returns } = shop.commerce;
        const order = await delivered();
        const one = await returns.createReturn("k", wanted(order));
        expect(one).toMatchObject({ number: `R${order}-1`, state: "requested", refund: mad(31_410) });
        expect(await returns.createReturn("k", wanted(order))).toEqual(one);
        await expect(returns.createReturn("k", wanted(order, 2))).rejects.toThrow(KeyReusedError);
        const two = await returns.createReturn("l", wanted(order));
        expect(await returns.findReturns(order)).toEqual([one, two]);
        expect(await returns.getReturn(two.number.toLowerCase())).toEqual(two);
        expect(await returns.returnsIn("requested", 10)).toHaveLength(2);
      });

      test("nothing comes back twice, also at the same instant; what is cancelled may", async () => {
        const { returns } = shop.commerce;
        const order = await delivered();
        const asked = await Promise.allSettled(
          Array.from({ length: 6 }, (_, n) => returns.createReturn(`k${n}`, wanted(order))),
        );
        const refused = asked.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
        expect(refused).toHaveLength(4);
        for (const reason of refused) expect(reason).toBeInstanceOf(NothingLeftError);
        const [first] = await returns.findReturns(order);
        for (let tries = 0; tries < 2; tries++) await returns.cancelReturn(first!.number, "shopper");
        expect(await returns.createReturn("again", wanted(order))).toMatchObject({ number: `R${order}-3` });
      });

      test("only of what was delivered", async () => {
        const { returns } = shop.commerce;
        for (const order of ["10041", "99999"])
          await expect(returns.createReturn("k", wanted(order))).rejects.toThrow(OrderStateError);
      });

      test("received, it is in the stock again, once; the whole order back for its money is returned", async () => {
        const { returns, orders } = shop.commerce;
        const order = await delivered();
        const dresses = await returns.createReturn("k", wanted(order, 2));
        await move(dresses.number, "approved", "received", "received", "refunded", "refunded");
        expect(await free("robe-lina-red-38")).toBe(2);
        expect((await orders.getOrder(order))?.state).toBe("delivered");
        const scarf = await returns.createReturn("l", wanted(order, 1, "foulard-soie-beige"));
        await move(scarf.number, "approved", "received", "refunded");
        expect((await orders.getOrder(order))?.state).toBe("returned");
        expect(dresses.refund.amountMinor + scarf.refund.amountMinor).toBe(84_700 - 8_470);
      });

      test("what is broken is not sold again", async () => {
        const order = await delivered();
        const broken: NewReturn = { ...wanted(order), reason: "defective", photos: ["a"] };
        const { number } = await shop.commerce.returns.createReturn("k", broken);
        await move(number, "approved", "received");
        expect(await free("robe-lina-red-38")).toBe(0);
      });

      test("an exchange has the other article put aside at once, and gives it back when nothing comes of it", async () => {
        const { returns } = shop.commerce;
        const order = await delivered();
        const other = { ...wanted(order), instead: instead("robe-lina-blue-38") };
        for (let tries = 0; tries < 2; tries++) await returns.createExchange("k", other);
        expect(await free("robe-lina-blue-38")).toBe(4);
        for (let tries = 0; tries < 2; tries++) await returns.cancelReturn(`R${order}-1`, "shopper");
        expect(await free("robe-lina-blue-38")).toBe(5);
        const { number, refund, toPay } = await returns.createExchange("l", other);
        expect([refund, toPay]).toEqual([mad(0), mad(0)]);
        await move(number, "approved", "received", "exchanged", "exchanged");
        expect(await free("robe-lina-blue-38")).toBe(4);
        expect(await free("robe-lina-red-38")).toBe(1);
      });

      test("an exchange of which nothing comes in two weeks is ended, once; a parcel that came is waited for no more", async () => {
        const { returns, orders } = shop.commerce;
        const order = await delivered();
        const other = (sku: string) => ({ ...wanted(order), instead: instead(sku) });
        const { number: late } = await returns.createExchange("k", other("robe-lina-blue-38"));
        const { number: come } = await returns.createExchange("l", other("robe-lina-blue-38"));
        await move(late, "approved");
        await move(come, "approved", "received");
        shop.setNow(new Date("2026-12-04T10:00:00Z"));
        expect(await orders.undoLeft()).toEqual([]);
        shop.setNow(new Date("2026-12-04T10:00:01Z"));
        expect(await orders.undoLeft()).toEqual([late]);
        expect(await orders.undoLeft()).toEqual([]);
        expect(await free("robe-lina-blue-38")).toBe(4);
        const { state, history } = (await returns.getReturn(late))!;
        expect(state).toBe("cancelled");
        expect(history.at(-1)).toMatchObject({ by: "shop", reason: "not_received" });
        await returns.createReturn("m", wanted(order));
      });

      test("of which there is none, nothing is left, and a second try is told the same", async () => {
        const { returns } = shop.commerce;
        const order = await delivered();
        const other = { ...wanted(order), instead: instead("robe-lina-red-40") };
        for (let tries = 0; tries < 2; tries++)
          await expect(returns.createExchange("k", other)).rejects.toThrow(OutOfStockError);
        expect(await returns.findReturns(order)).toMatchObject([{ state: "cancelled" }]);
        await returns.createReturn("l", wanted(order, 2));
      });

      test("the difference is told: dearer is paid for, cheaper comes back", async () => {
        const { returns } = shop.commerce;
        const order = await delivered();
        const at = (amountMinor: number) => ({
          ...wanted(order),
          instead: { ...instead("robe-lina-blue-38"), unitPrice: mad(amountMinor) },
        });
        expect(await returns.createExchange("dear", at(39_900))).toMatchObject({
          toPay: mad(5_000),
          refund: mad(0),
        });
        expect(await returns.createExchange("cheap", at(29_900))).toMatchObject({
          toPay: mad(0),
          // Its part of what was paid: the code took 10 % off.
          refund: mad(4_500),
        });
      });

      test("what was sent instead may come back in its turn, and ends the order when all else has", async () => {
        const { returns, orders } = shop.commerce;
        const order = await delivered();
        const blue = { ...wanted(order, 1, "robe-lina-blue-38") };
        const first = await returns.createExchange("k", {
          ...wanted(order),
          instead: instead(blue.lines[0]!.sku),
        });
        await move(first.number, "approved", "received");
        await expect(returns.createReturn("l", blue)).rejects.toThrow(NothingLeftError);
        await move(first.number, "exchanged");
        for (const one of [blue, wanted(order), wanted(order, 1, "foulard-soie-beige")]) {
          expect((await orders.getOrder(order))?.state).toBe("delivered");
          const { number } = await returns.createReturn(`all:${one.lines[0]!.sku}`, one);
          await move(number, "approved", "received", "refunded");
        }
        expect((await orders.getOrder(order))?.state).toBe("returned");
        const refunds = (await returns.findReturns(order)).map(({ refund }) => refund.amountMinor);
        expect(refunds.reduce((sum, refund) => sum + refund, 0)).toBe(84_700 - 8_470);
      });

      test("states follow their order, and a label is for what was agreed to", async () => {
        const { returns } = shop.commerce;
        const order = await delivered();
        const { number } = await returns.createReturn("k", wanted(order));
        await expect(returns.generateReturnLabel(number)).rejects.toThrow(ReturnStateError);
        await expect(move(number, "refunded")).rejects.toThrow(ReturnStateError);
        await move(number, "approved");
        const [label, again] = [
          await returns.generateReturnLabel(number),
          await returns.generateReturnLabel(number),
        ];
        expect(label).toMatchObject({ name: `${number}.pdf`, contentType: "application/pdf" });
        expect(again).toEqual(label);
        expect(await returns.getReturn(number)).toMatchObject({ state: "label_sent" });
        await move(number, "received");
        await expect(returns.cancelReturn(number, "shopper")).rejects.toThrow(ReturnStateError);
        await expect(move(number, "exchanged")).rejects.toThrow(ReturnStateError);
        await expect(move("R99999-1", "approved")).rejects.toThrow(ReturnStateError);
      });
    });

    describe("what the shop's own system tells", () => {
      const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
      const told: ToldOrder = {
        number: "W-1",
        customerId: "amina",
        state: "placed",
        placedAt: "2026-11-20T09:00:00.000Z",
        lines: [{ sku: "robe-lina-red-38", quantity: 1, title: { fr: "Robe" }, unitPrice: mad(34_900) }],
        deliveryCost: mad(0),
        total: mad(34_900),
        payment: "card",
        paid: false,
        address: { name: "Amina", street: "1, rue des Orangers", city: "casablanca", country: "MA" },
      };
      const red38 = () => availableOf("robe-lina", "robe-lina-red-38");

      test("an order is kept once, as it was first told, and holds no stock", async () => {
        const { orders } = shop.commerce;
        await Promise.all([orders.keepOrder(told), orders.keepOrder(told)]);
        await orders.keepOrder({ ...told, total: mad(1) });
        expect(await orders.getOrder("w-1")).toMatchObject({ ...told, history: [{ by: "shop" }] });
        expect(await red38()).toBe(2);
        await orders.moveOrder("W-1", { state: "shipped", by: "shop" });
        await orders.moveOrder("W-1", { state: "refused", by: "shop" });
        expect(await red38()).toBe(2);
      });

      test("no order becomes another's by its number: a new one gets the next, a told one is refused", async () => {
        const { orders } = shop.commerce;
        const { number: _, state: __, placedAt: ___, paid: ____, ...order } = told;
        const first = await orders.createOrder("1", order);
        const next = String(Number(first.number) + 1);
        const theirs = await orders.keepOrder({ ...told, number: next, customerId: "karim" });
        const second = await orders.createOrder("2", order);
        expect(second).toMatchObject({ customerId: "amina", state: "placed" });
        expect(second.number).not.toBe(next);
        expect(await orders.createOrder("2", order)).toEqual(second);
        expect(await orders.getOrder(next)).toEqual(theirs);
        await expect(orders.keepOrder({ ...told, number: second.number })).rejects.toThrow(NumberTakenError);
        expect(await orders.getOrder(second.number)).toEqual(second);
      });

      test.each([
        ["an older count, or none", "2026-11-20T09:59:00Z"],
        ["a later count, which has it already", "2026-11-20T10:01:00Z"],
      ])("what was put aside and is bought elsewhere leaves the stock once: after %s", async (_, at) => {
        const { inventory, reservations } = shop.commerce;
        const boughtAt = new Date("2026-11-20T10:00:00Z");
        const isIn = new Date(at) > boughtAt;
        await reservations.putAside({
          key: "r",
          conversationId: "chat",
          productId: "robe-lina",
          sku: "robe-lina-red-38",
          quantity: 1,
          until: tomorrow.toISOString(),
        });
        await inventory.updateStock("robe-lina-red-38", isIn ? 1 : 2, new Date(at));
        for (let tries = 0; tries < 2; tries++) await reservations.convert("r", "W-1", boughtAt);
        await reservations.convert("never", "W-1", boughtAt);
        expect(await red38()).toBe(1);
        await reservations.giveBack("r");
        shop.setNow(new Date("2026-11-23T10:00:00Z"));
        expect(await red38()).toBe(1);
        expect(await reservations.get("r")).toMatchObject({ givenBack: true, soldIn: "W-1" });
      });

      test("of two counts the later one holds, in whatever order they come", async () => {
        const { inventory } = shop.commerce;
        await inventory.updateStock("robe-lina-red-38", 7, new Date("2026-11-20T12:00:00Z"));
        await inventory.updateStock("robe-lina-red-38", 9, new Date("2026-11-20T11:00:00Z"));
        expect(await red38()).toBe(7);
      });

      test("another price is found and shown from then on", async () => {
        const { inventory } = shop.commerce;
        const cheaper = () => inventory.updatePrice("robe-lina", "robe-lina-red-38", mad(9_900), mad(34_900));
        expect(await cheaper()).toEqual(mad(34_900));
        expect(await cheaper()).toEqual(mad(9_900));
        const hit = await inventory.getProduct("robe-lina");
        expect(hit?.variants[0]).toMatchObject({ price: mad(9_900), compareAt: mad(34_900) });
        expect(await ids({ category: "dresses", priceMaxMinor: 10_000 })).toEqual(["robe-lina"]);
        for (const [product, sku] of [
          ["robe-lina", "unknown"],
          ["unknown", "robe-lina-red-38"],
        ] as const)
          await expect(inventory.updatePrice(product, sku, mad(1))).rejects.toThrow(UnknownSkuError);
      });

      test("a customer is known by phone or e-mail, and learns the other, but never somebody else's", async () => {
        const { customers } = shop.commerce;
        const sara = await customers.customerOf({ name: "Sara", email: "Sara@example.com" });
        const both = { name: "Sara", phone: "+212661000001", email: "sara@example.com" };
        expect(await customers.customerOf(both)).toMatchObject({ id: sara.id, phone: "+212661000001" });
        const omar = await customers.customerOf({ name: "Omar", phone: "+212661000002" });
        await customers.customerOf({ name: "Omar", phone: "+212661000002", email: "sara@example.com" });
        expect(await customers.getCustomer(omar.id)).toEqual(omar);
      });
    });

    describe("orders, parcels and customers", () => {
      test.each(["10041", "#10041", " # 10041 "])("an order is found as %p", async (written) => {
        expect((await shop.commerce.orders.getOrder(written))?.number).toBe("10041");
      });

      test("in any case, or not at all", async () => {
        expect((await shop.commerce.orders.getOrder("#cmd-42"))?.number).toBe("CMD-42");
        expect(await shop.commerce.orders.getOrder("99999")).toBeNull();
        expect(await shop.commerce.orders.getOrder("")).toBeNull();
      });

      test("a customer's orders, newest first", async () => {
        const numbers = async (customer: string, limit: number) =>
          (await shop.commerce.orders.findOrders(customer, limit)).map(({ number }) => number);
        expect(await numbers("amina", 2)).toEqual(["10041", "CMD-42"]);
        expect(await numbers("karim", 2)).toEqual([]);
      });

      test("where the parcel is", async () => {
        expect(await shop.commerce.tracking.getShipmentStatus("#CMD-42")).toMatchObject({
          carrier: "Amana",
          state: "out_for_delivery",
        });
        expect(await shop.commerce.tracking.getShipmentStatus("10041")).toBeNull();
        expect(await shop.commerce.tracking.getShipmentStatus("99999")).toBeNull();
      });

      test("customers by id, phone or e-mail, each once", async () => {
        const { customers } = shop.commerce;
        const found = async (identity: { phone?: string; email?: string }) =>
          (await customers.findCustomers(identity)).map(({ id }) => id);
        expect((await customers.getCustomer("karim"))?.name).toBe("Karim Haddad");
        expect(await customers.getCustomer("nobody")).toBeNull();
        expect(await found({ phone: "+212661234567", email: "Amina@Example.com" })).toEqual(["amina"]);
        expect(await found({ phone: "+212600000000" })).toEqual([]);
        expect(await found({})).toEqual([]);
      });
    });
  });
}
