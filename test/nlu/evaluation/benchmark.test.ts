import { expect, test } from "@jest/globals";
import {
  BenchmarkRow,
  benchmark,
  meanResult,
  productEngine,
  sampled,
} from "../../../nlu/evaluation/benchmark.ts";
import { nlpjsEngine } from "../../../nlu/evaluation/nlpjs-engine.ts";
import { smallCorpus } from "../corpus.ts";

const row = (text: string, intent: string, split: string) =>
  BenchmarkRow.parse({ text, intent, lang: "fr", split });
const french = smallCorpus.find(({ language }) => language === "fr")!;
const rows = [
  ...french.phrases.map(({ text, intent }) => row(text, intent, "train")),
  row("où est donc ma commande ?", "order.track", "test"),
  row("la livraison coûte combien", "delivery.cost", "test"),
  row("xqzw brlmf ptk", "oos", "test"),
];

test("ours: trained on the train rows, asked the test rows", () => {
  expect(benchmark(rows, productEngine(smallCorpus))).toMatchObject({
    trained: french.phrases.length,
    messages: 3,
    accuracy: 1,
    macroF1: 1,
    outOfScopeRecall: 1,
    allRows: 1,
  });
});

test("node-nlp, to compare with", () => {
  expect(benchmark(rows, nlpjsEngine)).toMatchObject({ messages: 3, accuracy: 1 });
});

test("a sample has so many rows of each intent, others with each seed, and every test row", () => {
  const some = sampled(rows, 2, 1);
  expect(some.filter(({ intent, split }) => intent === "order.track" && split === "train")).toHaveLength(2);
  expect(some.filter(({ split }) => split === "test")).toHaveLength(3);
  expect(sampled(rows, 2, 2)).not.toEqual(some);
});

test("means leave out what some runs cannot tell", () => {
  const one = benchmark(rows, nlpjsEngine);
  const mean = meanResult([
    { ...one, accuracy: 1, outOfScopeRecall: null },
    { ...one, accuracy: 0.5, outOfScopeRecall: 0.5 },
  ]);
  expect([mean.accuracy, mean.outOfScopeRecall]).toEqual([0.75, 0.5]);
});
