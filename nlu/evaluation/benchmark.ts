import { z } from "zod";
import { Language } from "../../models/language.ts";
import { none } from "../classifier/calibration.ts";
import { arraysOf } from "../model.ts";
import { seededRandom, shuffled } from "../random.ts";
import { createRecogniser } from "../recogniser.ts";
import { type TrainingPack, train } from "../train.ts";
import { type Metrics, metricsOf } from "./metrics.ts";
import { mean, percentile } from "./numbers.ts";
import type { LabelledText, Prediction } from "./prediction.ts";

/** A line of a benchmark file; `oos` and `None` are out of scope. */
export const BenchmarkRow = z.object({
  text: z.string(),
  intent: z.string().transform((intent) => (intent === "oos" ? none : intent)),
  lang: Language.catch("en"),
  split: z.enum(["train", "test"]),
});
export type BenchmarkRow = z.infer<typeof BenchmarkRow>;

/** Understands messages after training: ours, or one to compare with. */
export interface Engine {
  understand(text: LabelledText): Pick<Prediction, "intents" | "detected">;
  modelBytes: number;
}
export type TrainEngine = (rows: readonly BenchmarkRow[]) => Engine;

/** Shares are 0 to 1. */
export interface BenchmarkResult extends Metrics {
  trained: number;
  intents: number;
  trainingSeconds: number;
  msP50: number;
  msP99: number;
  modelBytes: number;
}

/** The product as it is: its settings, and its words and notions beside the set's phrases. */
export const productEngine =
  (packs: readonly TrainingPack[]): TrainEngine =>
  (rows) => {
    const model = train(
      packs.map((pack) => ({ ...pack, phrases: rows.filter(({ lang }) => lang === pack.language) })),
      () => {},
    );
    const shop = { country: "MA", currency: "MAD", timeZone: "UTC" };
    const { understand } = createRecogniser({ model, packs: [...packs], catalogue: [], shop });
    const now = new Date(0);
    return {
      understand({ text, language }) {
        const { intents, language: detected } = understand(text, { locale: language, now });
        return { intents, detected };
      },
      modelBytes: arraysOf(model).reduce((sum, { byteLength }) => sum + byteLength, 0),
    };
  };

/** Trains on a set's `train` rows and asks its `test` rows. */
export function benchmark(rows: readonly BenchmarkRow[], trainEngine: TrainEngine): BenchmarkResult {
  const training = rows.filter(({ split }) => split === "train");
  const tests = rows.filter(({ split }) => split === "test");
  const startedAt = performance.now();
  const engine = trainEngine(training);
  const trainingSeconds = (performance.now() - startedAt) / 1000;
  const times: number[] = [];
  const predictions = tests.map(({ text, intent, lang }): Prediction => {
    const labelled = { text, intent, language: lang };
    const askedAt = performance.now();
    const answer = engine.understand(labelled);
    times.push(performance.now() - askedAt);
    return { ...labelled, ...answer };
  });
  return {
    ...metricsOf(predictions),
    trained: training.length,
    intents: new Set(training.map(({ intent }) => intent)).size,
    trainingSeconds,
    msP50: percentile(times, 0.5),
    msP99: percentile(times, 0.99),
    modelBytes: engine.modelBytes,
  };
}

/** At most `count` training rows per intent, others with each seed; the test rows stay whole. */
export function sampled(rows: readonly BenchmarkRow[], count: number, seed: number): BenchmarkRow[] {
  const random = seededRandom(seed);
  const byIntent = Map.groupBy(
    rows.filter(({ split }) => split === "train"),
    ({ intent }) => intent,
  );
  return [
    ...[...byIntent.values()].flatMap((some) => shuffled(some, random).slice(0, count)),
    ...rows.filter(({ split }) => split === "test"),
  ];
}

/** Each figure's mean over several runs. */
export function meanResult(results: readonly BenchmarkResult[]): BenchmarkResult {
  const [first] = results;
  if (!first) throw new RangeError("no results to take the mean of");
  const names = Object.keys(first) as (keyof BenchmarkResult)[];
  return Object.fromEntries(
    names.map((name) => {
      const values = results.map((result) => result[name]).filter((value) => value !== null);
      return [name, values.length === 0 ? null : mean(values)];
    }),
  ) as unknown as BenchmarkResult;
}
