import type { Phrase } from "../../models/locale.ts";
import type { NluModel } from "../model.ts";
import { nearDuplicateGroups } from "../near-duplicates.ts";
import { seededRandom, shuffled } from "../random.ts";
import { createRecogniser } from "../recogniser.ts";
import type { TrainingPack } from "../train.ts";
import type { LabelledText, Prediction } from "./prediction.ts";

export interface EvaluatedPack extends TrainingPack {
  phrases: (Pick<Phrase, "intent" | "text"> & Partial<Pick<Phrase, "variety" | "file" | "line">>)[];
}

export type Trainer = (packs: TrainingPack[]) => NluModel;

/** Each message is answered by a model that has seen neither it nor anything nearly like it. */
export function crossValidate(
  packs: readonly EvaluatedPack[],
  folds: number,
  train: Trainer,
  onFold: (done: number) => void,
): Prediction[] {
  const texts = packs.flatMap(toLabelled);
  const groups = nearDuplicateGroups(texts.map(({ text }) => text));
  const order = shuffled([...new Set(groups)], seededRandom(3));
  const foldOfGroup = new Map(order.map((group, at) => [group, at % folds]));
  const foldOf = new Map(texts.map((each, at) => [each, foldOfGroup.get(groups[at]!)!]));
  const predictions: Prediction[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const seen = texts.filter((text) => foldOf.get(text) !== fold);
    const model = train(withPhrases(packs, seen));
    predictions.push(
      ...predict(
        model,
        texts.filter((text) => foldOf.get(text) === fold),
      ),
    );
    onFold(fold + 1);
  }
  return predictions;
}

/** What a model makes of messages, each in a conversation in its own language. */
export function predict(model: NluModel, texts: readonly LabelledText[]): Prediction[] {
  const { understand } = createRecogniser({ model, packs: [], catalogue: [], shop: nowhere });
  const now = new Date(0);
  return texts.map((each) => {
    const { language, intents } = understand(each.text, { locale: each.language, now });
    return { ...each, detected: language, intents };
  });
}

const nowhere = { country: "MA", currency: "MAD", timeZone: "UTC" };

function toLabelled({ language, phrases }: EvaluatedPack): LabelledText[] {
  return phrases.map(({ intent, text, variety, file, line }) => ({
    intent,
    text,
    language,
    ...(variety !== undefined && { variety }),
    ...(file !== undefined && { place: `${file}:${line}` }),
  }));
}

const withPhrases = (packs: readonly EvaluatedPack[], texts: readonly LabelledText[]): TrainingPack[] =>
  packs.map((pack) => ({ ...pack, phrases: texts.filter(({ language }) => language === pack.language) }));
