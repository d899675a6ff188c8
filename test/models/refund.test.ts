import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { OrderLine } from "../../models/commerce.ts";
import { subtotalMinor, totalOf } from "../../models/order.ts";
import { amountsOf, leftOf } from "../../models/refund.ts";
import type { Return } from "../../models/return.ts";

const currency = "MAD";
const mad = (amountMinor: number) => ({ amountMinor, currency });
const line = (sku: string, priceMinor: number, quantity = 1): OrderLine => ({
  sku,
  title: {},
  quantity,
  unitPrice: mad(priceMinor),
});
/** What the goods cost, less the discount. */
const orderOf = (lines: OrderLine[], discountMinor = 0, deliveryMinor = 0) => ({
  lines,
  paid: true,
  deliveryCost: mad(deliveryMinor),
  total: totalOf(lines, { discountMinor, deliveryMinor, currency }),
});
type Sold = ReturnType<typeof orderOf>;
type Wish = Pick<Return, "lines"> & { instead?: OrderLine };

/** As it is asked for and goes on to be in that state. */
const asked = (order: Sold, wish: Wish, others: Return[], state: Return["state"] = "approved"): Return =>
  ({
    ...wish,
    ...amountsOf(order, wish, others),
    kind: wish.instead ? "exchange" : "return",
    state,
    history: [{ at: "2026-11-20T10:00:00.000Z", state, by: "shop" }],
  }) as unknown as Return;
const piece = (sku: string): Wish => ({ lines: [{ sku, quantity: 1 }] });
const backMinor = ({ refund }: Pick<Return, "refund">): number => refund.amountMinor;

const skus = ["a", "b", "c"];
const orders = fc
  .record({
    lines: fc.array(
      // Few names, so that two lines may be of one article, at two prices.
      fc
        .tuple(fc.constantFrom(...skus), fc.integer({ min: 0, max: 1e11 }), fc.integer({ min: 1, max: 5 }))
        .map(([sku, priceMinor, quantity]) => line(sku, priceMinor, quantity)),
      { minLength: 1, maxLength: 5 },
    ),
    discountMinor: fc.integer({ min: 0, max: 1e12 }),
    deliveryMinor: fc.integer({ min: 0, max: 10_000 }),
  })
  .map(({ lines, discountMinor, deliveryMinor }) => orderOf(lines, discountMinor, deliveryMinor));
const paidMinor = ({ total, deliveryCost }: Sold): number => total.amountMinor - deliveryCost.amountMinor;

/** Every single article of an order, in any order. */
const piecesOf = ({ lines }: Sold): Wish[] =>
  lines.flatMap(({ sku, quantity }) => Array.from({ length: quantity }, () => piece(sku)));
const ordersInPieces = orders.chain((order) =>
  fc
    .shuffledSubarray(piecesOf(order), { minLength: piecesOf(order).length })
    .map((pieces) => ({ order, pieces })),
);

/** What may happen to an order: something is asked back, for its money or another article, and it ends, or is dropped. */
const happenings = fc.array(
  fc.record({
    lines: fc.array(
      fc.record({ sku: fc.constantFrom(...skus, "z"), quantity: fc.integer({ min: 1, max: 2 }) }),
      { minLength: 1, maxLength: 2 },
    ),
    instead: fc.option(
      fc
        .tuple(fc.constantFrom(...skus, "z"), fc.integer({ min: 0, max: 1e11 }))
        .map(([sku, priceMinor]) => line(sku, priceMinor)),
      { nil: undefined },
    ),
    /** Which of those before it is dropped then. */
    drops: fc.option(fc.integer({ min: 0, max: 5 })),
    isSent: fc.boolean(),
  }),
  { maxLength: 20, size: "max" },
);

test("never more than was paid, whatever is returned, exchanged, dropped and asked for again", () => {
  fc.assert(
    fc.property(orders, happenings, (order, steps) => {
      const returns: Return[] = [];
      for (const { lines, instead, drops, isSent } of steps) {
        const dropped = drops === null ? undefined : returns[drops];
        if (dropped?.state === "approved") dropped.state = "cancelled";
        const left = leftOf(order, returns);
        const wanted = lines.filter(
          ({ sku, quantity }, at) =>
            quantity <= (left.get(sku) ?? 0) && lines.findIndex((one) => one.sku === sku) === at,
        );
        if (wanted.length === 0) continue;
        const wish: Wish = { lines: wanted, ...(instead && { instead }) };
        const one = asked(order, wish, returns, instead && isSent ? "exchanged" : "approved");
        expect(amountsOf({ ...order, paid: false }, wish, returns).refund.amountMinor).toBe(0);
        for (const { amountMinor } of [one.refund, one.toPay]) {
          expect(Number.isSafeInteger(amountMinor)).toBe(true);
          expect(amountMinor).toBeGreaterThanOrEqual(0);
        }
        returns.push(one);
        const counted = returns.filter(({ state }) => state !== "cancelled");
        const back = counted.reduce((sum, { refund }) => sum + refund.amountMinor, 0);
        const more = counted.reduce((sum, { toPay }) => sum + toPay.amountMinor, 0);
        expect(back).toBeLessThanOrEqual(paidMinor(order) + more);
      }
    }),
  );
});

test("piece by piece, all that comes back is what was paid for the goods, to the last centime", () => {
  fc.assert(
    fc.property(ordersInPieces, ({ order, pieces }) => {
      const returns: Return[] = [];
      for (const wish of pieces) returns.push(asked(order, wish, returns));
      expect(returns.reduce((sum, one) => sum + backMinor(one), 0)).toBe(paidMinor(order));
    }),
  );
});

test("what is given back and what is sent are never worth more than what was paid for it", () => {
  fc.assert(
    fc.property(ordersInPieces, fc.integer({ min: 0, max: 1e11 }), ({ order, pieces }, priceMinor) => {
      const [wish] = pieces as [Wish];
      const instead = line("z", priceMinor);
      const { refund, toPay } = amountsOf(order, { ...wish, instead }, []);
      const worthMinor = backMinor(amountsOf(order, wish, []));
      expect(refund.amountMinor).toBeLessThanOrEqual(worthMinor);
      // Sent back at once, it brings what is left of that.
      const sent = asked(order, { ...wish, instead }, [], "exchanged");
      expect(backMinor(amountsOf(order, piece("z"), [sent]))).toBe(
        worthMinor - refund.amountMinor + toPay.amountMinor,
      );
      const goodsMinor = subtotalMinor(order.lines);
      const sentMinor =
        goodsMinor === 0 ? 0 : Number((BigInt(priceMinor) * BigInt(paidMinor(order))) / BigInt(goodsMinor));
      // Of rounding, a centime each.
      expect(refund.amountMinor + sentMinor).toBeLessThanOrEqual(worthMinor + toPay.amountMinor + 2);
    }),
  );
});

test("the pieces of one article at two prices are worth the same, also after one is kept after all", () => {
  const order = orderOf([line("a", 10_000), line("a", 50_000), line("b", 100_000)]);
  const first = asked(order, piece("a"), []);
  const second = asked(order, piece("a"), [first]);
  const again = asked(order, piece("a"), [{ ...first, state: "cancelled" }, second]);
  expect([first, second, again].map(backMinor)).toEqual([30_000, 30_000, 30_000]);
});

test("where less was paid than the goods cost, no more comes back", () => {
  const order = { ...orderOf([line("a", 10_000)]), total: mad(6_000) };
  expect(backMinor(amountsOf(order, piece("a"), []))).toBe(6_000);
});

test("a code counts for what is sent instead, but not for more than what comes back", () => {
  const half = orderOf([line("a", 10_000)], 5_000);
  const forA = (priceMinor: number) => amountsOf(half, { ...piece("a"), instead: line("z", priceMinor) }, []);
  expect(forA(5_000)).toEqual({ refund: mad(2_500), toPay: mad(0) });
  expect(forA(10_000)).toEqual({ refund: mad(0), toPay: mad(0) });
  expect(forA(12_000)).toEqual({ refund: mad(0), toPay: mad(2_000) });
});

test("the same again costs nothing, whatever it costs today", () => {
  const order = orderOf([line("a", 14_900)]);
  for (const today of [24_900, 9_900])
    expect(amountsOf(order, { ...piece("a"), instead: line("a", today) }, [])).toEqual({
      refund: mad(0),
      toPay: mad(0),
    });
});

test("what was sent instead may come back, once it has left", () => {
  const order = orderOf([line("a", 10_000)]);
  const wish = { ...piece("a"), instead: line("z", 12_000) };
  expect([...leftOf(order, [asked(order, wish, [])])]).toEqual([["a", 0]]);
  const sent = asked(order, wish, [], "exchanged");
  expect([...leftOf(order, [sent])]).toEqual([
    ["a", 0],
    ["z", 1],
  ]);
  expect(backMinor(amountsOf(order, piece("z"), [sent]))).toBe(12_000);
});

test("what was promised before, by whatever rule, is not promised again", () => {
  const twice = orderOf([line("a", 10_000), line("a", 50_000), line("b", 20_000)]);
  const promised = (wish: Wish, amountMinor: number): Return => ({
    ...asked(twice, wish, []),
    refund: mad(amountMinor),
  });
  const dear = promised(piece("a"), 50_000);
  expect(backMinor(amountsOf(twice, piece("a"), [dear]))).toBe(10_000);
  expect(backMinor(amountsOf(twice, piece("b"), [dear]))).toBe(20_000);
  expect(backMinor(amountsOf(twice, piece("b"), [promised(piece("a"), 75_000)]))).toBe(5_000);
});
