import { createHash } from "node:crypto";
import type { ConceptWords, Phrase } from "../../models/locale.ts";
import { conceptFinder, conceptLexicon } from "../concepts.ts";
import { foldText } from "../fold.ts";
import { type IntentModel, modelVersion } from "../model.ts";
import { nearDuplicateGroups } from "../near-duplicates.ts";
import { seededRandom, shuffled } from "../random.ts";
import { type Calibration, fitCalibration, type HeldOut, none } from "./calibration.ts";
import { type FeatureExtractor, featureExtractor } from "./features.ts";
import { garbage } from "./garbage.ts";
import { linearReader } from "./linear-model.ts";
import { type Example, trainLinear } from "./train-linear.ts";

/** Held-out phrases from which on there are enough to calibrate by. */
const enoughHeldOut = 2_000;
const folds = 4;
/** Share of the intents that a calibration round knows nothing of: what shops are asked that nobody foresaw. */
const hiddenIntents = 0.15;
/** Weight of all messages out of scope, of each kind, against all those in scope. */
const outsideShare = { trained: 0.25, hidden: 0.04, garbage: 0.15 };

export type TrainingPhrase = Pick<Phrase, "intent" | "text" | "own">;

interface GroupedExample extends Example {
  /** Of near-duplicates. */
  group: number;
}

/** What a former training learned of chances: it holds for the same phrases of ours, whatever a shop adds. */
export type FormerCalibration = Pick<IntentModel, "calibration" | "calibratedOn">;

/**
 * Trains on all phrases, after one round (small sets: several) on three quarters of them, which is asked the rest:
 * from its answers the scores are calibrated. Near-duplicates are never on both sides. A shop's own phrases have no
 * part in the calibration, so that adding one costs half the time.
 */
export function trainClassifier(
  phrases: readonly TrainingPhrase[],
  concepts: ConceptWords,
  onProgress: (done: number) => void,
  former?: FormerCalibration,
): IntentModel {
  const lexicon = conceptLexicon(concepts);
  const extract = featureExtractor(conceptFinder(lexicon));
  const groups = nearDuplicateGroups(phrases.map(({ text }) => text));
  const examples = phrases.map(({ intent, text }, at) => ({
    label: intent,
    features: extract(foldText(text)),
    group: groups[at]!,
  }));
  const ours = examples.filter((_, at) => !phrases[at]!.own);
  const calibratedOn = checksumOf(
    phrases.filter(({ own }) => !own),
    concepts,
  );
  const known = former?.calibratedOn === calibratedOn ? former.calibration : null;
  const rounds = known
    ? 0
    : Math.max(1, Math.min(folds, Math.ceil((enoughHeldOut * folds) / (ours.length || 1)) - 1));
  const calibration =
    known ?? calibrate(ours, extract, rounds, (done) => onProgress((done * rounds) / (rounds + 1)));
  const linear = trainLinear(examples, (done) => onProgress((rounds + done) / (rounds + 1)));
  return { linear, calibration, calibratedOn, concepts: lexicon };
}

function checksumOf(phrases: readonly TrainingPhrase[], concepts: ConceptWords): string {
  const read = [modelVersion, phrases.map(({ intent, text }) => [intent, text]), concepts];
  return createHash("sha256").update(JSON.stringify(read)).digest("hex");
}

function calibrate(
  examples: readonly GroupedExample[],
  extract: FeatureExtractor,
  rounds: number,
  onProgress: (done: number) => void,
): Calibration {
  const random = seededRandom(11);
  const intents = shuffled([...new Set(examples.map(({ label }) => label))], random).filter(
    (label) => label !== none,
  );
  const groups = shuffled([...new Set(examples.map(({ group }) => group))], random);
  const foldOf = new Map(groups.map((group, at) => [group, at % folds]));
  const nonsense = garbage(200).map((text) => ({ features: extract(foldText(text)) }));
  const hiddenCount = Math.floor(intents.length * hiddenIntents);

  const samples = Array.from({ length: rounds }, (_, round) => {
    const hidden = new Set(intents.slice(round * hiddenCount, (round + 1) * hiddenCount));
    const known = examples.filter(({ label }) => !hidden.has(label));
    const heldOut = known.filter(({ group }) => foldOf.get(group) === round);
    const model = trainLinear(
      known.filter(({ group }) => foldOf.get(group) !== round),
      (done) => onProgress((round + done) / rounds),
    );
    const { read } = linearReader(model);
    const inside = heldOut.filter(({ label }) => label !== none);
    const outside = (some: readonly Pick<Example, "features">[], share: number): HeldOut[] =>
      some.map(({ features }) => ({
        opinion: read(features),
        label: null,
        weight: (share * inside.length) / some.length,
      }));
    return [
      ...inside.map(({ features, label }) => ({ opinion: read(features), label, weight: 1 })),
      ...outside(
        heldOut.filter(({ label }) => label === none),
        outsideShare.trained,
      ),
      ...outside(
        examples.filter(({ label }) => hidden.has(label)),
        outsideShare.hidden,
      ),
      ...outside(nonsense, outsideShare.garbage),
    ];
  }).flat();
  return fitCalibration(samples);
}
