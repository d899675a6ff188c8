import { describe, expect, test } from "@jest/globals";
import {
  hasNoPicture,
  isMissing,
  keepsIt,
  reasonIn,
  wantedSize,
  wantsMoney,
} from "../../dialogs/return/words.ts";
import type { Entity } from "../../models/ports/recogniser.ts";

/** Sizes as the recogniser finds them: two digits, or letters. */
const sizesIn = (text: string): { entities: Entity[] } => ({
  entities: [...text.matchAll(/(?<![\p{L}\p{N}])(\d{2}|XX?L|[SML])(?![\p{L}\p{N}])/gu)].map((match) => ({
    type: "size",
    value: match[0],
    start: match.index,
    end: match.index + match[0].length,
    normalized: match[0],
  })),
});

test.each([
  ["T40 → T38", "38"],
  ["je la veux en 38", "38"],
  ["le 40 contre un 38", "38"],
  ["j'ai pris du 40, je voudrais un 38", "38"],
  ["un 38 au lieu du 40", "38"],
  ["a 38 instead of the 40", "38"],
  ["بدلي المقاس من 40 ل 38", "38"],
  ["بغيت 38 بلاصة 40", "38"],
  ["bghit 38 f blast 40", "38"],
  ["du L en XXL", "XXL"],
  ["je veux l'échanger", null],
])("%s: wanted is %s", (text, size) => {
  expect(wantedSize(text, sizesIn(text))).toBe(size);
});

test.each([
  ["elle est trop petite", "size"],
  ["c'est trop grand", "size"],
  ["it doesn't fit", "size"],
  ["صغير عليا", "size"],
  ["sghira 3liya", "size"],
  ["ce n'est pas la bonne couleur", "color"],
  ["اللون ما شي هو", "color"],
  ["il ne me plaît pas", "not_as_expected"],
  ["ما عجبنيش", "not_as_expected"],
  ["ma 3jebnich", "not_as_expected"],
  ["I changed my mind", "changed_mind"],
  ["غيرت رأيي", "changed_mind"],
  ["beddelt ra2yi", "changed_mind"],
  ["elle est arrivée déchirée", "defective"],
  ["the zip is broken", "defective"],
  ["وصل ممزق", "defective"],
  ["mqette3", "defective"],
  ["ce n'est pas le bon", "wrong_item"],
  ["وصلني منتج خاطئ", "wrong_item"],
  ["je veux le retourner", null],
])("%s: the reason is %s", (text, reason) => {
  expect(reasonIn(text)).toBe(reason);
});

describe("keeping it after all", () => {
  test.each([
    "finalement je la garde",
    "non je garde tout",
    "je ne veux plus faire de retour",
    "annulez mon retour",
    "annule l'échange",
    "actually I'll keep it",
    "cancel my return please",
    "I no longer want to return it",
    "سأحتفظ به",
    "خلاص غادي نخليها",
    "ألغوا الإرجاع",
    "ghadi nkhelliha",
    "annuler retour dyali",
  ])("%s", (text) => expect(keepsIt(text)).toBe(true));

  test.each([
    "je veux retourner la robe",
    "gardez-moi la robe",
    "I want to return it",
    "أريد إرجاع الفستان",
    "bghit nrje3 la robe",
    "je veux annuler ma commande",
  ])("not: %s", (text) => expect(keepsIt(text)).toBe(false));
});

test("what is missing, what cannot be shown, and whose money it is", () => {
  for (const text of ["il manque la ceinture", "the belt is missing", "الحزام ناقص", "na9sa l7zam"])
    expect(isMissing(text)).toBe(true);
  expect(isMissing("j'ai reçu le mauvais article")).toBe(false);
  for (const text of ["je n'ai pas d'appareil photo", "I can't", "ما عنديش كاميرا", "man9derch"])
    expect(hasNoPicture(text)).toBe(true);
  for (const text of ["remboursez-moi", "I want my money back", "بغيت فلوسي", "bghit flousi"])
    expect(wantsMoney(text)).toBe(true);
});
