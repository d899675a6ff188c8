import type { Features } from "./features.ts";
import { type LinearModel, toVector } from "./linear-model.ts";
import { toSparseRows } from "./sparse.ts";
import { trainSvm } from "./train-svm.ts";
import { rowLookup } from "./vocabulary.ts";

export interface Example {
  label: string;
  features: Features;
}

/** Beyond this many features those seen in one phrase only are left out: they are most of them and add little. */
const maxRareFeatures = 100_000;

/** Learns one label against all the others, in turn. */
export function trainLinear(examples: readonly Example[], onLabel: (done: number) => void): LinearModel {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const { hashes, rarity } = vocabularyOf(examples);
  const rowOf = rowLookup(hashes);
  const rows = toSparseRows(examples.map(({ features }) => toVector(features, rowOf, rarity)));
  const dense = new Float32Array(hashes.length * labels.length);
  const bias = new Float32Array(labels.length);
  labels.forEach((label, column) => {
    const learned = trainSvm(rows, (row) => examples[row]!.label === label, hashes.length);
    for (let row = 0; row < hashes.length; row += 1) {
      dense[row * labels.length + column] = learned.weights[row]!;
    }
    bias[column] = learned.bias;
    onLabel((column + 1) / labels.length);
  });
  return { labels, hashes, rarity, bias, ...quantised(dense, labels.length) };
}

function vocabularyOf(examples: readonly Example[]): Pick<LinearModel, "hashes" | "rarity"> {
  const frequency = new Map<number, number>();
  for (const { features } of examples) {
    for (const hash of features.weights.keys()) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  }
  const least = frequency.size > maxRareFeatures ? 2 : 1;
  const kept = [...frequency].filter(([, count]) => count >= least);
  return {
    hashes: Uint32Array.from(kept, ([hash]) => hash),
    rarity: Float32Array.from(kept, ([, count]) => Math.log((1 + examples.length) / (1 + count)) + 1),
  };
}

function quantised(dense: Float32Array, width: number): Pick<LinearModel, "weights" | "scales"> {
  const scales = new Float32Array(dense.length / Math.max(1, width));
  for (let cell = 0; cell < dense.length; cell += 1) {
    const row = Math.floor(cell / width);
    scales[row] = Math.max(scales[row]!, Math.abs(dense[cell]!) / 127);
  }
  const weights = Int8Array.from(dense, (weight, cell) =>
    Math.round(weight / (scales[Math.floor(cell / width)]! || 1)),
  );
  return { weights, scales };
}
