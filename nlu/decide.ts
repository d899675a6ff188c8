import type { IntentScore } from "../models/ports/recogniser.ts";
import type { Opinion } from "./classifier/classifier.ts";

/** The name of "out of scope", trained from phrases of its own and chosen when nothing is likely. */
export const none = "None";

const mostIntents = 3;
/** Chance of being right that the best intent needs, and what it needs when the open question hopes for it. */
const needed = 0.4;
const neededExpected = 0.15;
/** How much a text loses when training has seen none of its words. */
const unknownWeight = 0.7;

/** A classifier's raw score that is right half the time, and how steeply chances rise around it (held-out phrases). */
const evenScore = 0.15;
const steepness = 1.6;

/** Raw scores as chances of being right, best first, less the more words are unknown. */
export function chances({ scores, unknown }: Opinion): IntentScore[] {
  const trust = 1 - unknownWeight * unknown;
  return scores.slice(0, mostIntents + 1).map(({ name, score }) => {
    const odds = (score / evenScore) ** steepness;
    return { name, score: trust * (odds / (1 + odds)) };
  });
}

/** The three likeliest intents, or `None` first when the likeliest is not likely enough. */
export function decide(likely: IntentScore[], expected: readonly string[]): IntentScore[] {
  const hoped = likely.find(({ name, score }) => expected.includes(name) && score >= neededExpected);
  const ranked = hoped ? [hoped, ...likely.filter((each) => each !== hoped)] : likely;
  const best = ranked[0];
  if (best && (best === hoped || best.score >= needed)) return ranked.slice(0, mostIntents);
  const others = ranked.filter(({ name }) => name !== none);
  return [{ name: none, score: 1 - (others[0]?.score ?? 0) }, ...others].slice(0, mostIntents);
}
