import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { addressGap } from "../../../models/cod/address-gap.ts";
import { type CodFacts, featureNames, features, noExperience } from "../../../models/cod/facts.ts";
import { reasonsInWords } from "../../../models/cod/reasons.ts";
import { bandOf, riskOf, startingScorer } from "../../../models/cod/risk.ts";

const plain: CodFacts = {
  delivered: 0,
  refused: 0,
  repeated: false,
  conflicting: false,
  addressGap: 0,
  city: "rabat",
  remote: false,
  totalMinor: 30_000,
  usualMinor: null,
  atNight: false,
  phone: "valid",
  verified: false,
  silentHours: null,
};
const risk = (facts: Partial<CodFacts>) => riskOf({ ...plain, ...facts }, startingScorer).risk;

const anyFacts: fc.Arbitrary<CodFacts> = fc.record({
  delivered: fc.nat(500),
  refused: fc.nat(500),
  repeated: fc.boolean(),
  conflicting: fc.boolean(),
  addressGap: fc.double({ min: 0, max: 1, noNaN: true }),
  city: fc.string(),
  remote: fc.boolean(),
  totalMinor: fc.nat(1_000_000_000),
  usualMinor: fc.option(fc.integer({ min: 1, max: 1_000_000_000 })),
  atNight: fc.boolean(),
  phone: fc.constantFrom("valid" as const, "foreign" as const, "invalid" as const),
  verified: fc.boolean(),
  silentHours: fc.option(fc.double({ min: 0, max: 10_000, noNaN: true })),
});

test("a first order with all in order is at 19 of 100, as the weights' page says", () => {
  expect(risk({})).toBe(19);
});

test("whoever took parcels is trusted, whoever refused them is not", () => {
  expect(risk({ delivered: 5 })).toBeLessThan(8);
  expect(risk({ delivered: 1, refused: 2 })).toBeGreaterThan(45);
  expect(risk({ verified: true })).toBeLessThan(risk({}));
});

test("whatever the facts, it is a share of 100, and features stay about 0 to 1", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { risk: told, reasons } = riskOf(facts, startingScorer);
      expect(told).toBeGreaterThanOrEqual(0);
      expect(told).toBeLessThanOrEqual(100);
      const values = features(facts, noExperience);
      expect(values).toHaveLength(featureNames.length);
      expect(values.every((value) => value >= -1 && value <= 1)).toBe(true);
      expect(reasons).toEqual(reasons.toSorted((a, b) => b.adds - a.adds));
    }),
  );
});

test("what speaks against an order never lowers its risk", () => {
  const worse: [keyof CodFacts, unknown][] = [
    ["repeated", true],
    ["conflicting", true],
    ["addressGap", 1],
    ["remote", true],
    ["atNight", true],
    ["phone", "invalid"],
    ["silentHours", 72],
  ];
  fc.assert(
    fc.property(anyFacts, fc.constantFrom(...worse), (facts, [name, value]) => {
      expect(riskOf({ ...facts, [name]: value }, startingScorer).risk).toBeGreaterThanOrEqual(
        riskOf(facts, startingScorer).risk,
      );
    }),
  );
});

test("reasons are in words, the strongest first", () => {
  const facts: CodFacts = { ...plain, delivered: 1, refused: 2, addressGap: 0.5, atNight: true };
  expect(reasonsInWords(riskOf(facts, startingScorer).reasons, facts)).toEqual([
    "refused 2 of 3 parcels before",
    "the address is not complete",
    "ordered at night",
  ]);
});

test("an amount counts against what the shopper usually pays, or else the shop's shoppers", () => {
  const shop = { ...startingScorer, experience: { ...noExperience, usualMinor: 10_000 } };
  expect(riskOf(plain, shop).risk).toBeGreaterThan(risk({}));
  expect(riskOf({ ...plain, usualMinor: 30_000 }, shop).risk).toBe(risk({}));
});

test("a city gets a name by many parcels, not by one", () => {
  const seen = (delivered: number, refused: number) => ({
    ...startingScorer,
    experience: { ...noExperience, cities: { rabat: { delivered, refused } } },
  });
  expect(riskOf(plain, seen(0, 1)).risk - risk({})).toBeLessThan(4);
  expect(riskOf(plain, seen(50, 50)).risk - risk({})).toBeGreaterThan(8);
});

test("the shop sets from where on one is asked and phoned", () => {
  const cod = { askFrom: 25, callFrom: 60, unanswered: "hold" as const };
  expect([0, 24, 25, 59, 60, 100].map((one) => bandOf(one, cod))).toEqual([
    "pass",
    "pass",
    "ask",
    "ask",
    "call",
    "call",
  ]);
});

test.each([
  ["12 rue Tansift, Agdal", undefined, 0],
  ["rue Tansift", undefined, 0.5],
  ["rue Tansift", "près de la pharmacie", 0],
  ["souk", undefined, 0.9],
  ["زنقة 3، حي السلام", undefined, 0],
])("%s, %s lacks %s", (street, landmark, gap) => {
  const address = {
    name: "Amina Benali",
    street,
    city: "rabat",
    country: "MA",
    ...(landmark && { landmark }),
  };
  expect(addressGap(address)).toBeCloseTo(gap, 5);
});

test("a shared location lacks nothing", () => {
  const location = { latitude: 34, longitude: -6.8 };
  expect(addressGap({ name: "Amina Benali", street: "", city: "rabat", country: "MA", location })).toBe(0);
});
