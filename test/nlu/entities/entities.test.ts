import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { Language, languages } from "../../../models/language.ts";
import { EntityWords } from "../../../models/locale.ts";
import type { EntityType } from "../../../models/ports/recogniser.ts";
import { entityTypes } from "../../../models/ports/recogniser.ts";
import { entityExtractor } from "../../../nlu/entities/index.ts";
import { createLexicon } from "../../../nlu/entities/lexicon.ts";
import { wordLexicons } from "../../../nlu/entities/word-lexicons.ts";
import { fold } from "../../../nlu/fold.ts";
import { entityCases } from "./cases.ts";

const packs = languages.map((language) => {
  const url = new URL(`../../../locales/${language}/entities.yaml`, import.meta.url);
  return { language, words: EntityWords.parse(parse(readFileSync(url, "utf8"))) };
});
const extract = entityExtractor({
  words: wordLexicons(packs),
  catalogue: createLexicon([
    { key: "p-nour", words: ["Caftan Nour", "قفطان نور"] },
    { key: "p-lina", words: ["Lina dress"] },
  ]),
  shop: { country: "MA", currency: "MAD", timeZone: "Africa/Casablanca" },
  isKnownWord: (word) => ["cherche"].includes(word),
});
const now = new Date("2026-05-06T23:30:00Z");

const cases = entityCases
  .trim()
  .split("\n")
  .map((line) => {
    const [head = "", text = "", found = ""] = line.split(" | ").map((part) => part.trim());
    const [, language = "", expected] = /^(\w+)(?: \[(\w+)\])?$/.exec(head) ?? [];
    return { line, language: Language.parse(language), text, expected, found: found === "|" ? "" : found };
  });

describe("entities", () => {
  test.each(cases)("$line", ({ language, text, expected, found }) => {
    const hoped: EntityType[] = entityTypes.filter((type) => type === expected);
    const entities = extract(fold(text), { language, expected: hoped, now });
    expect(entities.map((each) => `${each.type}:${each.value}=${each.normalized}`).join(" ; ")).toBe(found);
    for (const { value, start, end } of entities) expect(text.slice(start, end)).toBe(value);
  });

  test("there are cases enough", () => expect(cases.length).toBeGreaterThanOrEqual(300));

  test("languages share their keys, and each key begins with the word we say", () => {
    const keys = packs.map(({ words }) =>
      JSON.stringify(Object.values(words).map((kind) => Object.keys(kind))),
    );
    expect(new Set(keys).size).toBe(1);
  });
});
