import { expect, test } from "@jest/globals";
import { namesOne, takesOut } from "../../../dialogs/order/removal-words.ts";

/** A text whose thing stands between ‹ and ›. */
function heard(marked: string) {
  const start = marked.indexOf("‹");
  const text = marked.replace(/[‹›]/g, "");
  const end = marked.indexOf("›") - 1;
  const value = text.slice(start, end);
  const entities = start < 0 ? [] : [{ type: "product" as const, value, start, end, normalized: "blazers" }];
  return { text, understanding: { entities } };
}

test.each([
  "remove the ‹blazer› from my order 10040",
  "please take the ‹blazer› off my order",
  "cancel the ‹blazer› in my order",
  "I no longer want the ‹blazer› in my order",
  "I want to remove an item from my order",
  "enlève le ‹blazer› de ma commande",
  "retirez le ‹blazer› de la commande 10040 svp",
  "je ne veux plus le ‹blazer› dans ma commande",
  "retire un article de ma commande",
  "احذف ‹البليزر› من طلبي",
  "حيد ‹البليزر› من الطلب ديالي",
  "لم أعد أريد ‹البليزر› في طلبي",
  "شيل ‹البليزر› من الاوردر",
  "أريد حذف منتج من طلبي",
  "7iyed ‹blazer› mn la commande dyali",
  "ma b9itch baghi ‹blazer› f commande dyali",
])("taken out: %s", (marked) => {
  const { text, understanding } = heard(marked);
  expect(takesOut(text, understanding)).toBe(true);
});

test.each([
  "cancel my order",
  "annule ma commande de ‹blazer›",
  "enlève le ‹blazer› de mon panier",
  "enlève le ‹blazer› et mets la robe dans ma commande",
  "I want the ‹blazer› in L in my order instead",
  "change the ‹blazer› in my order",
  "enlève le code promo de ma commande",
  "what is the ‹blazer› in my order?",
  "غير ‹البليزر› في طلبي",
])("not: %s", (marked) => {
  const { text, understanding } = heard(marked);
  expect(takesOut(text, understanding)).toBe(false);
});

test.each([
  ["remove one ‹T-shirt› from my order", true],
  ["remove one of the ‹T-shirts› from my order", true],
  ["enlève un ‹t-shirt› de ma commande", true],
  ["7iyed wa7ed ‹t-shirt› mn commande", true],
  ["remove the ‹T-shirt› from my order", false],
  ["enlève mon ‹t-shirt› de ma commande", false],
])("one of several: %s", (marked, isOne) => {
  const { text, understanding } = heard(marked);
  expect(namesOne(text, understanding)).toBe(isOne);
});
