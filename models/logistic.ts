/** A sample of a yes-or-no question: what is seen, the answer, and how much it counts. */
export interface Sample {
  signals: readonly number[];
  yes: boolean;
  weight: number;
}

const rounds = 300;
/** Pull towards the weights that we began with, so that a handful of samples cannot say something wild. */
const pull = 1;

export const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/**
 * Logistic regression begun at and held near `start`: Newton's method with Böhning's bound in place of the
 * curvature, so that no step ever goes too far, even where a line parts yes from no entirely.
 */
export function fitLogistic(samples: readonly Sample[], start: readonly number[]): number[] {
  const bound: number[][] = start.map((_, row) =>
    start.map((_, column) =>
      samples.reduce(
        (sum, { signals, weight }) => sum + (weight * signals[row]! * signals[column]!) / 4,
        row === column ? pull : 0,
      ),
    ),
  );
  let weights = [...start];
  for (let round = 0; round < rounds; round += 1) {
    const gradient = weights.map((weight, at) => pull * (start[at]! - weight));
    for (const { signals, yes, weight } of samples) {
      const miss = weight * ((yes ? 1 : 0) - logistic(dot(weights, signals)));
      for (let at = 0; at < gradient.length; at += 1) gradient[at] = gradient[at]! + miss * signals[at]!;
    }
    const step = solve(bound, gradient);
    weights = weights.map((weight, at) => weight + step[at]!);
    if (step.every((change) => Math.abs(change) < 1e-4)) break;
  }
  return weights;
}

/** Gaussian elimination; the matrix is symmetric and positive definite, so no pivot is near zero. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  rows.forEach((pivot, at) => {
    for (const row of rows.slice(at + 1)) {
      const factor = row[at]! / pivot[at]!;
      for (let column = at; column < row.length; column += 1)
        row[column] = row[column]! - factor * pivot[column]!;
    }
  });
  const solution = right.map(() => 0);
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at]!;
    const known = solution.reduce(
      (sum, value, column) => (column > at ? sum + value * row[column]! : sum),
      0,
    );
    solution[at] = (row[row.length - 1]! - known) / row[at]!;
  }
  return solution;
}
