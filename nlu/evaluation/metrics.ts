import { none } from "../classifier/calibration.ts";
import { bestOf, isRight, type Prediction } from "./prediction.ts";

/** Shares are 0 to 1; null where no message of the kind was there. */
export interface Metrics {
  messages: number;
  inScope: number;
  /** Of the messages in scope. */
  accuracy: number | null;
  /** Right intent among the first three, of the messages in scope. */
  amongThree: number | null;
  /** Mean over the intents of F1, counting what messages out of scope stole. */
  macroF1: number | null;
  outOfScopeRecall: number | null;
  /** Of the messages in scope, those taken for out of scope. */
  refused: number | null;
  allRows: number | null;
  /** Of those in Latin letters or not: the language was told rightly. */
  languageAccuracy: number | null;
  /** Expected calibration error: how far scores are from the share that is right. */
  calibrationError: number | null;
}

export function metricsOf(predictions: readonly Prediction[]): Metrics {
  const inScope = predictions.filter(({ intent }) => intent !== none);
  const outside = predictions.filter(({ intent }) => intent === none);
  return {
    messages: predictions.length,
    inScope: inScope.length,
    accuracy: share(inScope, isRight),
    amongThree: share(inScope, ({ intent, intents }) => intents.some(({ name }) => name === intent)),
    macroF1: macroF1(predictions),
    outOfScopeRecall: share(outside, isRight),
    refused: share(inScope, (prediction) => bestOf(prediction).name === none),
    allRows: share(predictions, isRight),
    languageAccuracy: share(predictions, ({ language, detected }) => language === detected),
    calibrationError: calibrationError(calibrationBins(predictions)),
  };
}

export function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}

function macroF1(predictions: readonly Prediction[]): number | null {
  const intents = [...new Set(predictions.map(({ intent }) => intent))].filter((intent) => intent !== none);
  if (intents.length === 0) return null;
  const said = countBy(predictions, (prediction) => bestOf(prediction).name);
  const meant = countBy(predictions, ({ intent }) => intent);
  const hits = countBy(predictions.filter(isRight), ({ intent }) => intent);
  const f1 = (intent: string): number =>
    (2 * (hits.get(intent) ?? 0)) / ((said.get(intent) ?? 0) + (meant.get(intent) ?? 0));
  return intents.reduce((sum, intent) => sum + f1(intent), 0) / intents.length;
}

export function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** Messages whose best score lies in one tenth. */
export interface CalibrationBin {
  count: number;
  meanScore: number;
  /** Share of them that is right. */
  right: number;
}

/** The reliability diagram's ten bars; empty tenths are left out. */
export function calibrationBins(predictions: readonly Prediction[]): CalibrationBin[] {
  return Array.from({ length: 10 }, (_, tenth) =>
    predictions.filter((each) => Math.min(9, Math.floor(bestOf(each).score * 10)) === tenth),
  )
    .filter((bin) => bin.length > 0)
    .map((bin) => ({
      count: bin.length,
      meanScore: bin.reduce((sum, each) => sum + bestOf(each).score, 0) / bin.length,
      right: share(bin, isRight) ?? 0,
    }));
}

function calibrationError(bins: readonly CalibrationBin[]): number | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    bins.reduce((sum, { count, meanScore, right }) => sum + count * Math.abs(meanScore - right), 0) / total
  );
}
