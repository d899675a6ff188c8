import { expect, test } from "@jest/globals";
import { createReplies, type ReplyParamsError, UnknownReplyError } from "../../locales/replies.ts";
import type { Language } from "../../models/language.ts";
import type { LocalePack, ReplyTexts } from "../../models/locale.ts";
import type { Replies, ReplyParams } from "../../models/ports/replies.ts";

const pack = (language: Language, replies: ReplyTexts): LocalePack => ({
  language,
  phrases: [],
  words: { color: { red: ["rouge", "vermeil"] }, size: {}, category: {}, city: {} },
  concepts: {},
  replies,
});

function repliesOf(texts: ReplyTexts): { replies: Replies; faults: ReplyParamsError[] } {
  const faults: ReplyParamsError[] = [];
  const packs = { fr: pack("fr", texts), ar: pack("ar", texts), en: pack("en", texts) };
  const onFault = (fault: ReplyParamsError): void => void faults.push(fault);
  return { replies: createReplies(packs, { timeZone: "Europe/Paris", onFault }), faults };
}

function render(text: string, language: Language, params?: ReplyParams): [string, string[]] {
  const { replies, faults } = repliesOf({ key: [text] });
  return [replies.render("key", language, params), faults.map(({ message }) => message)];
}

const items =
  "{n, plural, zero {لا شيء} one {قطعة} two {قطعتان} few {# قطع} many {# قطعة} other {# قطعة ما}}";

test.each([
  [0, "لا شيء"],
  [1, "قطعة"],
  [2, "قطعتان"],
  [3, "3 قطع"],
  [11, "11 قطعة"],
  [100, "100 قطعة ما"],
])("Arabic plural of %d, in Western digits", (n, expected) => {
  expect(render(items, "ar", { n })).toEqual([expected, []]);
});

test.each([
  ["{n, plural, one {# article} other {# articles}}", "fr", { n: 0 }, "0 article"],
  ["{n, plural, =0 {vide} other {#}}", "fr", { n: 0 }, "vide"],
  ["Order {number}", "en", { number: "10042" }, "Order 10042"],
  ["a < b <b>{name}</b>", "en", { name: "<script>" }, "a < b <b><script></b>"],
  ["Hi {name}", "en", { name: "{name} {n, plural, other {x}} '{'" }, "Hi {name} {n, plural, other {x}} '{'"],
  ["l'article d'Amina", "fr", {}, "l'article d'Amina"],
  ["{at, time, short}", "en", { at: new Date("2026-07-01T23:30:00Z") }, "01:30"],
  ["{named, select, yes {Hi {name}} other {Hi}}", "en", { named: "no", name: undefined }, "Hi"],
] as const)("%s in %s", (text, language, params, expected) => {
  expect(render(text, language, params)).toEqual([expected, []]);
});

test.each([
  ["Hi {name}!", {}, "Hi !", "name"],
  ["Hi {name}!", { name: undefined }, "Hi !", "name"],
  [
    "{n, plural, one {# dress} other {some dresses}} for {name}",
    { name: "Lina" },
    "some dresses for Lina",
    "n",
  ],
  ["{named, select, yes {Hi {name}} other {Hi}}", { named: "yes" }, "Hi ", "name"],
  ["on {day, date, full}.", { day: new Date(Number.NaN) }, "on .", "day"],
])("%s without what belongs in it is said all the same, and reported", (text, params, expected, missing) => {
  expect(render(text, "en", params)).toEqual([
    expected,
    [`The reply "key" (en) was given no usable ${missing}: pass it to render`],
  ]);
});

test("variants by any integer", () => {
  const { replies } = repliesOf({ hello: ["a", "b", "c"] });
  const said = [-4, -1, 0, 1, 2, 3, 1_000_000].map((variant) => replies.render("hello", "fr", {}, variant));
  expect(said).toEqual(["c", "c", "a", "b", "c", "a", "b"]);
});

test.each(["no.such.key", "constructor", "__proto__"])("the key %s is unknown", (key) => {
  const { replies } = repliesOf({});
  expect(() => replies.render(key, "fr")).toThrow(UnknownReplyError);
});

test("labels: the first word, or the key itself", () => {
  const { replies } = repliesOf({});
  expect(["red", "mauve", "constructor"].map((key) => replies.label("color", key, "fr"))).toEqual([
    "rouge",
    "mauve",
    "constructor",
  ]);
});
