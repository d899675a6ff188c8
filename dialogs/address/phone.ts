import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Where shoppers of the Maghreb and the Gulf have their numbers from, in the order in which they are tried. */
const countries: CountryCode[] = ["MA", "DZ", "TN", "LY", "MR", "EG", "SA", "AE", "QA", "KW", "BH", "OM"];

/**
 * A phone number in a text as E.164; null when there is none, or none that can be called. Without `+` or `00` it is read as
 * one of the shop's country, then as one of its neighbours.
 */
export function parsePhone(text: string, country: string): string | null {
  const own = isSupportedCountry(country) ? [country] : [];
  for (const each of [...own, ...countries]) {
    const phone = parsePhoneNumberFromString(text, each);
    if (phone?.isValid()) return phone.number;
  }
  return null;
}
