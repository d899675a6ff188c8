import { expect, test } from "@jest/globals";
import { wantedOf } from "../../../dialogs/order/wanted-variant.ts";

/** The numbers of a text as its sizes. */
const sizesIn = (text: string) => ({
  entities: [...text.matchAll(/\d+/g)].map(({ 0: value, index }) => ({
    type: "size" as const,
    value,
    start: index,
    end: index + value.length,
    normalized: value,
  })),
});

test.each([
  ["je la veux en 40", "40"],
  ["changer du 38 au 40", "40"],
  ["T38 → T40", "40"],
  ["40 au lieu de 38", "40"],
  ["i want a 40 instead of the 38", "40"],
  ["بغيت 40 بلاصة 38", "40"],
  ["بدلي 38 ب 40", "40"],
  ["bghit 40 blast 38", "40"],
  ["changez la robe", null],
])("%s", (text, size) => {
  expect(wantedOf("size", text, sizesIn(text))).toBe(size);
});
