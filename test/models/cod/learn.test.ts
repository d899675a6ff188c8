import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { areaUnderCurve, brierScore, calibration } from "../../../models/cod/figures.ts";
import { learnFrom } from "../../../models/cod/learn.ts";
import { chance, startingScorer } from "../../../models/cod/risk.ts";
import { type SimulatedOutcome, simulatedHistory } from "../../../models/cod/simulated-history.ts";
import { seededRandom } from "../../../nlu/random.ts";

const history = simulatedHistory(3000, seededRandom(1));
const unseen = history.slice(2000);
const told = (chanceOf: (one: SimulatedOutcome) => number) =>
  unseen.map((one) => ({ chance: chanceOf(one), refused: one.refused }));

test("what is learned is better than what one begins with, and near the truth", () => {
  const learned = learnFrom(history.slice(0, 2000));
  const [before, after, truth] = [
    told(({ facts }) => chance(facts, startingScorer)),
    told(({ facts }) => chance(facts, learned)),
    told((one) => one.truth),
  ];
  expect(brierScore(after)!).toBeLessThan(brierScore(before)!);
  expect(brierScore(after)! - brierScore(truth)!).toBeLessThan(0.01);
  expect(areaUnderCurve(after)!).toBeGreaterThan(areaUnderCurve(before)!);
  expect(areaUnderCurve(truth)! - areaUnderCurve(after)!).toBeLessThan(0.02);
});

test("what is told comes about: each tenth with fifty orders is within three standard errors", () => {
  const learned = learnFrom(history.slice(0, 2000));
  const rows = calibration(told(({ facts }) => chance(facts, learned))).filter(({ orders }) => orders >= 50);
  expect(rows.length).toBeGreaterThan(3);
  for (const { told: mean, came, orders } of rows)
    expect(Math.abs(mean - came)).toBeLessThan(3 * Math.sqrt((mean * (1 - mean)) / orders));
});

test("a shop with a handful of outcomes keeps nearly what is published", () => {
  const { weights } = learnFrom(history.slice(0, 5));
  weights.forEach((weight, at) => {
    expect(Math.abs(weight - startingScorer.weights[at]!)).toBeLessThan(0.8);
  });
});

test("the same history from the same seed", () => {
  expect(simulatedHistory(50, seededRandom(3))).toEqual(simulatedHistory(50, seededRandom(3)));
});

const anyTold = fc.array(
  fc.record({ chance: fc.double({ min: 0, max: 1, noNaN: true }), refused: fc.boolean() }),
);

test("the area under the curve is the share of pairs in the right order", () => {
  fc.assert(
    fc.property(anyTold, (all) => {
      const refused = all.filter((one) => one.refused);
      const taken = all.filter((one) => !one.refused);
      const right = refused.flatMap((a) =>
        taken.map((b): number => (a.chance > b.chance ? 1 : a.chance === b.chance ? 0.5 : 0)),
      );
      const area = areaUnderCurve(all);
      if (right.length === 0) return expect(area).toBeNull();
      expect(area).toBeCloseTo(right.reduce((sum, one) => sum + one, 0) / right.length, 9);
    }),
  );
});

test("a sure and right teller has no Brier score, one who is always wrong the worst", () => {
  expect(brierScore([])).toBeNull();
  expect(brierScore([{ chance: 1, refused: true }])).toBe(0);
  expect(brierScore([{ chance: 0, refused: true }])).toBe(1);
});
