import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { allFlows, engineIntents } from "../../dialogs/index.ts";
import { merchantFlow } from "../../dialogs/merchant.ts";
import { loadLocales } from "../../locales/load.ts";
import { countryOf } from "../../models/cities.ts";
import { languages } from "../../models/language.ts";
import { taxonomy } from "../../models/taxonomy.ts";

const locales = await loadLocales([join(import.meta.dirname, "../../locales")]);
const flows = allFlows(locales.dialogs.map(merchantFlow));

describe("every intent of the taxonomy", () => {
  test.each(Object.keys(taxonomy))("%s leads to one flow, or is the engine's own", (intent) => {
    const serving = [...flows.values()].filter((flow) => flow.intents.includes(intent));
    expect(serving.map(({ name }) => name)).toHaveLength(engineIntents.has(intent) ? 0 : 1);
  });

  test.each(languages)("has phrases in %s", (language) => {
    const least = { fr: 12, ar: 16, en: 12 }[language];
    const few = Object.keys(taxonomy).filter(
      (intent) => locales.packs[language].phrases.filter((phrase) => phrase.intent === intent).length < least,
    );
    expect(few).toEqual([]);
  });
});

test("every flow has a name for shoppers in every language", () => {
  const nameless = [...flows.values()].flatMap(({ title }) =>
    languages
      .filter((language) => !locales.packs[language].replies[title])
      .map((language) => `${title} (${language})`),
  );
  expect(nameless).toEqual([]);
});

test("every city has its country, so that abroad is told from the rest of the country", () => {
  expect(Object.keys(locales.packs.fr.words.city).filter((city) => countryOf(city) === undefined)).toEqual(
    [],
  );
});
