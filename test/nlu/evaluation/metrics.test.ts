import { expect, test } from "@jest/globals";
import { calibrationBins, metricsOf } from "../../../nlu/evaluation/metrics.ts";
import type { Prediction } from "../../../nlu/evaluation/prediction.ts";

const prediction = (intent: string, ...said: [name: string, score: number][]): Prediction => ({
  text: "…",
  intent,
  language: "fr",
  detected: "fr",
  intents: said.map(([name, score]) => ({ name, score })),
});

const predictions = [
  prediction("a", ["a", 0.9]),
  prediction("a", ["b", 0.7], ["a", 0.2]),
  prediction("a", ["None", 0.6], ["b", 0.1]),
  prediction("b", ["b", 0.9]),
  prediction("None", ["None", 0.8]),
  prediction("None", ["a", 0.5]),
];

test("figures of a handful of messages", () => {
  expect(metricsOf(predictions)).toMatchObject({
    messages: 6,
    inScope: 4,
    accuracy: 2 / 4,
    amongThree: 3 / 4,
    // a: 1 right of 2 said, of 3 meant; b: 1 right of 2 said, of 1 meant.
    macroF1: (2 / 5 + 2 / 3) / 2,
    outOfScopeRecall: 1 / 2,
    refused: 1 / 4,
    allRows: 3 / 6,
    languageAccuracy: 1,
  });
});

test("calibration: the share that is right, beside the scores that were given", () => {
  const bins = calibrationBins(predictions);
  expect(bins.map(({ count, right }) => [count, right])).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 1],
    [2, 1],
  ]);
  expect(metricsOf(predictions).calibrationError).toBeCloseTo((0.5 + 0.6 + 0.7 + 0.2 + 0.2) / 6);
});

test("of no messages nothing is said", () => {
  expect(metricsOf([])).toMatchObject({ messages: 0, accuracy: null, macroF1: null, calibrationError: null });
});
