import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { anyOf, type Extractor, type Found, list, matchesOf } from "./extractor.ts";
import { orderWords } from "./order-number.ts";

const candidate = /(?<![\p{L}\d#/])(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){6,14}(?![\p{L}\d])/gu;
const phoneWords = new RegExp(
  anyOf(
    list(`
    tel, telephone, phone, numero, number, whatsapp, gsm, mobile, هاتف, تلفون, واتساب, موبايل, جوال, نمرة,
    رقمي, nmra, nmrti, tilifoun
  `),
  ),
  "u",
);
const afterOrderWord = new RegExp(`(?:${orderWords}|#)[^\\d]{0,20}$`, "u");
const maxCandidates = 5;
/** Where shoppers write from; a number that the shop's own country does not know is read as one of theirs, in this order. */
const countries: CountryCode[] = ["MA", "DZ", "TN", "FR", "EG", "SA", "AE", "BE", "GB"];

/**
 * Normalised as E.164. Without `+`, `00` or a leading 0 a number is a phone's only when one is spoken of or
 * expected: order numbers look the same.
 */
export function phoneFinder(country: string): Extractor {
  const region = isSupportedCountry(country) ? country : undefined;
  return ({ text, expected }) => {
    const spoken = expected.has("phone") || phoneWords.test(text);
    const matches = matchesOf(text, candidate).slice(0, maxCandidates);
    return matches.flatMap(({ 0: digits, index }): Found[] => {
      const marked = /^[+(]?0|^\+/.test(digits);
      if (!marked && (!spoken || afterOrderWord.test(text.slice(0, index)))) return [];
      const number = parse(digits, region);
      return number ? [{ type: "phone", start: index, end: index + digits.length, normalized: number }] : [];
    });
  };
}

function parse(digits: string, region: CountryCode | undefined): string | undefined {
  const regions = digits.startsWith("0") ? [region, ...countries] : [region];
  for (const each of regions) {
    const phone = parsePhoneNumberFromString(digits, each);
    if (phone?.isValid()) return phone.number;
  }
  return undefined;
}
