import type { Language } from "../models/language.ts";
import type { LocalePack } from "../models/locale.ts";
import type { IntentScore, Recogniser } from "../models/ports/recogniser.ts";
import type { Classifier } from "./classifier/classifier.ts";
import { perceptronClassifier } from "./classifier/perceptrons.ts";
import { chances, decide } from "./decide.ts";
import { type CatalogueWords, type EntityExtractor, entityExtractor } from "./entities/index.ts";
import { type FoldedText, fold } from "./fold.ts";
import { type DetectedText, detectLanguage } from "./language.ts";
import type { NluModel } from "./model.ts";

export interface RecogniserOptions {
  model: NluModel;
  packs: Pick<LocalePack, "language" | "words">[];
  catalogue: CatalogueWords[];
  shop: { country: string; currency: string; timeZone: string };
}

/** A recogniser whose knowledge can be replaced between two messages. */
export interface LiveRecogniser extends Recogniser {
  /** Newly trained phrases and the words that came with them. */
  swap(model: NluModel, packs: Pick<LocalePack, "language" | "words">[]): void;
  setCatalogue(words: CatalogueWords[]): void;
}

export function createRecogniser({ model, packs, catalogue, shop }: RecogniserOptions): LiveRecogniser {
  let wordPacks = packs;
  let products = catalogue;
  let languageModel = model.language;
  let classifiers = classifiersOf(model);
  let extract = extractor();

  function extractor(): EntityExtractor {
    const known = [...classifiers.values()];
    const isKnownWord = (word: string) => known.some((classifier) => classifier.knows(word));
    return entityExtractor({ packs: wordPacks, catalogue: products, shop, isKnownWord });
  }

  return {
    understand(text, { locale, expected, now }) {
      const folded = fold(text);
      const detected = detectLanguage(languageModel, folded.text, locale);
      return {
        language: detected.language,
        script: detected.script,
        intents: decide(read(classifiers, detected, folded), expected?.intents ?? []),
        entities: extract(folded, {
          language: detected.language === "other" ? locale : detected.language,
          expected: expected?.entities ?? [],
          now,
        }),
      };
    },
    swap(next, nextPacks) {
      wordPacks = nextPacks;
      languageModel = next.language;
      classifiers = classifiersOf(next);
      extract = extractor();
    },
    setCatalogue(next) {
      products = next;
      extract = extractor();
    },
  };
}

const classifiersOf = ({ intents }: NluModel): Map<Language, Classifier> =>
  new Map(intents.map((each) => [each.language, perceptronClassifier(each)]));

/**
 * The opinion of each language that the text may be in, each as far as that language is likely: in "ok je veux
 * the blue one" both have a say.
 */
function read(
  classifiers: Map<Language, Classifier>,
  { candidates }: DetectedText,
  { text }: FoldedText,
): IntentScore[] {
  const best = candidates[0]?.probability ?? 1;
  const scores = new Map<string, number>();
  for (const { language, probability } of candidates) {
    const opinion = classifiers.get(language)?.classify(text);
    for (const { name, score } of opinion ? chances(opinion) : []) {
      scores.set(name, Math.max(scores.get(name) ?? 0, score * Math.sqrt(probability / best)));
    }
  }
  return [...scores].map(([name, score]) => ({ name, score })).sort((a, b) => b.score - a.score);
}
