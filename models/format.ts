import type { Language } from "./language.ts";
import { type Money, minorDigits } from "./money.ts";

/** BCP 47 tags of our languages. Arabic is written with Western digits, as in the Maghreb. */
export const localeTags: Record<Language, string> = { fr: "fr", ar: "ar-MA-u-nu-latn", en: "en-GB" };

/** What people call a currency in Arabic; Intl's own names carry the country ("درهم مغربي"). */
const arabicCurrencies: Record<string, string> = {
  MAD: "درهم",
  AED: "درهم",
  DZD: "دينار",
  TND: "دينار",
  KWD: "دينار",
  SAR: "ريال",
  QAR: "ريال",
  EGP: "جنيه",
  EUR: "أورو",
  USD: "دولار",
};

/**
 * "349 MAD", "1 349,50 MAD", "€49.90", "349 درهم": no decimals for whole amounts. Spaces are ordinary ones:
 * typographic spaces would double the price of an SMS.
 */
export function formatMoney({ amountMinor, currency }: Money, language: Language): string {
  const amount = amountMinor / 10 ** minorDigits(currency);
  const parts = moneyFormat(language, currency).formatToParts(amount);
  const symbol = parts.find(({ type }) => type === "currency")?.value ?? currency;
  const isPlain = language !== "ar" && !/^[A-Z]{3}$/.test(symbol);
  if (isPlain) return ordinarySpaces(parts.map(({ value }) => value).join(""));
  const number = parts
    .filter(({ type }) => type !== "currency" && type !== "literal")
    .map(({ value }) => value)
    .join("");
  return ordinarySpaces(
    `${number} ${language === "ar" ? (arabicCurrencies[currency] ?? currency) : currency}`,
  );
}

/**
 * "jeudi 26 novembre", "الخميس 26 نونبر", "Thursday 26 November".
 * @param day an instant, or a calendar day as YYYY-MM-DD, which has no time zone.
 */
export function formatDay(day: Date | string, language: Language, timeZone: string): string {
  const [date, zone] = typeof day === "string" ? [new Date(`${day}T12:00:00Z`), "UTC"] : [day, timeZone];
  return dayFormat(language, zone).format(date).replace(/[,،]/g, "");
}

/** "20 novembre 2026", "20 نونبر 2026", "20 November 2026". */
export function formatDate(date: Date, language: Language, timeZone: string): string {
  return dateFormat(language, timeZone).format(date);
}

/** "jeudi 26", "الخميس 26", "Thursday 26": short enough for a button. @param day YYYY-MM-DD */
export function formatShortDay(day: string, language: Language): string {
  const date = new Date(`${day}T12:00:00Z`);
  return `${weekdayFormat(language, "UTC").format(date)} ${date.getUTCDate()}`;
}

/** "09:30", on the shop's clock. */
export function formatTime(date: Date, language: Language, timeZone: string): string {
  return timeFormat(language, timeZone).format(date);
}

const ordinarySpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

const moneyFormat = remember(
  (language, currency) =>
    new Intl.NumberFormat(localeTags[language], {
      style: "currency",
      currency,
      trailingZeroDisplay: "stripIfInteger",
    }),
);
const dayFormat = remember(
  (language, timeZone) =>
    new Intl.DateTimeFormat(localeTags[language], {
      weekday: "long",
      day: "numeric",
      month: "long",
      timeZone,
    }),
);
const dateFormat = remember(
  (language, timeZone) =>
    new Intl.DateTimeFormat(localeTags[language], {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone,
    }),
);
const weekdayFormat = remember(
  (language, timeZone) => new Intl.DateTimeFormat(localeTags[language], { weekday: "long", timeZone }),
);
const timeFormat = remember(
  (language, timeZone) =>
    new Intl.DateTimeFormat(localeTags[language], {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone,
    }),
);

/** Intl objects are slow to make and few: one for each language and currency or time zone of the shop. */
function remember<T>(make: (language: Language, setting: string) => T): typeof make {
  const made = new Map<string, T>();
  return (language, setting) => {
    const key = `${language} ${setting}`;
    const found = made.get(key) ?? make(language, setting);
    made.set(key, found);
    return found;
  };
}
