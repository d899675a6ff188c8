import { expect, test } from "@jest/globals";
import { isTakenTwice } from "../../dialogs/payment/taken-twice.ts";

test.each([
  ["j'ai été débité deux fois", true],
  ["you took the money but there is no order", true],
  ["I was charged twice", true],
  ["خصمتم مني المبلغ مرتين", true],
  ["t9at3o liya flous jouj mrat", true],
  ["mon paiement a échoué", false],
  ["card declined", false],
  ["البطاقة مرفوضة", false],
])("%s: money was taken: %s", (text, isTaken) => {
  expect(isTakenTwice(text)).toBe(isTaken);
});
