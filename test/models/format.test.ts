import { expect, test } from "@jest/globals";
import { formatDay, formatMoney, formatTime } from "../../models/format.ts";

test.each([
  [34900, "MAD", "fr", "349 MAD"],
  [34950, "MAD", "fr", "349,50 MAD"],
  [129900, "MAD", "fr", "1 299 MAD"],
  [34900, "MAD", "en", "349 MAD"],
  [34905, "MAD", "en", "349.05 MAD"],
  [34900, "MAD", "ar", "349 درهم"],
  [34950, "MAD", "ar", "349,50 درهم"],
  [4990, "EUR", "fr", "49,90 €"],
  [4990, "EUR", "en", "€49.90"],
  [12500, "TND", "fr", "12,500 TND"],
  [500, "JPY", "ar", "500 JPY"],
  [0, "MAD", "fr", "0 MAD"],
] as const)("%d minor units of %s in %s: %s", (amountMinor, currency, language, expected) => {
  expect(formatMoney({ amountMinor, currency }, language)).toBe(expected);
});

test.each([
  ["fr", "jeudi 26 novembre"],
  ["ar", "الخميس 26 نونبر"],
  ["en", "Thursday 26 November"],
] as const)("a day in %s", (language, expected) => {
  expect(formatDay("2026-11-26", language, "Pacific/Auckland")).toBe(expected);
  expect(formatDay(new Date("2026-11-25T23:30:00Z"), language, "Europe/Paris")).toBe(expected);
});

test.each(["fr", "ar", "en"] as const)("a time in %s, on the shop's clock", (language) => {
  expect(formatTime(new Date("2026-11-25T23:05:00Z"), language, "Europe/Paris")).toBe("00:05");
});
