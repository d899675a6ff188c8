import { describe, expect, test } from "@jest/globals";
import { cheaper } from "../../../channels/twilio/cheaper.ts";
import { segments } from "../../../channels/twilio/segments.ts";

test.each<[string, string, "GSM-7" | "UCS-2", number]>([
  ["nothing", "", "GSM-7", 0],
  ["160 septets", "a".repeat(160), "GSM-7", 1],
  ["161 septets", "a".repeat(161), "GSM-7", 2],
  ["2 × 153", "a".repeat(306), "GSM-7", 2],
  ["one more", "a".repeat(307), "GSM-7", 3],
  ["the letters of French that it has", "éèùàÉÇ".repeat(26), "GSM-7", 1],
  ["80 euros", "€".repeat(80), "GSM-7", 1],
  ["81 euros", "€".repeat(81), "GSM-7", 2],
  ["a euro that does not fit into its part", `${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 3],
  ["every sign that counts two", "\f^{}\\[~]|€", "GSM-7", 1],
  ["one letter that it does not have", `${"a".repeat(69)}ç`, "UCS-2", 1],
  ["and one more", `${"a".repeat(70)}ç`, "UCS-2", 2],
  ["70 of Arabic", "س".repeat(70), "UCS-2", 1],
  ["71 of Arabic", "س".repeat(71), "UCS-2", 2],
  ["2 × 67", "س".repeat(134), "UCS-2", 2],
  ["35 emoji", "👗".repeat(35), "UCS-2", 1],
  ["an emoji that does not fit into its part", `${"س".repeat(66)}👗${"س".repeat(66)}`, "UCS-2", 3],
])("%s", (_, text, encoding, count) => {
  expect(segments(text)).toEqual({ encoding, count });
});

describe("what is sent instead", () => {
  const long = "Votre reçu est prêt. ".repeat(5).trim();

  test.each([
    ["signs", "« L’été » – « c’est ici »…", `"L'été" - "c'est ici"...`],
    ["the ligature", "Cœur, ŒUVRE", "Coeur, OEUVRE"],
    ["the spaces of a price", "1\u202f299,00\u00a0€", "1 299,00 €"],
    ["an accent that is written apart", "e\u0301te\u0301", "été"],
    ["accents that GSM-7 does not have, in a short text", "Reçu à la fenêtre", "Reçu à la fenêtre"],
    ["signs beside such accents, in a short text", "L’été reçu", "L’été reçu"],
    ["the same in a text of two segments", long, long.replaceAll("ç", "c").replaceAll("ê", "e")],
    ["é è à ù stay even then", `ç${"éèàù".repeat(20)}`, `c${"éèàù".repeat(20)}`],
    ["a text that is long anyway", "ç".repeat(200), "ç".repeat(200)],
    ["Arabic", "« مرحبا » – أهلا…", "« مرحبا » – أهلا…"],
    ["an emoji among words", `L’été 👗 ${"a".repeat(80)}`, `L'été ${"a".repeat(80)}`],
    ["the same in a short text", "L’été 👗", "L’été 👗"],
    ["at the end of a line", `Ici Dar Lina 👋\n${"a".repeat(80)}`, `Ici Dar Lina\n${"a".repeat(80)}`],
    ["at the beginning", `😊 ${"a".repeat(80)}`, "a".repeat(80)],
    ["of several characters", `Ici 👩🏽‍💻🇲🇦❤️ ${"a".repeat(80)}`, `Ici ${"a".repeat(80)}`],
    ["where it is the choice", `1. 👍\n2. 👎\n${"a".repeat(80)}`, `1. 👍\n2. 👎\n${"a".repeat(80)}`],
    ["in Arabic", `مرحبا 👋 ${"س".repeat(80)}`, `مرحبا 👋 ${"س".repeat(80)}`],
    ["beside such accents", `👋 ${long}`, long.replaceAll("ç", "c").replaceAll("ê", "e")],
    ["beside accents that stay", `👋 ç${"a".repeat(200)}`, `👋 ç${"a".repeat(200)}`],
    ["signs that are letters to nobody", `Lina™ © ${"a".repeat(80)}`, `Lina™ © ${"a".repeat(80)}`],
    ["letters of other languages", "Łódź", "Łódź"],
  ])("%s", (_, text, sent) => {
    expect(cheaper(text)).toBe(sent);
  });

  test("it is never dearer", () => {
    for (const text of ["…".repeat(60), "œ".repeat(70), "…".repeat(69), `${"a".repeat(159)}’`])
      expect(segments(cheaper(text)).count).toBeLessThanOrEqual(segments(text).count);
  });
});
