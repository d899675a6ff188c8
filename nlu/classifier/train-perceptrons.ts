import { NeuralNetwork } from "@nlpjs/neural";
import type { Language } from "../../models/language.ts";
import type { Phrase } from "../../models/locale.ts";
import { foldText } from "../fold.ts";
import type { IntentModel } from "../model.ts";
import { featureExtractor, flatFeatures } from "./features.ts";

/** node-nlp's own 0.6 fails on sets of this size; on held-out phrases 0.03 beat 0.05 and 0.1. */
const learningRate = 0.03;
export const epochs = 30;
/** The engine keeps features in plain objects, where a word such as "constructor" would be found unlearnt. */
const mark = ".";

/**
 * Trains one language with node-nlp's engine: one perceptron per intent over the features of its phrases.
 * The engine's packages around it (container, pipelines, recognisers) are left out: they are asynchronous,
 * keep every text they see, and hold their weights in JSON.
 */
export function trainPerceptrons(
  language: Language,
  phrases: Pick<Phrase, "intent" | "text">[],
  onEpoch: (epoch: number) => void,
): IntentModel {
  const extract = featureExtractor(language);
  const network = new NeuralNetwork({
    learningRate,
    iterations: epochs,
    log: ({ iterations }) => onEpoch(iterations),
  });
  network.train(
    phrases.map(({ intent, text }) => ({
      input: Object.fromEntries(flatFeatures(extract(foldText(text))).map((feature) => [mark + feature, 1])),
      output: { [intent]: 1 },
    })),
  );
  const { features, intents, perceptrons } = network.toJSON();
  const weights = new Float32Array(features.length * intents.length);
  const bias = new Float32Array(intents.length);
  perceptrons.forEach((perceptron, column) => {
    for (let row = 0; row < features.length; row += 1) {
      weights[row * intents.length + column] = perceptron[row] ?? 0;
    }
    bias[column] = perceptron[features.length] ?? 0;
  });
  return { language, intents, features: features.map((name) => name.slice(mark.length)), weights, bias };
}
