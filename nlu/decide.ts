import type { IntentScore } from "../models/ports/recogniser.ts";
import { none } from "./classifier/calibration.ts";

const mostIntents = 3;
/** Chance of being out of scope from which on a text is, and how likely an intent is enough when hoped for. */
const outOfScope = 0.5;
const neededExpected = 0.15;

/**
 * The three likeliest intents; `None` first when that is likelier than that the text means any of them. What the
 * open question hopes for comes first when it is possible at all.
 * @param likely every intent with its chance, best first; they sum up to the chance of being in scope.
 */
export function decide(likely: readonly IntentScore[], expected: readonly string[]): IntentScore[] {
  const hoped = likely.find(({ name, score }) => expected.includes(name) && score >= neededExpected);
  if (hoped) return [hoped, ...likely.filter((each) => each !== hoped)].slice(0, mostIntents);
  const outside = 1 - likely.reduce((sum, { score }) => sum + score, 0);
  if (outside < outOfScope) return likely.slice(0, mostIntents);
  return [{ name: none, score: outside }, ...likely].slice(0, mostIntents);
}
