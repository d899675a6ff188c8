/** A chance that was told, and what came. */
export interface Told {
  /** Of a refusal, 0 to 1. */
  chance: number;
  refused: boolean;
}

/**
 * How often a refused order had the higher chance of the two, of all pairs of one refused and one taken: 0.5 is a guess, 1
 * perfect. Null without both. https://en.wikipedia.org/wiki/Receiver_operating_characteristic#Area_under_the_curve
 */
export function areaUnderCurve(told: readonly Told[]): number | null {
  const refused = told.filter((one) => one.refused).length;
  const taken = told.length - refused;
  if (refused === 0 || taken === 0) return null;
  const sorted = told.toSorted((a, b) => a.chance - b.chance);
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]!.chance === sorted[from]!.chance) to += 1;
    // Those that are equal share their places.
    for (const one of sorted.slice(from, to)) if (one.refused) ranks += (from + 1 + to) / 2;
    from = to;
  }
  return (ranks - (refused * (refused + 1)) / 2) / (refused * taken);
}

/** Mean squared error of the chances: 0 perfect; telling everybody the usual share p gives p(1-p). */
export const brierScore = (told: readonly Told[]): number | null =>
  told.length === 0
    ? null
    : told.reduce((sum, { chance, refused }) => sum + (chance - Number(refused)) ** 2, 0) / told.length;

export interface CalibrationRow {
  /** Chances from here on, up to the next row. */
  from: number;
  orders: number;
  /** Mean of what was told. */
  told: number;
  /** Share that was refused. */
  came: number;
}

/** Of 100 orders told 30, some 30 should come back: by tenths, those that are empty left out. */
export function calibration(told: readonly Told[]): CalibrationRow[] {
  const byTenth = Map.groupBy(told, ({ chance }) => Math.min(9, Math.floor(chance * 10)));
  return [...byTenth]
    .toSorted(([a], [b]) => a - b)
    .map(([tenth, rows]) => ({
      from: tenth / 10,
      orders: rows.length,
      told: rows.reduce((sum, { chance }) => sum + chance, 0) / rows.length,
      came: rows.filter(({ refused }) => refused).length / rows.length,
    }));
}
