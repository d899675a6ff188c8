import { expect, test } from "@jest/globals";
import { besideIn, thatOne } from "../../dialogs/product/beside.ts";
import type { Entity } from "../../models/ports/recogniser.ts";

/** Things are named as in the text. */
function heard(text: string, intent: string, things: string[]) {
  const entities = things.map((thing): Entity => {
    const start = text.indexOf(thing);
    return { type: "product", value: thing, normalized: thing, start, end: start + thing.length } as Entity;
  });
  return {
    language: "fr" as const,
    script: "latin" as const,
    intents: [{ name: intent, score: 0.9 }],
    entities,
  };
}

const advice = "product.recommendation";
test.each([
  ["qu'est-ce qui va avec le blazer ?", advice, ["blazer"], "blazer"],
  ["quel foulard avec mon caftan ?", advice, ["foulard", "caftan"], "caftan"],
  ["et avec ça ?", advice, [], thatOne],
  ["what goes with the blazer?", advice, ["blazer"], "blazer"],
  ["شنو كيجي مع البليزر؟", advice, ["البليزر"], "البليزر"],
  ["achno kayji m3a blazer?", advice, ["blazer"], "blazer"],
  ["que me conseillez-vous pour un mariage ?", advice, [], null],
  ["une robe avec manches", "product.search", ["robe"], null],
])("%s", (text, intent, things, beside) => {
  expect(besideIn(text, heard(text, intent, things))).toBe(beside);
});
