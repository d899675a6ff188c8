import { setImmediate as letOthersRun } from "node:timers/promises";
import type { Recogniser } from "../models/ports/recogniser.ts";
import { createClassifier } from "./classifier/classifier.ts";
import { decide } from "./decide.ts";
import { type EntityExtractor, entityExtractor } from "./entities/index.ts";
import { createLexicon, growLexicon, type LexiconEntry } from "./entities/lexicon.ts";
import { growWordLexicons, type WordPack, wordLexicons } from "./entities/word-lexicons.ts";
import { fold } from "./fold.ts";
import { detectLanguage } from "./language.ts";
import type { NluModel } from "./model.ts";

export interface RecogniserOptions {
  model: NluModel;
  packs: WordPack[];
  /** Names of the live catalogue, by a product's id or a category's key. */
  catalogue: LexiconEntry[];
  shop: { country: string; currency: string; timeZone: string };
}

/**
 * A recogniser whose knowledge can be replaced: made ready while messages are understood, then used from one message
 * to the next.
 */
export interface LiveRecogniser extends Recogniser {
  /** Newly trained phrases and the words that came with them. */
  swap(model: NluModel, packs: WordPack[]): Promise<void>;
  setCatalogue(names: LexiconEntry[]): Promise<void>;
}

export function createRecogniser({ model, packs, catalogue, shop }: RecogniserOptions): LiveRecogniser {
  let languageModel = model.language;
  let classifier = createClassifier(model.intents);
  let words = wordLexicons(packs);
  let names = createLexicon(catalogue);
  let extract = extractor();

  function extractor(): EntityExtractor {
    return entityExtractor({ words, catalogue: names, shop, isKnownWord: classifier.knows });
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
    async swap(next, nextPacks) {
      const nextClassifier = createClassifier(next.intents);
      await letOthersRun();
      words = await growWordLexicons(nextPacks);
      languageModel = next.language;
      classifier = nextClassifier;
      extract = extractor();
    },
    async setCatalogue(next) {
      names = await growLexicon(next);
      extract = extractor();
    },
  };
}
