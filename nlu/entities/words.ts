import type { EntityType } from "../../models/ports/recogniser.ts";
import { anyOf, type Extractor, type Found, list, type Reading, wordStart } from "./extractor.ts";
import type { Lexicon } from "./lexicon.ts";

/** All matches of a lexicon, longest first from the left, as entities of one type. */
export function findWords(type: EntityType, lexicon: Lexicon, { words }: Reading): Found[] {
  const found: Found[] = [];
  for (let index = 0; index < words.length; ) {
    const match = lexicon.at(words, index);
    const start = words[index]?.start;
    const end = match && words[index + match.length - 1]?.end;
    if (match && start !== undefined && end !== undefined) {
      found.push({ type, start: start + match.glued, end, normalized: match.key });
    }
    index += match?.length ?? 1;
  }
  return found;
}

/** "بالأزرق" is a colour with its article, "الفستان" a thing with it: the value goes without. */
export function withoutArticle<T extends Found>({ text }: Reading, found: T): T {
  const article = text.startsWith("ال", found.start) && found.end - found.start > 4;
  return article ? { ...found, start: found.start + 2 } : found;
}

/** "Mme Blanche", "my name is Paris", "اسمي ورد". */
const naming = new RegExp(
  `${wordStart}${anyOf(
    list(`
      mr, mrs, ms, miss, sir, madam, dr, doctor, mme, mlle, madame, mademoiselle, monsieur, m'appelle,
      mon nom est, mon prenom est, prenom, au nom de, name is, name's, under the name, named, called, smiti,
      smiyti, ismi, esmi, السيد, السيدة, سيد, سيدة, الآنسة, مدام, لالة, الاستاذ, الأستاذة, دكتور, دكتورة,
      اسمي, إسمي, سميتي, باسم
    `),
  )}\\.?\\s+$`,
  "u",
);
const leadChars = 24;

export const isNamed = ({ text }: Pick<Reading, "text">, start: number): boolean =>
  naming.test(text.slice(Math.max(0, start - leadChars), start));

/** Cities whose names are everyday words: "sale", "nice", "safi" (enough), "الجديدة" (the new one), "medina". */
const everydayKeys = new Set([
  "sale",
  "nice",
  "safi",
  "el_jadida",
  "medina",
  "mecca",
  "taza",
  "al_ain",
  "khobar",
  "hail",
]);
const placeWords = new RegExp(
  `${wordStart}${anyOf(
    list(`
      livraison a, livrer a, livrez a, habite a, habite, habitons a, livraison sur, au, de, sur, vers,
      ville, ville de, livraison, livrer, livrez, in, to, from, city, near, delivery, deliver to, ship to,
      live in, f, fi, l, n, mn, men, dyal, fe, fel, 3la, 3ala, ila, rani f, sakn f, saken f, livrer l,
      tawsil l, tawsil, livraison l, في, ف, ل, الى, إلى, من, على, لمدينة, مدينة, بمدينة, مدينه, توصيل,
      التوصيل, يوصل, توصل, وديه, ودوه, ارسلوه, شحن, mdina, mdint
    `),
  )}\\s+$`,
  "u",
);

export const cityFinder =
  (lexicon: Lexicon): Extractor =>
  (reading) =>
    findWords("city", lexicon, reading).filter(
      ({ start, end, normalized }) =>
        !isNamed(reading, start) &&
        !isStreet(reading, start) &&
        !lacksArticle(reading, start, end) &&
        (!everydayKeys.has(normalized) || reading.expected.has("city") || isPlace(reading, start, end)),
    );

/** "12 rue de Rabat", "شارع الرباط": a street that is named after a city. */
const streetWords = new RegExp(
  `${wordStart}${anyOf(
    list(`
      rue, avenue, av, boulevard, bd, blvd, route, place, quartier, hay, 7ay, zan9a, zan9at, chari3, شارع, زنقة, طريق, نهج,
      ساحة, حي
    `),
  )}\\.?\\s+(?:d[eu']\\s*|de\\s+la\\s+)?$`,
  "u",
);
const isStreet = ({ text }: Reading, start: number): boolean =>
  streetWords.test(text.slice(Math.max(0, start - leadChars), start));

/** Words that are cities only with their article: "عندي رياض" is a house in Morocco, "عين" an eye. */
const citiesWithArticle = new Set(["رياض", "عين"]);
const lacksArticle = ({ text, expected }: Reading, start: number, end: number): boolean =>
  citiesWithArticle.has(text.slice(start, end)) &&
  !text.slice(0, start).endsWith("لل") &&
  !expected.has("city");

/** A name of several words, one with its accents ("Salé"), or one after a word for where. */
function isPlace({ text, raw }: Reading, start: number, end: number): boolean {
  const written = raw(start, end);
  const accented = /\p{Script=Latin}/u.test(written) && written.normalize("NFD") !== written;
  const glued = /\p{L}$/u.test(text.slice(0, start));
  const before = text.slice(0, start);
  return (
    accented || glued || /\s/.test(written) || /(?:^|\s)à\s$/i.test(raw(0, start)) || placeWords.test(before)
  );
}
