import type { Report } from "./fault.ts";
import type { PlacedPhrase } from "./language-files.ts";
import { sameText } from "./same-text.ts";
import { didYouMean } from "./suggest.ts";

/** Phrases of one language in one folder. `intents` null: not all of them are known, so none is doubted. */
export function checkPhrases(phrases: PlacedPhrase[], intents: Set<string> | null, report: Report): void {
  const doubted = new Set<string>();
  const firsts = new Map<string, PlacedPhrase>();
  for (const phrase of phrases) {
    const heading = `${phrase.file}:${phrase.intentPlace.line}`;
    if (intents && !intents.has(phrase.intent) && !doubted.has(heading)) {
      doubted.add(heading);
      report(
        phrase.intentPlace,
        `"${phrase.intent}" is no intent${didYouMean(phrase.intent, intents)}: use one of the taxonomy, or name it in a dialog of dialogs.yaml`,
      );
    }
    const text = sameText(phrase.text);
    const first = firsts.get(text);
    if (!first) firsts.set(text, phrase);
    else
      report(
        phrase,
        first.intent === phrase.intent
          ? `this phrase is in ${first.file}:${first.line} already: take one of them out`
          : `this phrase is in ${first.intent} too (${first.file}:${first.line}): keep it in one intent`,
      );
  }
}
