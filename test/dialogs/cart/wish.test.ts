import { expect, test } from "@jest/globals";
import { cartWish, leavesCart, setsQuantity } from "../../../dialogs/cart/wish.ts";
import type { Entity } from "../../../models/ports/recogniser.ts";

const made = { added: { key: "k", args: { change: { sku: "A" } } } };
const heard = (text: string, intent = "None", entities: Entity[] = []) => ({
  text,
  understanding: {
    entities,
    intents: [{ name: intent, score: 0.6 }],
    language: "fr" as const,
    script: "latin" as const,
  },
});
const quantity = (normalized: string): Entity[] => [
  { type: "quantity", value: normalized, start: 0, end: 1, normalized },
];

test.each([
  "retirez la robe du panier",
  "je ne veux plus la robe dans mon panier",
  "take the dress out of my cart",
  "احذف الفستان من السلة",
  "حيد الفستان من الباني",
  "7eyed robe mn panier",
])("it leaves the cart: %s", (text) => expect(leavesCart(text)).toBe(true));

test.each([
  "mon panier",
  "enlève la robe de ma commande",
  "retirez la robe du panier et mettez la jupe",
  "remove my data",
])("it does not: %s", (text) => expect(leavesCart(text)).toBe(false));

test.each([
  "retirez-la",
  "enlève-le svp",
  "je la veux plus",
  "remove it",
  "take it out",
  "7eydha",
  "احذفها",
  "حيدها",
])("it, that was just put in, goes: %s", (text) =>
  expect(cartWish(heard(text), { made })).toEqual({ sku: "A", quantity: "0" }),
);

test.each([
  ["non, 3", "3"],
  ["mettez-en 4 plutôt", "4"],
  ["non, seulement 1", "1"],
  ["make it 3", "3"],
  ["la, 3", "3"],
  ["khelliha 2", "2"],
  ["لا، ٣", "3"],
  ["خليها 2", "2"],
])("so many in all: %s", (text, quantity) =>
  expect(cartWish(heard(text), { made })).toEqual({ sku: "A", quantity }),
);

test("a number is how many in all, unless it is said to be more, or with another wish", () => {
  const told = (text: string, intent: string) => cartWish(heard(text, intent, quantity("2")), { made });
  expect(told("je veux deux pièces", "cart.add")).toEqual({ sku: "A", quantity: "2" });
  expect(told("j'en veux deux autres", "cart.add")).toBeNull();
  expect(told("I'd like to return two", "return.request")).toBeNull();
});

test.each(["finalement non", "merci", "supprimez mes données", "je ne veux plus de messages"])(
  "nothing of the cart: %s",
  (text) => expect(cartWish(heard(text), { made })).toBeNull(),
);

test("so many in the cart instead of those in it, or more of them", () => {
  const understanding = { entities: quantity("5") };
  expect(setsQuantity("passez à 5 foulards au lieu de 2 dans mon panier", understanding)).toBe(true);
  expect(setsQuantity("ajoutez 5 foulards au panier", understanding)).toBe(false);
});
