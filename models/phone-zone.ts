/** Countries of one time zone, by the prefix of their numbers (E.164). */
const zones: Readonly<Record<string, string>> = {
  "+212": "Africa/Casablanca",
  "+213": "Africa/Algiers",
  "+216": "Africa/Tunis",
  "+218": "Africa/Tripoli",
  "+222": "Africa/Nouakchott",
  "+221": "Africa/Dakar",
  "+225": "Africa/Abidjan",
  "+20": "Africa/Cairo",
  "+961": "Asia/Beirut",
  "+962": "Asia/Amman",
  "+964": "Asia/Baghdad",
  "+965": "Asia/Kuwait",
  "+966": "Asia/Riyadh",
  "+967": "Asia/Aden",
  "+968": "Asia/Muscat",
  "+971": "Asia/Dubai",
  "+973": "Asia/Bahrain",
  "+974": "Asia/Qatar",
  "+31": "Europe/Amsterdam",
  "+32": "Europe/Brussels",
  "+33": "Europe/Paris",
  "+39": "Europe/Rome",
  "+41": "Europe/Zurich",
  "+44": "Europe/London",
  "+46": "Europe/Stockholm",
  "+49": "Europe/Berlin",
  "+90": "Europe/Istanbul",
};

/** Where a number is from, as a time zone; null where its country is not known or has several. */
export function zoneOfPhone(phone: string): string | null {
  return zones[phone.slice(0, 4)] ?? zones[phone.slice(0, 3)] ?? null;
}
