/** One figure of the table: what it should be and what it is. */
export interface Figure {
  figure: string;
  /** Absent where no bound was promised: shown for comparison. */
  wanted?: string;
  measured: number;
  unit: string;
  met?: boolean;
}

export const atMost = (figure: string, measured: number, bound: number, unit: string): Figure => ({
  figure,
  wanted: `≤ ${bound}`,
  measured: rounded(measured),
  unit,
  met: measured <= bound,
});

export const atLeast = (figure: string, measured: number, bound: number, unit: string): Figure => ({
  figure,
  wanted: `≥ ${bound}`,
  measured: rounded(measured),
  unit,
  met: measured >= bound,
});

export const forComparison = (figure: string, measured: number, unit: string): Figure => ({
  figure,
  measured: rounded(measured),
  unit,
});

/** Hands the figures of one benchmark to `run.ts`: the last line on standard output, as JSON. */
export const report = (figures: Figure[]): void => console.log(JSON.stringify(figures));

const rounded = (value: number): number => Number(value.toPrecision(3));
