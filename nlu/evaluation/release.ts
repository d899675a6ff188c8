import { z } from "zod";
import { none } from "../classifier/calibration.ts";
import { metricsOf } from "./metrics.ts";
import { percent } from "./numbers.ts";
import { bestOf, isRight, type Prediction, varietyOf } from "./prediction.ts";

const Share = z.number().min(0).max(1);
/** How many there were, and the share that was read rightly. */
const Counted = z.object({ messages: z.int(), right: Share });
type Counted = z.infer<typeof Counted>;

/** What a model was worth when it went live, by cross-validation: kept beside it, for the next one to be compared with. */
export const Release = z.object({
  /** Of the phrases it learned from. */
  checksum: z.string(),
  at: z.iso.datetime(),
  /** Why it went live although something got worse. */
  reason: z.string().nullable(),
  all: Counted,
  outOfScope: Counted,
  varieties: z.record(z.string(), Counted),
  intents: z.record(z.string(), Counted),
  /** Conversations that did not go as they are written. */
  broken: z.array(z.object({ name: z.string(), reason: z.string() })),
  /** Phrase → its intent and what it was read as. */
  read: z.record(z.string(), z.object({ intent: z.string(), as: z.string() })),
});
export type Release = z.infer<typeof Release>;

export function releaseOf(
  predictions: readonly Prediction[],
  about: Pick<Release, "checksum" | "at" | "reason" | "broken">,
): Release {
  const counted = (some: readonly Prediction[]): Counted => ({
    messages: some.length,
    right: some.length === 0 ? 0 : some.filter(isRight).length / some.length,
  });
  const byKey = (keyOf: (prediction: Prediction) => string, some: readonly Prediction[]) =>
    Object.fromEntries([...Map.groupBy(some, keyOf)].map(([key, group]) => [key, counted(group)]));
  const inScope = predictions.filter(({ intent }) => intent !== none);
  return {
    ...about,
    all: { messages: inScope.length, right: metricsOf(predictions).accuracy ?? 0 },
    outOfScope: counted(predictions.filter(({ intent }) => intent === none)),
    varieties: byKey(varietyOf, inScope),
    intents: byKey(({ intent }) => intent, inScope),
    read: Object.fromEntries(
      predictions.map((each) => [each.text, { intent: each.intent, as: bestOf(each).name }]),
    ),
  };
}

/** Losses from which on a model does not go live by itself. Groups smaller than `few` messages vary too much to judge. */
const bearable = { all: 0.01, outOfScope: 0.05, variety: 0.02, intent: 0.15 };
const few = { variety: 100, intent: 20 };

/** Phrases of one intent that were read rightly before, and are now read as another. */
export interface Stolen {
  intent: string;
  by: string;
  phrases: string[];
}

export interface Comparison {
  /** One line for each figure that both have. */
  figures: { name: string; before: number; after: number }[];
  /** Most phrases first. */
  stolen: Stolen[];
  /** What got too much worse; none: it may go live. */
  regressions: string[];
}

export function compareReleases(before: Release, after: Release): Comparison {
  const regressions: string[] = [];
  const figures: Comparison["figures"] = [];
  const judge = (
    name: string,
    old: Counted | undefined,
    now: Counted | undefined,
    most: number,
    least = 0,
  ) => {
    if (!old || !now) return;
    figures.push({ name, before: old.right, after: now.right });
    if (now.messages >= least && old.messages >= least && old.right - now.right > most)
      regressions.push(`${name}: ${percent(old.right)} % before, ${percent(now.right)} % now`);
  };
  judge("all intents", before.all, after.all, bearable.all);
  judge("out of scope", before.outOfScope, after.outOfScope, bearable.outOfScope);
  for (const [name, old] of Object.entries(before.varieties))
    judge(name, old, after.varieties[name], bearable.variety, few.variety);
  for (const [name, old] of Object.entries(before.intents))
    judge(name, old, after.intents[name], bearable.intent, few.intent);
  const wereBroken = new Set(before.broken.map(({ name }) => name));
  for (const { name, reason } of after.broken)
    if (!wereBroken.has(name)) regressions.push(`transcript broken: ${name}, ${reason}`);
  return { figures, stolen: stolenOf(before, after), regressions };
}

function stolenOf(before: Release, after: Release): Stolen[] {
  const lost = Object.entries(after.read).filter(([text, { intent, as }]) => {
    const old = before.read[text];
    return old?.intent === intent && old.as === intent && as !== intent && as !== none;
  });
  return [...Map.groupBy(lost, ([, { intent, as }]) => `${intent}\n${as}`)]
    .map(([pair, phrases]) => {
      const [intent, by] = pair.split("\n") as [string, string];
      return { intent, by, phrases: phrases.map(([text]) => text) };
    })
    .toSorted((a, b) => b.phrases.length - a.phrases.length);
}
