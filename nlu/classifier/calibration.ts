import { dot, fitLogistic, logistic } from "../../models/logistic.ts";
import type { IntentScore } from "../../models/ports/recogniser.ts";
import type { LinearOpinion } from "./linear-model.ts";

/** The name of "out of scope", trained from phrases of its own and chosen when nothing else is likely. */
export const none = "None";

/** What turns sums into chances: learned from phrases that the sums' model had not seen. */
export interface Calibration {
  /** How steeply chances follow sums, among the intents. */
  sharpness: number;
  /** Of `scopeSignals`: whether the message is about any intent at all. */
  scope: number[];
}

/** A message that its model had not seen, and what it was. */
export interface HeldOut {
  opinion: LinearOpinion;
  /** Null: out of scope. */
  label: string | null;
  /** How much it counts. */
  weight: number;
}

/** What is believed of a model before it has answered anything. */
const start: Calibration = { sharpness: 4, scope: [1, 2, 0, 2, -2.5, -3, 0] };
const sharpnesses = Array.from({ length: 40 }, (_, at) => 1.5 * 1.07 ** at);

/** Chances of each intent, best first, summing up to the chance that the message is in scope. */
export function chancesOf(opinion: LinearOpinion, calibration: Calibration): IntentScore[] {
  const inScope = logistic(dot(calibration.scope, scopeSignals(opinion)));
  return softmax(opinion, calibration.sharpness)
    .map(({ name, score }) => ({ name, score: score * inScope }))
    .sort((a, b) => b.score - a.score);
}

export function fitCalibration(samples: readonly HeldOut[]): Calibration {
  const inScope = samples.filter(({ label }) => label !== null);
  const surprise = (sharpness: number): number =>
    inScope.reduce(
      (sum, { label, opinion, weight }) => {
        const chance = softmax(opinion, sharpness).find(({ name }) => name === label)?.score;
        return sum - weight * Math.log(Math.max(1e-6, chance ?? 1));
      },
      Math.log(sharpness / start.sharpness) ** 2,
    );
  const surprises = sharpnesses.map(surprise);
  const questions = samples.map(({ label, opinion, weight }) => ({
    signals: scopeSignals(opinion),
    yes: label !== null,
    weight,
  }));
  return {
    sharpness: sharpnesses[surprises.indexOf(Math.min(...surprises))]!,
    scope: fitLogistic(questions, start.scope),
  };
}

function softmax({ labels, sums }: LinearOpinion, sharpness: number): IntentScore[] {
  const best = Math.max(...labels.map((name, at) => (name === none ? Number.NEGATIVE_INFINITY : sums[at]!)));
  const scores = labels
    .map((name, at) => ({ name, score: Math.exp(sharpness * (sums[at]! - best)) }))
    .filter(({ name }) => name !== none);
  const total = scores.reduce((sum, { score }) => sum + score, 0);
  return scores.map(({ name, score }) => ({ name, score: score / total }));
}

/** How high the best intent stands, alone, over the next and over `None`, and how new the message is. */
function scopeSignals({ labels, sums, unknownFeatures, unknownWords, words }: LinearOpinion): number[] {
  let first = -2;
  let second = -2;
  let out = -1;
  labels.forEach((name, at) => {
    const sum = sums[at]!;
    if (name === none) out = sum;
    else if (sum > first) [first, second] = [sum, first];
    else if (sum > second) second = sum;
  });
  return [1, first, first - second, -out, unknownWords, unknownFeatures, 1 / Math.max(1, words)];
}
