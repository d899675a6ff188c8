import { describe, expect, test } from "@jest/globals";
import type { Order } from "../../models/commerce.ts";
import {
  deliveredAt,
  lastReturnDay,
  needsApproval,
  ReturnPolicy,
  type ReturnProblem,
  returnProblem,
} from "../../models/return-policy.ts";

const shop = {
  returnDays: 14,
  timeZone: "Africa/Tunis",
  returns: ReturnPolicy.parse({ excludedCategories: ["makeup"], approval: { fromMinor: 100_000 } }),
};
const delivered = new Date("2026-11-01T09:00:00Z");
const dress = { category: "dresses", tags: ["women"] };
const onDay = (day: string, more: Partial<Parameters<typeof returnProblem>[0]> = {}) =>
  returnProblem(
    { product: dress, delivered, reason: "size", isUnworn: true, ...more },
    shop,
    new Date(`${day}T22:30:00Z`),
  );

test("the last day counts to its end, by the shop's calendar", () => {
  expect(lastReturnDay(delivered, "size", shop)).toBe("2026-11-15");
  expect(onDay("2026-11-15")).toBeNull();
  expect(onDay("2026-11-16")).toBe("late");
  // There it is an hour later than in Greenwich.
  expect(lastReturnDay(new Date("2026-11-01T23:30:00Z"), "size", shop)).toBe("2026-11-16");
});

describe("what the shop is to blame for", () => {
  test.each(["defective", "wrong_item"] as const)(
    "%s comes back for longer, worn, whatever it is",
    (reason) => {
      const product = { category: "makeup", tags: ["final-sale"] };
      expect(onDay("2026-12-01", { reason, product, isUnworn: false })).toBeNull();
      expect(onDay("2026-12-02", { reason })).toBe("late");
    },
  );
});

const cases: [ReturnProblem | null, Parameters<typeof onDay>[1]][] = [
  ["excluded", { product: { category: "makeup", tags: [] } }],
  ["final_sale", { product: { category: "dresses", tags: ["final-sale"] } }],
  ["worn", { isUnworn: false }],
  [null, { isUnworn: undefined }],
  [null, { product: null }],
];
test.each(cases)("%s", (problem, more) => {
  expect(onDay("2026-11-02", more)).toBe(problem);
});

test("a person says yes to what is broken, and to much money", () => {
  expect(needsApproval({ reason: "defective", refundMinor: 1 }, shop.returns)).toBe(true);
  expect(needsApproval({ reason: "size", refundMinor: 99_999 }, shop.returns)).toBe(false);
  expect(needsApproval({ reason: "size", refundMinor: 100_000 }, shop.returns)).toBe(true);
});

test("an order arrived when somebody noted it: in its history, at the carrier's, or else when it was placed", () => {
  const order = { state: "delivered", placedAt: "2026-10-01T00:00:00.000Z" } as Order;
  const at = "2026-10-05T00:00:00.000Z";
  const parcel = { events: [{ at, state: "delivered" }] } as Order["parcel"] & object;
  expect(deliveredAt({ ...order, parcel })?.toISOString()).toBe(at);
  expect(deliveredAt(order)?.toISOString()).toBe(order.placedAt);
  expect(deliveredAt({ ...order, state: "shipped" })).toBeNull();
});
