import { NeuralNetwork } from "@nlpjs/neural";
import { stemLatinOrArabic } from "../classifier/stemmer.ts";
import { foldText } from "../fold.ts";
import { wordsOf } from "../tokens.ts";
import type { TrainEngine } from "./benchmark.ts";

/** node-nlp's own settings. */
const settings = { learningRate: 0.6, iterations: 20_000, log: false } as const;
const threshold = 0.5;
/** The engine keeps features in plain objects, where a word such as "constructor" would be found unlearnt. */
const mark = ".";

const inputOf = (text: string): Record<string, number> =>
  Object.fromEntries(wordsOf(foldText(text)).map((word) => [mark + stemLatinOrArabic(word), 1]));

/** Plain node-nlp, to compare with: one perceptron per intent over stems. */
export const nlpjsEngine: TrainEngine = (rows) => {
  const network = new NeuralNetwork({ ...settings });
  network.train(rows.map(({ text, intent }) => ({ input: inputOf(text), output: { [intent]: 1 } })));
  return {
    understand({ text, language }) {
      const outputs = Object.entries(network.run(inputOf(text)));
      const squares = outputs.reduce((sum, [, output]) => sum + output ** 2, 0) || 1;
      const intents = outputs
        .map(([name, output]) => ({ name, score: output ** 2 / squares }))
        .sort((one, other) => other.score - one.score)
        .slice(0, 3);
      const isSure = (intents[0]?.score ?? 0) >= threshold;
      return { detected: language, intents: isSure ? intents : [{ name: "None", score: 1 }, ...intents] };
    },
    modelBytes: JSON.stringify(network.toJSON()).length,
  };
};
