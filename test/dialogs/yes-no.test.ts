import { expect, test } from "@jest/globals";
import { isBareYesOrNo, yesOrNo } from "../../dialogs/engine/yes-no.ts";
import type { Language } from "../../models/language.ts";

const heard = (language: Language) => ({ language, script: "latin" as const, intents: [], entities: [] });

test.each<[string, Language, boolean | null]>([
  ["oui", "fr", true],
  ["ok la bleue", "fr", true],
  ["d'accord !", "fr", true],
  ["ah non merci", "fr", false],
  ["ok, mais non", "fr", false],
  ["ouais non", "fr", false],
  ["la bleue", "fr", null],
  ["ah bon", "fr", null],
  ["ah", "ar", true],
  ["ah mse7 kolchi", "ar", true],
  ["ah la", "ar", false],
  ["la", "ar", false],
  ["اه لا", "ar", false],
  ["ايه", "ar", true],
  ["yes please", "en", true],
  ["oh no", "en", false],
  ["👍", "fr", true],
  ["safi akked", "ar", true],
  ["safi, mabghitch", "ar", false],
  ["نعم أؤكد", "ar", true],
])("%s, in %s, is %s", (text, language, expected) => {
  expect(yesOrNo(text, heard(language))).toBe(expected);
});

test.each([
  ["oui", true],
  ["نعم", true],
  ["no.", true],
  ["Noura Alami", false],
  ["Ouissal", false],
])("%s is nothing but a yes or a no: %s", (text, isBare) => {
  expect(isBareYesOrNo(text)).toBe(isBare);
});
