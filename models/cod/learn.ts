import { fitLogistic } from "../logistic.ts";
import { type CodExperience, type CodFacts, features, noExperience } from "./facts.ts";
import { type CodScorer, startingScorer } from "./risk.ts";

/** An order that was taken or refused at the door. */
export interface CodOutcome {
  facts: CodFacts;
  refused: boolean;
}

/**
 * Learns from outcomes, held near the starting weights: a shop with few outcomes keeps nearly those. The same small solver
 * as the recogniser's (`logistic.ts`) rather than a package: fourteen weights need no tensors, and each stays readable.
 */
export function learnFrom(outcomes: readonly CodOutcome[]): CodScorer {
  const experience = experienceOf(outcomes);
  const samples = outcomes.map(({ facts, refused }) => ({
    // An order does not tell its city's share of itself: it would learn its own outcome.
    signals: features(facts, without(experience, facts.city, refused)),
    yes: refused,
    weight: 1,
  }));
  return { weights: fitLogistic(samples, startingScorer.weights), experience };
}

export function experienceOf(outcomes: readonly CodOutcome[]): CodExperience {
  if (outcomes.length === 0) return noExperience;
  const totals = outcomes.map(({ facts }) => facts.totalMinor).toSorted((a, b) => a - b);
  const byCity = Map.groupBy(outcomes, ({ facts }) => facts.city);
  const cities = Object.fromEntries(
    [...byCity].map(([city, ended]) => {
      const refused = ended.filter((one) => one.refused).length;
      return [city, { delivered: ended.length - refused, refused }];
    }),
  );
  return {
    usualMinor: totals[Math.floor(totals.length / 2)] || null,
    refusedShare: outcomes.filter(({ refused }) => refused).length / outcomes.length,
    cities,
  };
}

function without(experience: CodExperience, city: string, refused: boolean): CodExperience {
  const { delivered, refused: before } = experience.cities[city]!;
  const rest = refused ? { delivered, refused: before - 1 } : { delivered: delivered - 1, refused: before };
  return { ...experience, cities: { [city]: rest } };
}
