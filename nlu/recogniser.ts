import type { LocalePack } from "../models/locale.ts";
import type { Recogniser } from "../models/ports/recogniser.ts";
import { createClassifier } from "./classifier/classifier.ts";
import { decide } from "./decide.ts";
import { type CatalogueWords, type EntityExtractor, entityExtractor } from "./entities/index.ts";
import { fold } from "./fold.ts";
import { detectLanguage } from "./language.ts";
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
  let classifier = createClassifier(model.intents);
  let extract = extractor();

  function extractor(): EntityExtractor {
    const isKnownWord = classifier.knows;
    return entityExtractor({ packs: wordPacks, catalogue: products, shop, isKnownWord });
  }

  return {
    understand(text, { locale, expected, now }) {
      const folded = fold(text);
      const detected = detectLanguage(languageModel, folded.text, locale);
      return {
        language: detected.language,
        script: detected.script,
        intents: decide(classifier.classify(folded.text), expected?.intents ?? []),
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
      classifier = createClassifier(next.intents);
      extract = extractor();
    },
    setCatalogue(next) {
      products = next;
      extract = extractor();
    },
  };
}
