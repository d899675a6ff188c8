import { join } from "node:path";
import { type Language, languages } from "../models/language.ts";
import { wordKinds } from "../models/locale.ts";
import type { Report } from "./fault.ts";
import type { WordList } from "./language-files.ts";
import type { Layer } from "./layer.ts";
import { sameText } from "./same-text.ts";
import { didYouMean } from "./suggest.ts";
import { placeOf, placeOfPath } from "./yaml-file.ts";

/** Every language has the same keys, and a word means one thing of a kind. */
export function checkWords(merged: Layer, spoken: readonly Language[], report: Report): void {
  for (const language of languages) checkMeanings(merged.languages[language].words, report);
  for (const kind of wordKinds) {
    const keysIn = (language: Language): WordList[] =>
      merged.languages[language].words.filter((list) => list.kind === kind);
    const all = new Map(spoken.flatMap(keysIn).map((list) => [list.key, list]));
    for (const language of spoken) {
      if (merged.languages[language].unreadable.includes("entities.yaml")) continue;
      const own = new Set(keysIn(language).map(({ key }) => key));
      const file = join(merged.dir, language, "entities.yaml");
      for (const [key, { place }] of all)
        if (!own.has(key))
          report(
            { file, line: 1, column: 1 },
            `${kind} "${key}" has no words here (${place.file}:${place.line} has it)${didYouMean(
              key,
              [...own].filter((other) => !all.has(other)),
            )}: add them`,
          );
    }
  }
}

function checkMeanings(lists: WordList[], report: Report): void {
  const firsts = new Map<string, WordList>();
  for (const list of lists) {
    for (const { text, file, node } of list.texts) {
      const meaning = `${list.kind}/${sameText(text)}`;
      const first = firsts.get(meaning);
      if (first && first !== list)
        report(
          placeOf(file, node),
          `"${text}" is a word for the ${list.kind} "${first.key}" too (${first.place.file}:${first.place.line}): keep it below one`,
        );
      firsts.set(meaning, first ?? list);
    }
  }
}

/** The delivery zones of shop.yaml name cities by their keys in entities.yaml. */
export function checkCities(merged: Layer, report: Report): void {
  const lists = languages.flatMap((language) => merged.languages[language].words);
  const cities = new Set(lists.filter(({ kind }) => kind === "city").map(({ key }) => key));
  if (!merged.shop || cities.size === 0) return;
  const { file, shop } = merged.shop;
  for (const [zone, { cities: named }] of shop.delivery.zones.entries())
    for (const [index, city] of named.entries())
      if (!cities.has(city))
        report(
          placeOfPath(file, ["delivery", "zones", zone, "cities", index]),
          `"${city}" is no city of entities.yaml${didYouMean(city, cities)}: use its key there, or add it`,
        );
}
