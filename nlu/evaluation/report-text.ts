import type { Metrics } from "./metrics.ts";
import { percent, textTable } from "./numbers.ts";
import { bestOf } from "./prediction.ts";
import type { Report } from "./report.ts";

const worstInText = 15;

export const metricColumns = [
  "messages",
  "accuracy",
  "first three",
  "macro-F1",
  "oos recall",
  "refused",
  "all rows",
  "language",
  "ECE",
];

/** In the order of `metricColumns`. */
export const metricCells = (metrics: Metrics): string[] => [
  String(metrics.messages),
  percent(metrics.accuracy),
  percent(metrics.amongThree),
  percent(metrics.macroF1),
  percent(metrics.outOfScopeRecall),
  percent(metrics.refused),
  percent(metrics.allRows),
  percent(metrics.languageAccuracy),
  percent(metrics.calibrationError),
];

/** For a terminal. */
export function reportText(report: Report): string {
  const { title, all, byVariety, byIntent, confusions, overlaps, calibration, worst } = report;
  return [
    `${title} (percent)`,
    textTable([
      ["", ...metricColumns],
      ...byVariety.map(([name, metrics]) => [name, ...metricCells(metrics)]),
      ["all", ...metricCells(all)],
    ]),
    "Intents found least",
    textTable([
      ["intent", "messages", "recall", "precision"],
      ...byIntent
        .slice(0, worstInText)
        .map(({ intent, messages, recall, precision }) => [
          intent,
          String(messages),
          percent(recall),
          percent(precision),
        ]),
    ]),
    "Taken for another",
    textTable(
      confusions.map(({ intent, other, count, share }) => [
        `${intent} → ${other}`,
        String(count),
        percent(share),
      ]),
    ),
    "Intents that overlap",
    textTable(
      overlaps.map(({ intent, other, count, share }) => [
        `${intent} ↔ ${other}`,
        String(count),
        percent(share),
      ]),
    ),
    "Calibration: mean score, share right",
    textTable(
      calibration.map(({ count, meanScore, right }) => [percent(meanScore), percent(right), String(count)]),
    ),
    "Surest mistakes",
    ...worst
      .slice(0, worstInText)
      .map((each) => `  ${each.intent} → ${bestOf(each).name} ${percent(bestOf(each).score)}  ${each.text}`),
  ].join("\n\n");
}
