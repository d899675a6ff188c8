import { anyOf, list, wordEnd } from "./extractor.ts";

/** ISO code → how people write it. `null`: a name that several currencies share, read as the shop's own. */
const currencyNames: { code: string | null; names: string[] }[] = [
  { code: "MAD", names: ["dh", "dhs", "drh", "drhm", "mad", "د.م", "dirham marocain"] },
  { code: "EUR", names: ["€", "eur", "euro", "euros", "يورو", "أورو", "اورو"] },
  { code: "USD", names: ["$", "usd", "dollar", "dollars", "دولار", "دولارات", "dolar"] },
  { code: "GBP", names: ["£", "gbp", "pounds"] },
  { code: "DZD", names: ["dzd", "دج", "da"] },
  { code: "TND", names: ["tnd", "dt"] },
  { code: "SAR", names: ["sar", "ر.س"] },
  { code: "AED", names: ["aed", "د.إ"] },
  { code: "EGP", names: ["egp", "جنيه", "جنية", "geneh", "gneh"] },
  { code: "KWD", names: ["kwd", "د.ك"] },
  { code: "QAR", names: ["qar", "ر.ق"] },
  {
    code: null,
    names: list(`
      dirham, dirhams, درهم, دراهم, dinar, dinars, دينار, دنانير, riyal, riyals, ريال, ريالات
    `),
  },
];

/** Any way of writing a currency after an amount. */
export const currencies = `(?:[$€£]|${anyOf(currencyNames.flatMap(({ names }) => names))}${wordEnd})`;

const codes = currencyNames.map(({ code, names }) => ({
  code,
  pattern: new RegExp(`^${anyOf(names)}$`, "u"),
}));

/** The currency a name stands for; null when it is the shop's own or none. */
export const currencyOf = (name: string): string | null =>
  codes.find(({ pattern }) => pattern.test(name))?.code ?? null;

/** Words after a number which make it a measure, a time or a share: no price, size or order number. */
export const units = `(?:%|[°"]|${anyOf(
  list(`
  jour, jours, j, day, days, jrs, heure, heures, h, hour, hours, min, mn, minute, minutes, semaine,
  semaines, week, weeks, mois, month, months, an, ans, year, years, kg, kilo, kilos, g, gr, cm, mm, m, ml,
  cl, litre, litres, km, m2, fois, times, personnes, people, points, pts, etoiles, stars, يوم, أيام, ايام,
  يام, ليام, ساعة, ساعات, سوايع, دقيقة, دقائق, دقايق, أسبوع, أسابيع, سيمانة, شهر, أشهر, شهور, سنة, عام,
  كيلو, غرام, سم, متر, مرات, مرة, نقطة, نجوم, نهار, yam, iyam, ayam, youm, nhar, simana, simanat, chhar,
  chhour, sa3a, sa3at, swaye3, d9i9a, d9aye9, 3am, snin, merat
`),
)}${wordEnd})`;
