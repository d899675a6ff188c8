import type { IntentModel } from "../model.ts";
import type { Classifier } from "./classifier.ts";
import { featureExtractor, flatFeatures } from "./features.ts";

/** The engine's slope (`alpha` of its settings), by which the sum of weights is scaled. */
const slope = 0.07;

/**
 * The trained network, read with one pass over the rows of the features present: the engine's own `run`
 * walks every perceptron for every feature.
 */
export function perceptronClassifier(model: IntentModel): Classifier {
  const extract = featureExtractor(model.language);
  const rows = new Map(model.features.map((feature, row) => [feature, row]));
  const width = model.intents.length;
  const sums = new Float64Array(width);

  return {
    classify(folded) {
      const features = extract(folded);
      sums.set(model.bias);
      for (const feature of flatFeatures(features)) {
        const row = rows.get(feature);
        if (row === undefined) continue;
        for (let column = 0, at = row * width; column < width; column += 1, at += 1) {
          sums[column] = (sums[column] ?? 0) + (model.weights[at] ?? 0);
        }
      }
      const outputs = Array.from(sums, (sum) => Math.max(0, sum * slope));
      const total = outputs.reduce((squares, output) => squares + output * output, 0);
      const scores = outputs
        .map((output, column) => ({
          name: model.intents[column] ?? "",
          score: output === 0 ? 0 : ((output * output) / total) * Math.min(1, output),
        }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score);
      const unseen = features.words.filter((word) => !word.some((feature) => rows.has(feature))).length;
      return { scores, unknown: features.words.length === 0 ? 1 : unseen / features.words.length };
    },
    knows: (word) => extract(word).words.every((features) => features.some((feature) => rows.has(feature))),
  };
}
