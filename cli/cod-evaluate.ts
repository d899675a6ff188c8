import { areaUnderCurve, brierScore, calibration, type Told } from "../models/cod/figures.ts";
import { learnFrom } from "../models/cod/learn.ts";
import { chance, startingScorer } from "../models/cod/risk.ts";
import { type SimulatedOutcome, simulatedHistory } from "../models/cod/simulated-history.ts";
import { percent, textTable } from "../nlu/evaluation/numbers.ts";
import { seededRandom } from "../nlu/random.ts";

/** Any other is as good; the same one gives the same figures. */
const seed = 7;

/** Learns from the first two thirds of a simulated history and measures on the last, beside the published weights and the truth. */
export function evaluateCod(orders: number): void {
  const history = simulatedHistory(orders, seededRandom(seed));
  const seen = Math.floor((orders * 2) / 3);
  const unseen = history.slice(seen);
  const learned = learnFrom(history.slice(0, seen));
  const rows: [string, (one: SimulatedOutcome) => number][] = [
    ["published weights", ({ facts }) => chance(facts, startingScorer)],
    ["learned weights", ({ facts }) => chance(facts, learned)],
    ["the truth", ({ truth }) => truth],
  ];
  const told = (chanceOf: (one: SimulatedOutcome) => number): Told[] =>
    unseen.map((one) => ({ chance: chanceOf(one), refused: one.refused }));
  const share = history.filter(({ refused }) => refused).length / orders;
  console.log(
    `${orders} orders of which ${percent(share)} % were refused; ${seen} to learn from, the rest to measure.\n`,
  );
  console.log(
    textTable([
      ["", "AUC", "Brier"],
      ...rows.map(([name, chanceOf]) => [
        name,
        areaUnderCurve(told(chanceOf))?.toFixed(3) ?? "-",
        brierScore(told(chanceOf))?.toFixed(3) ?? "-",
      ]),
    ]),
  );
  console.log("\nCalibration of the learned weights");
  console.log(
    textTable([
      ["told %", "orders", "mean told %", "refused %"],
      ...calibration(told(rows[1]![1])).map(({ from, orders: count, told: mean, came }) => [
        `${100 * from}-${100 * from + 10}`,
        String(count),
        percent(mean),
        percent(came),
      ]),
    ]),
  );
}
