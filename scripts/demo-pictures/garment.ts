import type { Ink } from "./ink.ts";
import { both, fill, mirrored, stroke } from "./shapes.ts";

/** A garment for the upper body seen from the front; distances from the middle line, y downwards. */
export interface Cut {
  shoulder: number;
  waist: number;
  hem: number;
  /** y of the waist and of the hem. */
  waistAt: number;
  hemAt: number;
  /** y of the lowest point of the opening at the neck. */
  neck: number;
  neckHalf?: number;
  /** Where the middle of the cuff is, and how wide it is; none for a garment without sleeves. */
  sleeve?: { x: number; y: number; width: number };
}

const TOP = 82;

const bodyOf = ({ shoulder, waist, hem, waistAt, hemAt, neck, neckHalf = 32 }: Cut) =>
  mirrored(
    [0, neck],
    [neckHalf * 0.6, neck, neckHalf, neck - 12, neckHalf, TOP - 4],
    [shoulder, TOP + 14],
    [shoulder - 6, TOP + 40, shoulder - 12, TOP + 60, shoulder - 8, TOP + 80],
    [shoulder - 8, TOP + 100, waist, waistAt - 30, waist, waistAt],
    [waist + 4, waistAt + 40, hem - 6, hemAt - 40, hem, hemAt],
    [hem * 0.5, hemAt + 9, hem * 0.3, hemAt + 10, 0, hemAt + 10],
  );

function sleeveOf(shoulder: number, { x, y, width }: NonNullable<Cut["sleeve"]>): string {
  const top = 240 + shoulder - 14;
  const cuff = 240 + x;
  // The cuff is cut square to the arm.
  const length = Math.hypot(cuff - top, y - TOP);
  const acrossX = (((y - TOP) / length) * width) / 2;
  const acrossY = (((cuff - top) / length) * width) / 2;
  return (
    `M${top - 6} ${TOP + 8}C${top + 22} ${TOP + 8} ${top + 30} ${TOP + 30} ${cuff + acrossX} ${y - acrossY}` +
    `L${cuff - acrossX} ${y + acrossY}L${top - 2} ${TOP + 84}Z`
  );
}

/** The line along the cuff, for trims; the same geometry as the sleeve. */
export function cuffs(cut: Cut, color: string, width: number): string {
  if (!cut.sleeve) return "";
  const { x, y, width: wide } = cut.sleeve;
  const top = 240 + cut.shoulder - 14;
  const length = Math.hypot(240 + x - top, y - TOP);
  const back = width / 2 / length;
  const cx = 240 + x - (240 + x - top) * back;
  const cy = y - (y - TOP) * back;
  const acrossX = (((y - TOP) / length) * wide) / 2;
  const acrossY = (((240 + x - top) / length) * wide) / 2;
  return both(
    stroke(
      `M${cx + acrossX} ${cy - acrossY}L${cx - acrossX} ${cy + acrossY}`,
      color,
      width,
      'style="stroke-linecap:butt"',
    ),
  );
}

/** Sleeves, the inside of the back collar, then the body with its side shadows and `details` inside it. */
export function garment(ink: Ink, cut: Cut, details = "", paint = ink.base): string {
  const half = cut.neckHalf ?? 32;
  const sleeves = cut.sleeve
    ? both(
        ink.filled(
          sleeveOf(cut.shoulder, cut.sleeve),
          paint,
          fill(
            `M${240 + cut.shoulder - 20} 160L${240 + cut.sleeve.x - 8} ${cut.sleeve.y + 30}L${240} 420V160Z`,
            ink.dark,
            'opacity=".55"',
          ),
        ),
      )
    : "";
  const collar = fill(
    `M${240 - half} ${TOP - 4}C${240 - half / 2} ${TOP - 14} ${240 + half / 2} ${TOP - 14} ${240 + half} ${TOP - 4}V${cut.neck + 2}H${240 - half}Z`,
    ink.deep,
  );
  const sides = both(
    fill(
      `M${240 + cut.shoulder + 10} ${TOP}C${240 + cut.shoulder - 26} 150 ${240 + cut.waist - 14} ${cut.waistAt - 30} ${240 + cut.waist - 12} ${cut.waistAt}` +
        `C${240 + cut.waist - 8} ${cut.waistAt + 50} ${240 + cut.hem - 26} ${cut.hemAt - 40} ${240 + cut.hem - 22} ${cut.hemAt + 20}H480V${TOP}Z`,
      ink.dark,
      'opacity=".4"',
    ),
  );
  return sleeves + collar + ink.filled(bodyOf(cut), paint, sides + details);
}

/** Soft folds falling from the waist to the hem. */
export function folds(ink: Ink, cut: Cut, count = 2): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const share = (at + 0.7) / count;
    return both(
      stroke(
        `M${240 + cut.waist * share * 0.7} ${cut.waistAt + 14}C${240 + cut.waist * share * 0.8} ${cut.waistAt + 60} ${240 + cut.hem * share * 0.85} ${cut.hemAt - 60} ${240 + cut.hem * share * 0.85} ${cut.hemAt + 10}`,
        ink.dark,
        2.5,
        'opacity=".75"',
      ),
    );
  });
  return lines.join("");
}
