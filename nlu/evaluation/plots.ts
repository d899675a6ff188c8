import type { CalibrationBin } from "./metrics.ts";
import { percent } from "./numbers.ts";

const side = 300;
const margin = 36;
const barHeight = 20;
const labelWidth = 90;

/** Reliability diagram as SVG: on the diagonal, a score of 0.8 is right 8 times in 10. */
export function reliabilityPlot(bins: readonly CalibrationBin[]): string {
  const at = (share: number): number => margin + share * side;
  const down = (share: number): number => margin + (1 - share) * side;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const dots = bins.map(({ meanScore, right, count }) => {
    const radius = 3 + 9 * Math.sqrt(count / most);
    const label = `score ${percent(meanScore)}, right ${percent(right)} of ${count}`;
    return `<circle cx="${at(meanScore)}" cy="${down(right)}" r="${radius}"><title>${label}</title></circle>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text x="${at(share)}" y="${down(0) + 16}" text-anchor="middle">${percent(share)}</text>` +
      `<text x="${margin - 6}" y="${down(share) + 4}" text-anchor="end">${percent(share)}</text>`,
  );
  const size = side + 2 * margin;
  return `<svg viewBox="0 0 ${size} ${size}" width="${size}" role="img" aria-label="Share right by score">
<rect x="${margin}" y="${margin}" width="${side}" height="${side}" class="frame"/>
<line x1="${at(0)}" y1="${down(0)}" x2="${at(1)}" y2="${down(1)}" class="frame"/>
${dots.join("")}${ticks.join("")}</svg>`;
}

/** Bars of shares (0 to 1) as SVG; nothing where there is no figure. */
export function barPlot(
  title: string,
  bars: readonly (readonly [name: string, share: number | null])[],
): string {
  const height = bars.length * barHeight;
  const rows = bars.map(([name, share], row) => {
    const y = row * barHeight;
    const width = (share ?? 0) * side;
    return (
      `<text x="${labelWidth - 6}" y="${y + 14}" text-anchor="end">${name}</text>` +
      `<rect x="${labelWidth}" y="${y + 3}" width="${width}" height="${barHeight - 6}" class="bar"/>` +
      `<text x="${labelWidth + width + 6}" y="${y + 14}">${percent(share)}</text>`
    );
  });
  return `<svg viewBox="0 0 ${labelWidth + side + 60} ${height}" width="${labelWidth + side + 60}" role="img" aria-label="${title}">${rows.join("")}</svg>`;
}
