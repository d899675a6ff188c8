import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { discountMinor, findPromo, PromoCode, type PromoProblem, promoProblem } from "../../models/promo.ts";
import { anyCode } from "./any-code.ts";

const codes = [
  PromoCode.parse({ code: "DIX", percent: 10 }),
  PromoCode.parse({ code: "NOEL", amountMinor: 5_000, fromMinor: 30_000, until: "2026-12-25" }),
];

test.each<[string, number, string, PromoProblem | null]>([
  ["dix ", 100, "2026-11-20", null],
  ["ONZE", 100, "2026-11-20", "unknown"],
  ["noel", 30_000, "2026-12-25", null],
  ["noel", 30_000, "2026-12-26", "over"],
  ["noel", 29_999, "2026-12-25", "too_little"],
])("%s on goods of %d, on %s: %s", (written, subtotalMinor, today, problem) => {
  expect(promoProblem(codes, written, { subtotalMinor, today })).toBe(problem);
});

test("a code is found however it is written", () => {
  expect(findPromo(codes, " Noel")?.code).toBe("NOEL");
});

test.each([
  ["both a percentage and an amount", { code: "DEUX", percent: 10, amountMinor: 100 }],
  ["nothing that it gives", { code: "RIEN" }],
  ["small letters", { code: "petit", percent: 10 }],
  ["more than all", { code: "TOUT", percent: 101 }],
])("a code with %s is refused", (_, written) => {
  expect(PromoCode.safeParse(written).success).toBe(false);
});

test("whatever the code, it takes off whole minor units, from nothing to all of the goods", () => {
  fc.assert(
    fc.property(anyCode, fc.integer({ min: 0, max: 10_000_000 }), (code, goods) => {
      const off = discountMinor(code, goods);
      expect(Number.isSafeInteger(off)).toBe(true);
      expect(off).toBeGreaterThanOrEqual(0);
      expect(off).toBeLessThanOrEqual(goods);
    }),
  );
});
