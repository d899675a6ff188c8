import { expect, test } from "@jest/globals";
import { maskPersonal } from "../../models/mask.ts";
import type { Entity, EntityType } from "../../models/ports/recogniser.ts";

/** Where a type's value stands in the text. */
const at = (text: string, type: EntityType, value: string): Entity => {
  const start = text.indexOf(value);
  return { type, value, start, end: start + value.length, normalized: value };
};

test.each<[string, [EntityType, string][], string | null, string]>([
  ["appelez le 0661 23 45 67 svp", [["phone", "0661 23 45 67"]], null, "appelez le 0000000000 svp"],
  ["wach commande 10042 wslat", [["order_number", "10042"]], null, "wach commande 0000 wslat"],
  [
    "mail a.b@c.ma ou 0522000000",
    [
      ["email", "a.b@c.ma"],
      ["phone", "0522000000"],
    ],
    null,
    "mail nom@example.com ou 0000000000",
  ],
  ["rib 011 780 0000012345678901 23", [], null, "rib 000 000 0000000000000000 00"],
  ["moins de 1500 dh en 38", [], null, "moins de 1500 dh en 38"],
  ["voir www.shop.ma/p?id=9 stp", [], null, "voir https://example.com stp"],
  ["c'est Amina El Fassi ici", [], "Amina El Fassi", "c'est … El … ici"],
  ["أنا أمينة", [], "أمينة", "أنا …"],
])("%s", (text, entities, name, masked) => {
  const found = entities.map(([type, value]) => at(text, type, value));
  expect(maskPersonal(text, found, name)).toBe(masked);
});
