import { none } from "../classifier/calibration.ts";
import { type CalibrationBin, calibrationBins, countBy, type Metrics, metricsOf } from "./metrics.ts";
import { bestOf, isRight, type Prediction, varietyOf } from "./prediction.ts";

/** What an evaluation shows, before it is put into text or a page. */
export interface Report {
  title: string;
  all: Metrics;
  byVariety: [name: string, metrics: Metrics][];
  byIntent: IntentFigures[];
  confusions: Confusion[];
  overlaps: Confusion[];
  calibration: CalibrationBin[];
  /** Misread with the highest scores: the phrase is in the wrong intent, or another intent lacks phrases. */
  worst: Prediction[];
}

export interface IntentFigures {
  intent: string;
  messages: number;
  /** Shares, 0 to 1: of its messages, those found; of those said to be it, the right ones. */
  recall: number;
  precision: number;
}

/** `count` messages of one intent were taken for the other (of an overlap: either way). */
export interface Confusion {
  intent: string;
  other: string;
  count: number;
  /** Of the messages of the first (of an overlap: of both). */
  share: number;
}

const shownConfusions = 25;
const shownWorst = 60;

export function reportOf(title: string, predictions: readonly Prediction[]): Report {
  const varieties = Map.groupBy(predictions, varietyOf);
  return {
    title,
    all: metricsOf(predictions),
    byVariety: [...varieties].map(([name, some]) => [name, metricsOf(some)]),
    byIntent: intentFigures(predictions),
    confusions: confusionsOf(predictions),
    overlaps: overlapsOf(predictions),
    calibration: calibrationBins(predictions),
    worst: predictions
      .filter((each) => !isRight(each) && bestOf(each).name !== none)
      .toSorted((a, b) => bestOf(b).score - bestOf(a).score)
      .slice(0, shownWorst),
  };
}

function intentFigures(predictions: readonly Prediction[]): IntentFigures[] {
  const said = countBy(predictions, (each) => bestOf(each).name);
  const hits = countBy(predictions.filter(isRight), ({ intent }) => intent);
  return [...countBy(predictions, ({ intent }) => intent)]
    .map(([intent, messages]) => ({
      intent,
      messages,
      recall: (hits.get(intent) ?? 0) / messages,
      precision: (hits.get(intent) ?? 0) / (said.get(intent) ?? 1),
    }))
    .sort((a, b) => a.recall - b.recall);
}

function confusionsOf(predictions: readonly Prediction[]): Confusion[] {
  const meant = countBy(predictions, ({ intent }) => intent);
  const mistakes = predictions.filter((each) => !isRight(each));
  return [...countBy(mistakes, (each) => `${each.intent}\t${bestOf(each).name}`)]
    .map(([pair, count]) => {
      const [intent = "", other = ""] = pair.split("\t");
      return { intent, other, count, share: count / (meant.get(intent) ?? 1) };
    })
    .sort((a, b) => b.count - a.count)
    .slice(0, shownConfusions);
}

/** Pairs of intents that are taken for each other, whichever way: candidates for clearer phrases or for merging. */
function overlapsOf(predictions: readonly Prediction[]): Confusion[] {
  const meant = countBy(predictions, ({ intent }) => intent);
  const mistakes = predictions.filter(
    (each) => !isRight(each) && each.intent !== none && bestOf(each).name !== none,
  );
  return [...countBy(mistakes, (each) => [each.intent, bestOf(each).name].sort().join("\t"))]
    .map(([pair, count]) => {
      const [intent = "", other = ""] = pair.split("\t");
      return { intent, other, count, share: count / ((meant.get(intent) ?? 0) + (meant.get(other) ?? 0)) };
    })
    .sort((a, b) => b.share - a.share)
    .slice(0, shownConfusions);
}
