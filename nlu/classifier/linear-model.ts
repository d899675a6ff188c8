import type { Features } from "./features.ts";
import type { SparseVector } from "./sparse.ts";
import { type RowOf, rowLookup } from "./vocabulary.ts";

/** A linear classifier: the sum of a message's feature weights, for each label. Plain data, most of it movable. */
export interface LinearModel {
  labels: string[];
  /** The hashed feature of each row. */
  hashes: Uint32Array<ArrayBuffer>;
  /** Inverse document frequency of each row: what is in every message says little. */
  rarity: Float32Array<ArrayBuffer>;
  /** One row per feature, one column per label, as 127ths of the row's `scales`: a quarter of the memory. */
  weights: Int8Array<ArrayBuffer>;
  scales: Float32Array<ArrayBuffer>;
  /** One per label. */
  bias: Float32Array<ArrayBuffer>;
}

/** What a linear model says of one message. */
export interface LinearOpinion {
  labels: readonly string[];
  /** One per label: above 0 for it, below 0 against it. */
  sums: Float64Array;
  /** Share of the features, 0 to 1, that training has never seen. */
  unknownFeatures: number;
  /** Share of the words, 0 to 1. */
  unknownWords: number;
  words: number;
}

export interface LinearReader {
  read(features: Features): LinearOpinion;
  /** Whether training has seen one of these features. */
  knows(hashes: readonly number[]): boolean;
}

/** TF-IDF without counts (a word said twice means no more), of length 1; unseen features are left out. */
export function toVector({ weights }: Features, rowOf: RowOf, rarity: Float32Array): SparseVector {
  const columns: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [hash, weight] of weights) {
    const row = rowOf(hash);
    if (row === -1) continue;
    const value = weight * rarity[row]!;
    columns.push(row);
    values.push(value);
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  return { columns, values: values.map((value) => value / length) };
}

export function linearReader({ labels, hashes, rarity, weights, scales, bias }: LinearModel): LinearReader {
  const rowOf = rowLookup(hashes);
  const width = labels.length;
  const knows = (some: readonly number[]): boolean => some.some((hash) => rowOf(hash) !== -1);
  return {
    knows,
    read(features) {
      const sums = Float64Array.from(bias);
      const { columns, values } = toVector(features, rowOf, rarity);
      columns.forEach((row, at) => {
        const scaled = values[at]! * scales[row]!;
        for (let column = 0, cell = row * width; column < width; column += 1, cell += 1) {
          sums[column] = sums[column]! + scaled * weights[cell]!;
        }
      });
      const words = features.words.length;
      const unseen = features.words.filter((word) => !knows(word)).length;
      return {
        labels,
        sums,
        unknownFeatures: 1 - columns.length / Math.max(1, features.weights.size),
        unknownWords: words === 0 ? 1 : unseen / words,
        words,
      };
    },
  };
}
