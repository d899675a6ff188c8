import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Order } from "../../models/commerce.ts";
import { subtotalMinor, totalOf } from "../../models/order.ts";
import { exchangeMinor, type Returned, refundMinor } from "../../models/refund.ts";

const currency = "MAD";
const orders = fc
  .record({
    lines: fc.array(
      fc.record({
        // Few names, so that two lines may be of one article.
        sku: fc.constantFrom("a", "b", "c"),
        quantity: fc.integer({ min: 1, max: 5 }),
        price: fc.integer({ min: 0, max: 1e11 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    discountMinor: fc.integer({ min: 0, max: 1e12 }),
    deliveryMinor: fc.integer({ min: 0, max: 10_000 }),
  })
  .map(({ lines: written, discountMinor, deliveryMinor }) => {
    const lines = written.map(({ price, ...line }): Order["lines"][number] => ({
      ...line,
      title: {},
      unitPrice: { amountMinor: price, currency },
    }));
    return {
      lines,
      discount: { code: "C", amount: { amountMinor: discountMinor, currency } },
      paid: true,
      total: totalOf(lines, { discountMinor, deliveryMinor, currency }),
    };
  });

/** Every single article of an order, in any order. */
const piecesOf = ({ lines }: Pick<Order, "lines">): Returned[] =>
  lines.flatMap(({ sku, quantity }) => Array.from({ length: quantity }, () => ({ sku, quantity: 1 })));
const ordersInPieces = orders.chain((order) =>
  fc
    .shuffledSubarray(piecesOf(order), { minLength: piecesOf(order).length })
    .map((pieces) => ({ order, pieces })),
);

test("piece by piece, all that comes back is what the goods cost less the discount, to the last centime", () => {
  fc.assert(
    fc.property(ordersInPieces, ({ order, pieces }) => {
      const refunds = pieces.map((piece, at) => refundMinor(order, [piece], pieces.slice(0, at)));
      for (const refund of refunds) {
        expect(Number.isSafeInteger(refund)).toBe(true);
        expect(refund).toBeGreaterThanOrEqual(0);
      }
      const sum = refunds.reduce((all, refund) => all + refund, 0);
      const goods = subtotalMinor(order.lines);
      expect(sum).toBe(goods - Math.min(goods, order.discount.amount.amountMinor));
      expect(sum).toBeLessThanOrEqual(order.total.amountMinor);
    }),
  );
});

test("never more than was paid, whatever is asked for, and nothing of what was not paid", () => {
  const asked = fc.array(
    fc.record({ sku: fc.constantFrom("a", "b", "z"), quantity: fc.integer({ min: 1, max: 99 }) }),
  );
  fc.assert(
    fc.property(orders, asked, asked, (order, wanted, before) => {
      const refund = refundMinor(order, wanted, before);
      expect(refund).toBeGreaterThanOrEqual(0);
      expect(refund).toBeLessThanOrEqual(order.total.amountMinor);
      expect(refundMinor({ ...order, paid: false }, wanted, before)).toBe(0);
    }),
  );
});

test("an exchange gives back no more than a return would, and costs nothing for the same price", () => {
  fc.assert(
    fc.property(ordersInPieces, fc.integer({ min: 0, max: 1e11 }), ({ order, pieces }, insteadMinor) => {
      const wanted = pieces.slice(0, 1);
      const difference = exchangeMinor(order, wanted, [], insteadMinor);
      expect(Number.isSafeInteger(difference)).toBe(true);
      expect(-difference).toBeLessThanOrEqual(refundMinor(order, wanted, []));
      const price = Math.min(
        ...order.lines
          .filter(({ sku }) => sku === wanted[0]!.sku)
          .map(({ unitPrice }) => unitPrice.amountMinor),
      );
      expect(exchangeMinor(order, wanted, [], price)).toBe(0);
    }),
  );
});
