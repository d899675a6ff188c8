import { dot, logistic } from "../logistic.ts";
import { type CodExperience, type CodFacts, type FeatureName, featureNames, features } from "./facts.ts";
import type { CodOutcome } from "./learn.ts";

/** An outcome of a shop that does not exist, with the chance that it was drawn by. */
export interface SimulatedOutcome extends CodOutcome {
  /** Of a refusal, 0 to 1. */
  truth: number;
}

/** The truth of that shop, unlike what we begin with: prices matter less there, cities and silence more. */
const trueWeights: Record<FeatureName, number> = {
  base: -2.5,
  delivered: -3,
  refused: 4,
  unknown: 0.2,
  repeated: 1.6,
  conflicting: 0.7,
  address: 2,
  remote: 0.1,
  city: 1.6,
  amount: 0.4,
  night: 0.8,
  phone: 2.2,
  verified: -1.1,
  silence: 2,
};

/** Out of 100 parcels each city takes so many of those that it should, by its habits. */
const trueCities: CodExperience["cities"] = {
  casablanca: { delivered: 850, refused: 150 },
  rabat: { delivered: 880, refused: 120 },
  marrakech: { delivered: 780, refused: 220 },
  tangier: { delivered: 800, refused: 200 },
  oujda: { delivered: 680, refused: 320 },
  nador: { delivered: 600, refused: 400 },
  zagora: { delivered: 640, refused: 360 },
};

const usualMinor = 35_000;
const truth = {
  weights: featureNames.map((name) => trueWeights[name]),
  experience: { usualMinor, refusedShare: 0.2, cities: trueCities },
};

/** A history whose truth is known, to measure what learning finds of it. @param random from 0 up to 1 */
export function simulatedHistory(orders: number, random: () => number): SimulatedOutcome[] {
  const isSo = (share: number): boolean => random() < share;
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const cities = Object.keys(trueCities);
  return Array.from({ length: orders }, (): SimulatedOutcome => {
    const isKnown = isSo(0.45);
    const delivered = isKnown ? Math.floor(random() ** 2 * 9) : 0;
    const refused = isKnown && isSo(0.25) ? 1 + Math.floor(random() * 3) : 0;
    const city = pick(cities);
    const facts: CodFacts = {
      delivered,
      refused,
      repeated: isSo(0.05),
      conflicting: isSo(0.04),
      addressGap: pick([0, 0, 0, 0, 0, 0, 0.2, 0.3, 0.5, 0.9]),
      city,
      remote: city === "zagora" || city === "nador",
      totalMinor: Math.round(usualMinor * 2 ** (2 * (random() + random() + random() - 1.5))),
      usualMinor: delivered > 0 ? usualMinor : null,
      atNight: isSo(0.15),
      phone: pick([
        "valid",
        "valid",
        "valid",
        "valid",
        "valid",
        "valid",
        "valid",
        "valid",
        "foreign",
        "invalid",
      ]),
      verified: isSo(0.4),
      silentHours: isSo(0.6) ? null : Math.round(72 * random() ** 3),
    };
    const chance = logistic(dot(truth.weights, features(facts, truth.experience)));
    return { facts, truth: chance, refused: isSo(chance) };
  });
}
