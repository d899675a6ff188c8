/** A segment to draw: a line `[x, y]`, or a cubic curve `[x1, y1, x2, y2, x, y]`. */
export type Segment = readonly [number, number] | readonly [number, number, number, number, number, number];

const CENTRE = 240;

/**
 * A closed outline, the same on both sides of the middle of the picture. Give its right half from top to bottom;
 * x is the distance from the middle.
 */
export function mirrored(start: readonly [number, number], ...segments: Segment[]): string {
  const right = (values: readonly number[]) => values.map((value, at) => (at % 2 ? value : CENTRE + value));
  const left = (values: readonly number[]) => values.map((value, at) => (at % 2 ? value : CENTRE - value));
  const draw = (values: number[]) => `${values.length === 2 ? "L" : "C"}${values.join(" ")}`;
  const ends = [start, ...segments.map((segment) => segment.slice(-2))];
  const down = segments.map((segment) => draw(right(segment)));
  const up = segments.map((segment, at) => {
    const [x = 0, y = 0] = ends[at] ?? [];
    if (segment.length === 2) return draw(left([x, y]));
    const [x1, y1, x2, y2] = segment;
    return draw(left([x2, y2, x1, y1, x, y]));
  });
  const bottom = ends.at(-1) ?? start;
  return `M${right(start).join(" ")}${down.join("")}L${left(bottom).join(" ")}${up.reverse().join("")}Z`;
}

/** The same drawing on the right (as given) and on the left. */
export const both = (drawing: string) =>
  `${drawing}<g transform="matrix(-1 0 0 1 ${2 * CENTRE} 0)">${drawing}</g>`;

export const stroke = (path: string, color: string, width = 3, more = "") =>
  `<path d="${path}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;

export const fill = (path: string, color: string, more = "") => `<path d="${path}" fill="${color}" ${more}/>`;

export const dot = (x: number, y: number, radius: number, color: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}"/>`;

export const oval = (x: number, y: number, rx: number, ry: number, color: string, more = "") =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${color}" ${more}/>`;

export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  color: string,
  radius = 0,
  opacity = 1,
) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${color}" opacity="${opacity}"/>`;

export const boxPath = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}h${width}v${height}h${-width}Z`;

/** `count` drawings, one for each whole number from 0. */
export const repeat = (count: number, draw: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => draw(at)).join("");

/**
 * `count` drawings spread over a rectangle without clumps or rows (the R2 sequence, which needs no chance):
 * https://extremelearning.com.au/unreasonable-effectiveness-of-quasirandom-sequences/
 */
export const scatter = (
  count: number,
  [x, y, width, height]: readonly [number, number, number, number],
  draw: (x: number, y: number, at: number) => string,
) =>
  repeat(count, (at) =>
    draw(
      Math.round(x + width * ((at * 0.7548776662) % 1)),
      Math.round(y + height * ((at * 0.569840291) % 1)),
      at,
    ),
  );

/** The points of a star (or, with `inner` near `outer`, of a rounded flower) as a closed path. */
export function star(x: number, y: number, points: number, outer: number, inner: number): string {
  const corners = Array.from({ length: points * 2 }, (_, at) => {
    const angle = (Math.PI * at) / points - Math.PI / 2;
    const radius = at % 2 ? inner : outer;
    return `${(x + radius * Math.cos(angle)).toFixed(1)} ${(y + radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${corners.join("L")}Z`;
}
