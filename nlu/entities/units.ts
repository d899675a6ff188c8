import { anyOf, list, wordEnd } from "./extractor.ts";

/** ISO code → how people write it. `null`: a name that several currencies share, read as the shop's own. */
const currencyNames: { code: string | null; names: string[] }[] = [
  {
    code: "MAD",
    names: list(`
    dh, dhs, drh, drhm, dhm, mad, د.م, درهم مغربي, dirham marocain, dirhams marocains
  `),
  },
  { code: "EUR", names: list("€, eur, euro, euros, يورو, أورو, اورو, orou, youro") },
  { code: "USD", names: list("$, usd, dollar, dollars, bucks, دولار, دولارات, دولارا, dolar, dollarat") },
  { code: "GBP", names: list("£, gbp, pounds, quid") },
  { code: "DZD", names: list("dzd, دج, د.ج, da, دينار جزائري, dinar algerien, dinars algeriens") },
  { code: "TND", names: list("tnd, dt, د.ت, دينار تونسي, dinar tunisien, dinars tunisiens") },
  { code: "SAR", names: list("sar, sr, ر.س, ريال سعودي") },
  { code: "AED", names: list("aed, د.إ, درهم إماراتي, درهم اماراتي") },
  {
    code: "EGP",
    names: list(`
    egp, l.e, جنيه, جنيها, جنيهات, جنية, جم, ج.م, geneh, gneh, gnih, ginih, guineh
  `),
  },
  { code: "KWD", names: list("kwd, kd, د.ك, دينار كويتي") },
  { code: "QAR", names: list("qar, qr, ر.ق, ريال قطري") },
  { code: "OMR", names: list("omr, ر.ع, ريال عماني") },
  { code: "BHD", names: list("bhd, د.ب, دينار بحريني") },
  { code: "JOD", names: list("jod, د.أ, دينار أردني") },
  {
    code: null,
    names: list(`
      dirham, dirhams, dirhem, dirhems, derham, drahem, درهم, درهما, دراهم, dinar, dinars, dinnar, دينار,
      دينارا, دنانير, riyal, riyals, ryal, rial, ريال, ريالا, ريالات, balles
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
  يام, ليام, يوما, ساعة, ساعات, سوايع, دقيقة, دقائق, دقايق, أسبوع, أسابيع, سيمانة, شهر, أشهر, شهور, سنة,
  عام, كيلو, غرام, سم, متر, مرات, مرة, نقطة, نجوم, نجمة, نهار, ليلة, عيد, سنوات, سنين, yam, iyam, ayam,
  youm, nhar, simana, simanat, chhar, chhour, sa3a, sa3at, swaye3, d9i9a, d9aye9, 3am, snin, merat, wilaya,
  wilayas, ولاية
`),
)}${wordEnd})`;

/** After a size or a count: that it is no amount, measure, date or longer number. */
export const notAMeasure = `(?!\\d|[.,/:-]\\d|\\s?(?:${currencies}|${units}))`;

/** Words for things counted one by one. */
export const pieces = anyOf(
  list(`
  piece, pieces, pcs, pc, pce, pces, pieces de, unite, unites, unit, units, exemplaires, exemplaire,
  articles, items, قطع, قطعة, قطعات, قطعه, حبات, حبة, حبه, حبيات, وحدات, وحدة, بياسات, بياسة, كعبات, كعبة,
  أقطاع, biassat, piassat, pyassat, biyasat, piyasat, 7bat, 7abat, habat, 7abbat, 9et3at, 9ta3, qit3at,
  2eta3, geta3
`),
);
