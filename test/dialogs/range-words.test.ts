import { expect, test } from "@jest/globals";
import { namesNothing } from "../../dialogs/product/range-words.ts";

test.each([
  "Que vendez-vous ?",
  "qu'est-ce que vous avez comme produits",
  "Montrez-moi votre catalogue svp",
  "what do you sell?",
  "Show me what you have, please",
  "ماذا تبيعون؟",
  "ما هي مُنتجاتكم",
  "شنو كتبيعو",
  "وش تبيعون",
  "chno katbi3o",
  "salam, achnou katbi3ou f l7anout",
])("%s: anything", (text) => {
  expect(namesNothing(text)).toBe(true);
});

test.each([
  "vous vendez des tapis ?",
  "un cadeau pour ma mère",
  "do you sell rugs",
  "what do you have for a wedding",
  "شنو عندكم للعرس",
  "واش كتبيعو السباط",
  "chno 3ndkom f red",
  "?!",
  "",
])("%p names something, or says nothing at all", (text) => {
  expect(namesNothing(text)).toBe(false);
});
