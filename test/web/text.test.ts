import { expect, test } from "@jest/globals";
import { directionOf } from "../../web/widget/direction.ts";
import { linkify, webAddress } from "../../web/widget/format.ts";
import { toLanguage } from "../../web/widget/strings.ts";

test.each([
  ["bonjour", "ltr"],
  ["مرحبا", "rtl"],
  ["Lina متوفرة في مقاس 38", "rtl"],
  ["wach kayn f 38?", "ltr"],
  ["La robe فستان est en stock", "ltr"],
  ["10042", null],
  ["👍 !", null],
  ["", null],
])("%j is read %s", (text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

test.each([
  ["see https://shop.example/a?b=c.", "https://shop.example/a?b=c", "https://shop.example/a?b=c"],
  ["(http://shop.example/x)", "http://shop.example/x", "http://shop.example/x"],
  ["انظر https://shop.example/ق؟", "https://shop.example/ق", "https://shop.example/%D9%82"],
  ["Tel: +212522000198.", "+212522000198", "tel:+212522000198"],
  ["à bonjour@shop.example, merci", "bonjour@shop.example", "mailto:bonjour@shop.example"],
])("in %j, %s is a link", (text, shown, href) => {
  const segments = linkify(text);
  expect(segments.filter((segment) => segment.href)).toEqual([{ text: shown, href }]);
  expect(segments.map((segment) => segment.text).join("")).toBe(text);
});

test.each(["javascript:alert(1)", "order 10042", "data:text/html,x", "https://", "a@b", "3 + 212522000198"])(
  "%j holds no link",
  (text) => {
    expect(linkify(text)).toEqual([{ text }]);
  },
);

test("an address ends where marks turn the direction of the text", () => {
  expect(linkify("https://shop.example/\u202egpj.exe")[0]).toEqual({
    text: "https://shop.example/",
    href: "https://shop.example/",
  });
});

test.each([
  ["/demo/a.jpg", "https://shop.example/demo/a.jpg"],
  ["https://cdn.example/a.jpg", "https://cdn.example/a.jpg"],
  ["javascript:alert(1)", null],
  ["data:image/png;base64,AAAA", null],
  ["http://[", null],
])("the picture %s is at %s", (path, address) => {
  expect(webAddress(path, "https://shop.example/")).toBe(address);
});

test.each([
  ["ar-MA", "ar"],
  ["EN_us", "en"],
  ["de", "fr"],
  ["constructor", "fr"],
  ["", "fr"],
])("the chat speaks to %j in %s", (tag, language) => {
  expect(toLanguage(tag)).toBe(language);
});
