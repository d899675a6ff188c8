import { expect, test } from "@jest/globals";
import { dot, fitLogistic, logistic, type Sample } from "../../models/logistic.ts";

const samplesOf = (signal: number, yes: number, no: number): Sample[] => [
  ...Array.from({ length: yes }, () => ({ signals: [1, signal], yes: true, weight: 1 })),
  ...Array.from({ length: no }, () => ({ signals: [1, signal], yes: false, weight: 1 })),
];

test("chances are the shares that were seen", () => {
  const weights = fitLogistic([...samplesOf(0, 200, 800), ...samplesOf(1, 900, 100)], [0, 0]);
  expect(logistic(dot(weights, [1, 0]))).toBeCloseTo(0.2, 2);
  expect(logistic(dot(weights, [1, 1]))).toBeCloseTo(0.9, 2);
});

test("what parts yes from no entirely ends in no wild weights", () => {
  const weights = fitLogistic([...samplesOf(-1, 0, 50), ...samplesOf(1, 50, 0)], [0, 1]);
  expect(weights[1]).toBeGreaterThan(1);
  expect(weights[1]).toBeLessThan(20);
});

test("without samples nothing changes", () => expect(fitLogistic([], [2, -1])).toEqual([2, -1]));
