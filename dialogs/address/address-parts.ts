import type { Address } from "../../models/commerce.ts";

/** What a shopper's words for where they live say. */
export type AddressParts = Pick<Address, "street" | "area" | "landmark">;

/** "12 rue Oued Ziz", "Résidence Al Manar", "حي السلام": what an address begins with. */
const streetStart =
  /(?<![\p{L}\p{N}])(?:(?:n[°º]\s*)?\d{1,4}(?:\s*(?:bis|ter))?\s*[,،]?\s*)?(?:(?:rue|ru|avenue|av|ave|boulevard|bd|blvd|impasse|allée|allee|derb|zan[9qk]at?|zen[9qk]at?|char[ie]3|shari3|place|r[ée]sidence|r[ée]s|immeuble|imm|lotissement|lot|villa|appartement|appt?|apt|bloc|quartier|[7h]ay|jnane?|douar|cit[ée]|road|street|flat|building|tower|compound|block)(?![\p{L}\p{N}])|(?:زنقة|شارع|نهج|طريق|حي|درب|إقامة|اقامة|عمارة|شقة|تجزئة|دوار|بلوك|فيلا|برج|مجمع|قطعة)(?![\p{L}]))/iu;

const landmarkStart =
  /(?<![\p{L}\p{N}])(?:(?:tout )?pr[èe]s d(?:e|u|es|')|à côté|a cot[eé]|en face|derri[èe]re|devant|au[- ]dessus|next to|near|opposite|in front of|behind|[7h]da|9bala|9odam|mor|بجانب|بجنب|قرب|قريب|حدا|حذا|جنب|قبالة|قدام|أمام|امام|وراء|خلف|مقابل)(?![\p{L}\p{N}])/iu;

const areaStart = /^(?:quartier|[7h]ay|حي|المنطقة|area|district)(?![\p{L}\p{N}])/iu;

/** "12 Oued Ziz street", "3 Atlas avenue": in English the kind of street comes last. */
const numberFirst =
  /(?<![\p{L}\p{N}])\d{1,4}\s*[,،]?(?:\s+[\p{L}'’-]+){1,4}?\s+(?:street|st|road|rd|avenue|ave|boulevard|lane|alley|square)(?![\p{L}\p{N}])/iu;

/** The address in a text that tells of more, from its first word on; null when there is none. */
export function addressIn(text: string): string | null {
  const start = (numberFirst.exec(text) ?? streetStart.exec(text))?.index;
  if (start === undefined) return null;
  const landmark = landmarkStart.exec(text)?.index;
  // "En face de l'avenue Hassan II" is where it is near to.
  return landmark !== undefined && landmark < start ? null : tidy(text.slice(start));
}

/** Street, quarter and landmark as far as they are told apart; what is neither stays in the street. */
export function addressParts(text: string): AddressParts {
  const landmark = landmarkStart.exec(text);
  const rest = tidy(landmark ? text.slice(0, landmark.index) : text);
  const segments = rest.split(/\s*[,،\n]\s*/).filter(Boolean);
  const area = segments.slice(1).find((segment) => areaStart.test(segment));
  return {
    street: segments.filter((segment) => segment !== area).join(/\p{sc=Arabic}/u.test(rest) ? "، " : ", "),
    ...(area !== undefined && { area }),
    ...(landmark && { landmark: tidy(text.slice(landmark.index)) }),
  };
}

const tidy = (text: string): string => text.replace(/^[\s,،.:;-]+|[\s,،.:;-]+$/g, "");
