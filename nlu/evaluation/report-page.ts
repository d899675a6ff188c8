import { percent } from "./numbers.ts";
import { barPlot, reliabilityPlot } from "./plots.ts";
import { bestOf } from "./prediction.ts";
import type { Confusion, Report } from "./report.ts";
import { metricCells, metricColumns } from "./report-text.ts";

/** One page without scripts or links to elsewhere: opens from a disk, can be sent by mail. */
export const reportPage = (reports: readonly Report[], writtenAt: Date): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What the models understand</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .2rem .7rem; text-align: end; border-bottom: 1px solid #8884; }
th:first-child, td:first-child { text-align: start; }
svg { font-size: 11px; fill: currentColor; max-width: 100%; height: auto; }
svg circle, svg .bar { fill: #2a7de1; }
svg .frame { fill: none; stroke: #888; }
.plots { display: flex; flex-wrap: wrap; gap: 2rem; align-items: end; }
</style>
<h1>What the models understand</h1>
<p>Written ${writtenAt.toISOString().slice(0, 16).replace("T", " ")} UTC. Figures are percent. <b>Refused</b>: in
scope, taken for out of scope. <b>ECE</b>: how far scores are from the share that is right.</p>
${reports.map(section).join("\n")}
`;

function section({
  title,
  all,
  byVariety,
  byIntent,
  confusions,
  overlaps,
  calibration,
  worst,
}: Report): string {
  return `<h2>${escapeHtml(title)}</h2>
${table(
  ["", ...metricColumns],
  [...byVariety, ["all", all] as const].map(([name, metrics]) => [name, ...metricCells(metrics)]),
)}
<div class="plots">
<figure><figcaption>Accuracy</figcaption>${barPlot(
    "Accuracy by variety",
    byVariety.map(([name, { accuracy }]) => [name, accuracy]),
  )}</figure>
<figure><figcaption>Share right by score</figcaption>${reliabilityPlot(calibration)}</figure>
</div>
<h3>Taken for another</h3>
${table(["meant", "understood", "messages", "of the intent"], confusions.map(confusionCells))}
<h3>Intents that overlap</h3>
${table(["intent", "intent", "messages", "of both"], overlaps.map(confusionCells))}
<h3>Surest mistakes</h3>
${table(
  ["message", "meant", "understood", "score", "place"],
  worst.map((each) => [
    each.text,
    each.intent,
    bestOf(each).name,
    percent(bestOf(each).score),
    each.place ?? "",
  ]),
)}
<h3>Intents, those found least first</h3>
${table(
  ["intent", "messages", "recall", "precision"],
  byIntent.map(({ intent, messages, recall, precision }) => [
    intent,
    String(messages),
    percent(recall),
    percent(precision),
  ]),
)}`;
}

const confusionCells = ({ intent, other, count, share }: Confusion): string[] => [
  intent,
  other,
  String(count),
  percent(share),
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><tr>${head.map((cell) => `<th>${escapeHtml(cell)}</th>`).join("")}</tr>${rows
    .map((row) => `<tr>${row.map((cell) => `<td dir="auto">${escapeHtml(cell)}</td>`).join("")}</tr>`)
    .join("\n")}</table>`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
