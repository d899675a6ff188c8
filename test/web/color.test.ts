import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { contrast, paletteOf } from "../../web/widget/color.ts";

test("contrast is that of WCAG", () => {
  expect(contrast("#ffffff", "#000000")).toBe(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test("whatever colour a shop has, the chat can be read", () => {
  const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, "0"));
  fc.assert(
    fc.property(channel, channel, channel, (red, green, blue) => {
      const { brand, onBrand, strong, soft } = paletteOf(`#${red}${green}${blue}`);
      expect(contrast(onBrand, brand)).toBeGreaterThanOrEqual(4.5);
      for (const ground of ["#ffffff", soft]) expect(contrast(strong, ground)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test("a colour that is none is the default", () => {
  expect(paletteOf("red; background: url(//evil.example)")).toEqual(paletteOf("#0f766e"));
});
