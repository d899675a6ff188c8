import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { boughtTogether } from "../../models/bought-together.ts";

const times = (count: number, ...things: string[]): string[][] => Array.from({ length: count }, () => things);
const withIt = (orders: string[][], thing: string) =>
  boughtTogether(orders, 5)
    .get(thing)
    ?.map(({ id }) => id) ?? [];

test("what is bought with it more often than chance would have it comes first", () => {
  const orders = [
    ...times(6, "blazer", "trousers"),
    ...times(3, "blazer", "belt"),
    ...times(20, "soap"),
    ...times(4, "blazer", "soap"),
  ];
  expect(withIt(orders, "blazer")).toEqual(["trousers", "belt"]);
});

test("what everybody buys goes with nothing in particular", () => {
  expect(withIt([...times(10, "bag", "dress"), ...times(10, "bag", "rug")], "dress")).toEqual([]);
});

test("many orders weigh more than few, even where the few are never apart", () => {
  const orders = [
    ...times(2, "dress", "rare"),
    ...times(12, "dress", "bag"),
    ...times(2, "bag"),
    ...times(40, "rug"),
  ];
  expect(withIt(orders, "dress")).toEqual(["bag", "rare"]);
});

test("one order is chance, and a whole warehouse in one order is no taste", () => {
  expect(withIt([["a", "b"], ...times(9, "c")], "a")).toEqual([]);
  const warehouse = Array.from({ length: 30 }, (_, n) => `thing ${n}`);
  expect(boughtTogether([warehouse, warehouse, warehouse], 5).size).toBe(0);
});

test("whatever was ordered, nothing goes with itself, and what goes with another thing was bought with it twice at least", () => {
  const order = fc.array(fc.constantFrom<string>("a", "b", "c", "d", "e"), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(order, { maxLength: 60 }), (orders) => {
      for (const [thing, companions] of boughtTogether(orders, 3)) {
        expect(companions.length).toBeLessThanOrEqual(3);
        for (const { id, together, score } of companions) {
          expect(id).not.toBe(thing);
          expect(score).toBeGreaterThan(0);
          expect(together).toBeGreaterThanOrEqual(2);
          expect(orders.filter((each) => each.includes(thing) && each.includes(id))).toHaveLength(together);
        }
      }
    }),
  );
});
