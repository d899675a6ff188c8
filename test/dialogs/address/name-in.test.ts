import { expect, test } from "@jest/globals";
import { nameIn } from "../../../dialogs/address/name-in.ts";

test.each([
  ["Amina Benali, 0612345678, 12 rue des Lilas, Maarif, Casablanca", "Amina Benali"],
  ["Nom : El Mehdi Tazi\n12 rue Oued Ziz\nRabat", "El Mehdi Tazi"],
  ["أمينة بنعلي، 0612345678، شارع محمد الخامس رقم 8، الرباط", "أمينة بنعلي"],
  ["Hay Riad, 12 rue Oued Ziz, Rabat", null],
  ["حي السلام، زنقة 4، سلا", null],
  ["Bonjour Madame, 12 rue Oued Ziz, Rabat", null],
  ["أريد الطلب، زنقة 4، سلا", null],
  ["je veux la robe, en 38, rouge", null],
  ["Amina Benali, Casablanca", null],
])("the name that begins: %s", (text, name) => {
  expect(nameIn(text)).toBe(name);
});
