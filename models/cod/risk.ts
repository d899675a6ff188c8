import { dot, logistic } from "../logistic.ts";
import type { Shop } from "../shop.ts";
import {
  type CodExperience,
  type CodFacts,
  type FeatureName,
  featureNames,
  features,
  noExperience,
} from "./facts.ts";
import { startingWeights } from "./weights.ts";

/** What scores orders: the published weights, or what a shop learned. */
export interface CodScorer {
  /** By feature, in the order of `featureNames`. */
  weights: readonly number[];
  experience: CodExperience;
}

export const startingScorer: CodScorer = {
  weights: featureNames.map((name) => startingWeights[name]),
  experience: noExperience,
};

export interface CodReason {
  feature: FeatureName;
  /** Log odds that it adds; below zero it speaks for the order. */
  adds: number;
}

export interface CodRisk {
  /** Of a refusal at the door, 0 to 100. */
  risk: number;
  /** What raises it, the strongest first. */
  reasons: CodReason[];
}

/** Less than this does not change what one thinks of an order. */
const leastAdded = 0.1;

/** 0 to 1. */
export const chance = (facts: CodFacts, { weights, experience }: CodScorer): number =>
  logistic(dot(weights, features(facts, experience)));

export function riskOf(facts: CodFacts, scorer: CodScorer): CodRisk {
  const values = features(facts, scorer.experience);
  const reasons = featureNames
    .map((feature, at) => ({ feature, adds: (scorer.weights[at] ?? 0) * values[at]! }))
    .filter(({ feature, adds }) => feature !== "base" && adds >= leastAdded)
    .toSorted((a, b) => b.adds - a.adds);
  return { risk: Math.round(100 * chance(facts, scorer)), reasons };
}

export const codBands = ["pass", "ask", "call"] as const;
export type CodBand = (typeof codBands)[number];

/** `pass`: nothing is asked; `ask`: in the chat; `call`: people phone. */
export const bandOf = (risk: number, { askFrom, callFrom }: Shop["cod"]): CodBand =>
  risk >= callFrom ? "call" : risk >= askFrom ? "ask" : "pass";
