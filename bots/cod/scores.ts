import type { CodFacts } from "../../models/cod/facts.ts";
import { areaUnderCurve, brierScore } from "../../models/cod/figures.ts";
import { type CodOutcome, learnFrom } from "../../models/cod/learn.ts";
import { type CodRisk, type CodScorer, chance, riskOf, startingScorer } from "../../models/cod/risk.ts";
import { type CodWeights, codWeightsKind } from "../../models/cod/weights-record.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { OpenRecords } from "../../models/ports/records.ts";

/** Scores orders by what the shop learned last. */
export interface CodScores {
  /** `weightsVersion` 0: the published ones. */
  score(facts: CodFacts): Promise<CodRisk & { weightsVersion: number }>;
  /**
   * Learns from outcomes in the order in which they were placed, and measures on the latest third of them, which it does not
   * see for that. What is worse than what is live is kept and does not go live.
   * @returns null: too few, or all of one kind.
   */
  train(outcomes: readonly CodOutcome[]): Promise<CodWeights | null>;
}

/** Fewer say nothing that the published weights do not. */
export const fewestOutcomes = 30;

export async function codScores(shopId: string, open: OpenRecords, clock: Clock): Promise<CodScores> {
  const records = await open(codWeightsKind);
  const versions = async (): Promise<CodWeights[]> =>
    (await records.find("shop", shopId)).toSorted((a, b) => b.version - a.version);
  const liveOf = (all: CodWeights[]): CodScorer & { version: number } =>
    all.find(({ live }) => live) ?? { ...startingScorer, version: 0 };

  return {
    async score(facts) {
      const live = liveOf(await versions());
      return { ...riskOf(facts, live), weightsVersion: live.version };
    },
    async train(outcomes) {
      const kinds = new Set(outcomes.map(({ refused }) => refused));
      if (outcomes.length < fewestOutcomes || kinds.size < 2) return null;
      const all = await versions();
      const seen = Math.floor((outcomes.length * 2) / 3);
      const latest = outcomes.slice(seen);
      const before = figuresOf(latest, liveOf(all));
      const after = figuresOf(latest, learnFrom(outcomes.slice(0, seen)));
      const made: CodWeights = {
        shopId,
        version: (all[0]?.version ?? 0) + 1,
        at: clock.now().toISOString(),
        ...pick(learnFrom(outcomes)),
        outcomes: outcomes.length,
        before,
        after,
        live: after.brier !== null && before.brier !== null && after.brier <= before.brier,
      };
      await records.save(made, 0);
      return made;
    },
  };
}

const pick = ({ weights, experience }: CodScorer) => ({ weights: [...weights], experience });

function figuresOf(outcomes: readonly CodOutcome[], scorer: CodScorer): CodWeights["before"] {
  const told = outcomes.map(({ facts, refused }) => ({ chance: chance(facts, scorer), refused }));
  return { auc: areaUnderCurve(told), brier: brierScore(told) };
}
