import { describe, expect, test } from "@jest/globals";
import { conceptFinder, conceptLexicon } from "../../nlu/concepts.ts";
import { foldText } from "../../nlu/fold.ts";
import { wordsOf } from "../../nlu/tokens.ts";

const { find, isWordFor } = conceptFinder(
  conceptLexicon({
    order: ["commande", "order", "طلب", "طلبية", "كوموند"],
    cash_on_delivery: ["cash on delivery", "à la livraison", "الدفع عند الاستلام"],
    late: ["retard*", "late"],
    send: ["expédi*"],
    color: ["أحمر", "noir"],
    yesterday: ["=hier", "=امس"],
  }),
);

describe("notions of a message", () => {
  test.each([
    ["où est ma commande", ["order"]],
    ["mes commandes", ["order"]],
    ["my order is late", ["late", "order"]],
    ["vous êtes retardataires", ["late"]],
    ["quand est-elle expédiée", ["send"]],
    ["كوموند ديالي", ["order"]],
    ["بالطلبية", ["order"]],
    ["بالأحمر", ["color"]],
    ["paiement à la livraison", ["cash_on_delivery"]],
    ["la livraison", []],
    ["نريد الدفع عند الاستلام", ["cash_on_delivery"]],
    ["une robe noire", ["color"]],
    ["platelet", []],
    ["commandé hier", ["order", "yesterday"]],
    ["commandé hiers", ["order"]],
    ["وصلت امس", ["yesterday"]],
    ["بامس", []],
    ["", []],
  ])("%s: %j", (text, concepts) => {
    expect(find(wordsOf(foldText(text))).sort()).toEqual(concepts);
  });

  test.each([
    ["noir", true],
    ["noire", false],
    ["الأحمر", true],
    ["commande", false],
  ])("%s is a colour by itself: %j", (word, isColor) => {
    expect(isWordFor(foldText(word), ["color"])).toBe(isColor);
  });
});
