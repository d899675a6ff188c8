import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { CodFacts } from "../../models/cod/facts.ts";

/** @param phone E.164 */
export function phoneKind(phone: string | undefined, country: string): CodFacts["phone"] {
  const parsed = phone === undefined ? undefined : parsePhoneNumberFromString(phone);
  if (!parsed?.isValid()) return "invalid";
  return parsed.country === country ? "valid" : "foreign";
}
