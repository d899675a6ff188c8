import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { loadLocales } from "../../locales/load.ts";
import {
  type Cart,
  type CartChange,
  CartFullError,
  changed,
  mostLines,
  mostOfOne,
  newCart,
  openCode,
  openLines,
  totals,
} from "../../models/cart.ts";
import type { OrderLine } from "../../models/commerce.ts";
import { deliveryZone } from "../../models/delivery-zone.ts";
import { anyCode } from "./any-code.ts";

const { shop } = await loadLocales([join(import.meta.dirname, "../../locales")]);
const now = new Date("2026-11-20T10:00:00Z");
const empty = newCart("s", "chat", now);
const add = (sku: string, quantity = 1): CartChange => ({
  kind: "add",
  productId: `of ${sku}`,
  sku,
  quantity,
});

/** The cart after these changes, each with a key of its own. */
const after = (...changes: CartChange[]): Cart =>
  changes.reduce((cart, change, place) => changed(cart, change, `tap ${place}`, now), empty);

const orderOf = ({ revision, lines }: Cart): CartChange => ({ kind: "ordered", revision, lines });

const quantities = (cart: Cart) => openLines(cart).map(({ sku, quantity }) => `${quantity} ${sku}`);

test("what is added again is more of it, and what is taken out is gone", () => {
  expect(quantities(after(add("A"), add("B", 2), add("A", 2)))).toEqual(["3 A", "2 B"]);
  expect(quantities(after(add("A", 3), { kind: "remove", sku: "A", quantity: 2 }))).toEqual(["1 A"]);
  expect(quantities(after(add("A", 3), { kind: "remove", sku: "A", quantity: 9 }))).toEqual([]);
  expect(quantities(after(add("A"), add("B"), { kind: "quantity", sku: "A", quantity: 0 }))).toEqual(["1 B"]);
});

test("more than a cart holds is refused whole, and a change that is taken back leaves it as it was", () => {
  const cart = after(add("A", 18));
  for (const change of [add("A", 5), { kind: "quantity", sku: "A", quantity: 21 }] as const)
    expect(() => changed(cart, change, "tap 9", now)).toThrow(new CartFullError("article"));
  const more = changed(cart, add("A", 2), "tap 9", now);
  const back = changed(more, { kind: "remove", sku: "A", quantity: 2 }, "tap 9:undo", now);
  expect(quantities(back)).toEqual(["18 A"]);
  const full = after(...Array.from({ length: mostLines }, (_, n) => add(`S${n}`)));
  expect(() => changed(full, add("A"), "late", now)).toThrow(new CartFullError("lines"));
  expect(changed(full, add("S0"), "late", now).lines[0]).toMatchObject({ sku: "S0", quantity: 2 });
});

test("the same tap delivered again changes nothing at all", () => {
  const cart = changed(empty, add("A"), "tap", now);
  expect(changed(cart, add("A"), "tap", now)).toBe(cart);
});

test("what was ordered is gone with its code, until something else is put in", () => {
  const cart = after(add("A"), { kind: "code", code: "DIX" });
  const ordered = changed(cart, orderOf(cart), "order", now);
  expect([quantities(ordered), openCode(ordered)]).toEqual([[], null]);
  const another = changed(ordered, add("B"), "tap 9", now);
  expect([quantities(another), openCode(another)]).toEqual([["1 B"], null]);
});

test("what was put in while the rest was being ordered stays, alone, however often the order is told", () => {
  const cart = after(add("A", 2));
  let meanwhile = [add("A"), add("B")].reduce(
    (some, change, n) => changed(some, change, `late ${n}`, now),
    cart,
  );
  for (let n = 0; n < 2; n++) meanwhile = changed(meanwhile, orderOf(cart), "order", now);
  expect(quantities(meanwhile)).toEqual(["1 A", "1 B"]);
});

test("an order that was refused leaves what is in it, to be ordered as something else", () => {
  const cart = after(add("A"), { kind: "code", code: "DIX" });
  const refused = changed(cart, { kind: "refused" }, "refused", now);
  expect([quantities(refused), openCode(refused)]).toEqual([["1 A"], "DIX"]);
  expect(refused.revision).toBe(cart.revision + 1);
  expect(changed(refused, { kind: "refused" }, "refused", now)).toBe(refused);
});

const sku = fc.constantFrom("A", "B", "C");
const anyChange: fc.Arbitrary<CartChange> = fc.oneof(
  fc.tuple(sku, fc.integer({ min: 1, max: 30 })).map(([each, quantity]) => add(each, quantity)),
  fc.record({ kind: fc.constant("remove" as const), sku, quantity: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant("quantity" as const), sku, quantity: fc.integer({ min: 0, max: 30 }) }),
  fc.record({ kind: fc.constant("code" as const), code: fc.constantFrom("DIX", null) }),
  fc.record({ kind: fc.constant("refused" as const) }),
  fc.record({
    kind: fc.constant("ordered" as const),
    revision: fc.integer({ min: 0, max: 30 }),
    lines: fc.array(fc.record({ productId: sku, sku, quantity: fc.integer({ min: 1, max: 20 }) })),
  }),
);

test("whatever is tapped, each article is in it once, from 1 to the most of one, and the revision never falls", () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 40 }), (changes) => {
      let cart = empty;
      for (const [place, change] of changes.entries()) {
        const before = cart;
        try {
          cart = changed(cart, change, `tap ${place}`, now);
        } catch (error) {
          expect(error).toBeInstanceOf(CartFullError);
        }
        expect(cart.revision).toBeGreaterThanOrEqual(before.revision);
        expect(new Set(cart.lines.map((line) => line.sku)).size).toBe(cart.lines.length);
        for (const { quantity } of cart.lines) {
          expect(quantity).toBeGreaterThanOrEqual(1);
          expect(quantity).toBeLessThanOrEqual(mostOfOne);
        }
        expect(cart.lines.length).toBeLessThanOrEqual(mostLines);
      }
    }),
  );
});

const line = (priceMinor: number, quantity = 1): OrderLine => ({
  sku: "A",
  title: { fr: "A" },
  quantity,
  unitPrice: { amountMinor: priceMinor, currency: "MAD" },
});
const costs = (lines: OrderLine[], options: Omit<Parameters<typeof totals>[1], "shop">) => {
  const { subtotal, discount, delivery, total } = totals(lines, { shop, ...options });
  return [subtotal, discount?.amount, delivery, total].map((money) => money?.amountMinor);
};

test("goods, a discount, delivery by the city's zone, and what is to be paid", () => {
  expect(costs([line(34_900)], { city: "rabat" })).toEqual([34_900, undefined, 3_500, 38_400]);
  expect(costs([line(34_900)], { city: "rabat", code: { code: "DIX", percent: 10 } })).toEqual([
    34_900, 3_490, 3_500, 34_910,
  ]);
  expect(costs([line(34_900)], { city: "rabat", code: { code: "PORT", freeDelivery: true } })).toEqual([
    34_900,
    undefined,
    0,
    34_900,
  ]);
});

test("delivery is free from the shop's limit on, of what is left to pay for the goods", () => {
  expect(costs([line(60_000)], { city: "rabat" })).toEqual([60_000, undefined, 0, 60_000]);
  expect(costs([line(60_000)], { city: "rabat", code: { code: "UN", amountMinor: 1 } })).toEqual([
    60_000, 1, 3_500, 63_499,
  ]);
});

test("where we do not deliver, and where it goes is not known yet, there is no cost of it", () => {
  expect(costs([line(34_900)], { city: "paris" })).toEqual([34_900, undefined, undefined, 34_900]);
  expect(costs([line(34_900)], {})).toEqual([34_900, undefined, undefined, 34_900]);
});

test("whatever is in it and whatever the code, the sums add up, and no code makes delivery cheaper but a free one", () => {
  const anyLine = fc
    .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: mostOfOne }))
    .map(([price, quantity]) => line(price, quantity));
  fc.assert(
    fc.property(
      fc.array(anyLine, { minLength: 1, maxLength: mostLines }),
      fc.option(anyCode),
      fc.constantFrom("casablanca", "rabat", "ouarzazate"),
      (lines, code, city) => {
        const { subtotal, discount, delivery, total } = totals(lines, { shop, city, code });
        const off = discount?.amount.amountMinor ?? 0;
        expect(off).toBeLessThanOrEqual(subtotal.amountMinor);
        expect(total.amountMinor).toBe(subtotal.amountMinor - off + delivery!.amountMinor);
        expect(total.amountMinor).toBeGreaterThanOrEqual(0);
        const isFree =
          code?.freeDelivery === true || subtotal.amountMinor - off >= shop.delivery.freeFromMinor!;
        expect(delivery!.amountMinor).toBe(isFree ? 0 : deliveryZone(city, shop)!.costMinor);
      },
    ),
  );
});
