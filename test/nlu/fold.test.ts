import { describe, expect, test } from "@jest/globals";
import { fold, foldText, maxChars } from "../../nlu/fold.ts";
import { arabicSkeleton } from "../../nlu/languages/arabic-skeleton.ts";
import { tokenise } from "../../nlu/tokens.ts";

describe("one spelling per letter", () => {
  test.each([
    ["Où est ma COMMANDE ?", "ou est ma commande ?"],
    ["déçue, œuvre, straße", "decue, oeuvre, strasse"],
    ["أين طلبي؟", "اين طلبي?"],
    ["إلى آخره", "الي اخره"],
    ["فُسْتَانٌ", "فستان"],
    ["مـــرحبا", "مرحبا"],
    ["طلبية", "طلبيه"],
    ["أڭادير گلاس", "اكادير كلاس"],
    ["٣٨ و ۴۰", "38 و 40"],
    ["salut،merci؛ok", "salut,merci;ok"],
    ["j’ai «ça»", 'j\'ai "ca"'],
    ["rouuuuge", "rouge"],
    ["مرحباااا", "مرحبا"],
    ["commande 10000", "commande 10000"],
    ["XXXL", "xxxl"],
    ["ro\u200bu\u200dge\u200f", "rouge"],
    ["👍🏽", "👍"],
    ["ｆｕｌｌ", "full"],
    ["a\u0000b\tc", "a b c"],
    ["x\ud800y", "x y"],
  ])("%j is %j", (raw, folded) => expect(foldText(raw)).toBe(folded));

  test("every folded word leads back to its raw letters", () => {
    const raw = "La  rooobe «ÉTÉ», œuf, طَلَبِيَّة ٣٨ 👍!";
    const folded = fold(raw);
    const back = tokenise(folded).map(({ start, end }) =>
      raw.slice(folded.starts[start], folded.ends[end - 1]),
    );
    expect(back).toEqual(["La", "rooobe", "ÉTÉ", "œuf", "طَلَبِيَّة", "٣٨", "👍"]);
  });

  test("no more than the limit is read", () => {
    expect(fold("ab ".repeat(30_000)).text).toHaveLength(maxChars);
  });
});

describe("consonants of Arabic and Arabizi", () => {
  test.each([
    ["بغيت", "bghit"],
    ["شحال", "ch7al"],
    ["واش", "wach"],
    ["خميس", "khmis"],
    ["عندكم", "3ndkom"],
    ["ديال", "dyal"],
    ["قهوه", "9ahwa"],
  ])("%s and %s meet", (arabic, arabizi) => expect(arabicSkeleton(arabizi)).toBe(arabicSkeleton(arabic)));

  test("other words stay apart", () => expect(arabicSkeleton("kayn")).not.toBe(arabicSkeleton("chno")));
});
