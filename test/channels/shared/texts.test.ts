import { describe, expect, test } from "@jest/globals";
import { numbered } from "../../../channels/shared/numbered.ts";
import { shortValue } from "../../../channels/shared/short-value.ts";
import { shorten, utf8Bytes } from "../../../channels/shared/shorten.ts";
import { splitText } from "../../../channels/shared/split-text.ts";

describe("a long text is cut", () => {
  test.each([
    ["between paragraphs", "Un.\n\nDeux.\nTrois.", 12, ["Un.", "Deux.\nTrois."]],
    ["between sentences", "La robe est là. Il en reste deux.", 20, ["La robe est là.", "Il en reste deux."]],
    [
      "at an Arabic question mark",
      "هل المقاس ٣٨ مناسب؟ بقيت قطعتان فقط",
      24,
      ["هل المقاس ٣٨ مناسب؟", "بقيت قطعتان فقط"],
    ],
    ["between words", "une deux trois quatre", 10, ["une deux", "trois", "quatre"]],
    ["within a word when there is nothing else", "abcdefgh", 3, ["abc", "def", "gh"]],
  ])("%s", (_, text, most, pieces) => {
    expect(splitText(text, most)).toEqual(pieces);
  });

  test("never within what a reader takes for one character", () => {
    const family = "👩‍👩‍👧‍👦";
    expect(splitText(family.repeat(3), family.length + 2)).toEqual([family, family, family]);
  });

  test("and nothing is lost but white space", () => {
    const text = "Voilà. ".repeat(900) + "سلام ".repeat(900) + "x".repeat(900);
    const pieces = splitText(text, 300);
    expect(pieces.every((piece) => piece.length <= 300)).toBe(true);
    expect(pieces.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
  });
});

test("a title that is too long ends in an ellipsis, within the limit", () => {
  expect(shorten("Suivre ma commande", 20)).toBe("Suivre ma commande");
  expect(shorten("Suivre ma commande maintenant", 20)).toBe("Suivre ma commande…");
  expect(utf8Bytes(shorten("متابعة الطلبية الآن", 20, utf8Bytes))).toBeLessThanOrEqual(20);
});

test("choices become numbered lines", () => {
  expect(numbered("Quelle taille ?", ["38", "40"])).toBe("Quelle taille ?\n1. 38\n2. 40");
  expect(numbered("", ["38", "40"])).toBe("1. 38\n2. 40");
});

test("a payload that does not fit is told by its hash", () => {
  expect(shortValue("start:order.track", 64)).toBe("start:order.track");
  expect(shortValue(`start:order.track?number=${"1".repeat(60)}`, 64)).toMatch(/^#[\w-]{22}$/);
});
