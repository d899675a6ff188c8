import { seededRandom } from "../random.ts";
import type { SparseRows } from "./sparse.ts";

/** How dearly a phrase on the wrong side is paid for (`C`): more for the few that belong than for the many others. */
const cost = { member: 4, other: 1 };
const maxEpochs = 60;
/** A class is learned when no projected gradient is further than this from the others. */
const tolerance = 0.1;

export interface LinearWeights {
  /** One weight per feature. */
  weights: Float64Array;
  bias: number;
}

/**
 * One linear support vector machine, squared hinge loss, by dual coordinate descent with shrinking: Hsieh and
 * others, "A Dual Coordinate Descent Method for Large-scale Linear SVM" (ICML 2008), algorithm 3, as in LIBLINEAR.
 * @param isMember whether each row belongs to the class that is learned.
 */
export function trainSvm(
  { starts, columns, values }: SparseRows,
  isMember: (row: number) => boolean,
  features: number,
): LinearWeights {
  const count = starts.length - 1;
  const weights = new Float64Array(features);
  const alphas = new Float64Array(count);
  const active = Int32Array.from({ length: count }, (_, row) => row);
  const sides = Int8Array.from({ length: count }, (_, row) => (isMember(row) ? 1 : -1));
  const random = seededRandom(1);
  let bias = 0;
  let size = count;
  let shrinkAbove = Number.POSITIVE_INFINITY;

  for (let epoch = 0; epoch < maxEpochs; epoch += 1) {
    let highest = Number.NEGATIVE_INFINITY;
    let lowest = Number.POSITIVE_INFINITY;
    for (let at = size - 1; at > 0; at -= 1) swap(active, at, Math.floor(random() * (at + 1)));
    for (let at = 0; at < size; at += 1) {
      const row = active[at]!;
      const side = sides[row]!;
      const slack = 1 / (2 * (side > 0 ? cost.member : cost.other));
      const alpha = alphas[row]!;
      const end = starts[row + 1]!;
      let sum = bias;
      let squares = 1 + slack;
      for (let cell = starts[row]!; cell < end; cell += 1) {
        const value = values[cell]!;
        sum += weights[columns[cell]!]! * value;
        squares += value * value;
      }
      const gradient = side * sum - 1 + slack * alpha;
      if (alpha === 0 && gradient > shrinkAbove) {
        size -= 1;
        swap(active, at, size);
        at -= 1;
        continue;
      }
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
      highest = Math.max(highest, projected);
      lowest = Math.min(lowest, projected);
      if (projected === 0) continue;
      const next = Math.max(0, alpha - gradient / squares);
      const step = (next - alpha) * side;
      alphas[row] = next;
      bias += step;
      for (let cell = starts[row]!; cell < end; cell += 1) {
        const column = columns[cell]!;
        weights[column] = weights[column]! + step * values[cell]!;
      }
    }
    if (highest - lowest > tolerance) {
      shrinkAbove = highest <= 0 ? Number.POSITIVE_INFINITY : highest;
    } else if (size === count) {
      break;
    } else {
      size = count;
      shrinkAbove = Number.POSITIVE_INFINITY;
    }
  }
  return { weights, bias };
}

function swap(rows: Int32Array, a: number, b: number): void {
  const kept = rows[a]!;
  rows[a] = rows[b]!;
  rows[b] = kept;
}
