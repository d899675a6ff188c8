import { anyOf, type Extractor, groupSpan, list, wordEnd, wordStart } from "./extractor.ts";
import { currencies, units } from "./units.ts";

/** Words for an order or parcel, in every language and variety. */
export const orderWords = `${wordStart}(?:و?[بفل]?(?:ال|لل|ل)?|l|el |al )${anyOf(
  list(`
  commande, commandes, comande, cmd, cmde, cde, cmnd, order, orders, ordre, colis, coli, parcel, package,
  suivi, tracking, komand, komanda, komande, kmnd, comanda, commanda, kommande, talab, talabi, talabia,
  talabiya, talabiyya, tlb, طلب, طلبي, طلبيتي, طلبية, طلبيه, طلبيات, طلبتي, كوموند, كوماند, كومند, كموند,
  كوموندا, كوماندا, كومندا, اوردر, أوردري, طرد, طردي, كولي, كولية, شحنة, شحنتي
`),
)}${wordEnd}`;

/** The number of a loyalty or bank card is no order's. */
const notACard = `(?<!${anyOf(["carte", "card", "fidelite", "compte", "account", "بطاقة", "حساب"])}[^\\d]{0,15})`;

const numberWords = `${notACard}(?:n\\s?[°o]|${wordStart}${anyOf(
  list(`
  num, numero, nr, number, no, ref, reference, nmra, nimero, nemra, numro, raqm, ra9m, ra9em, رقم, رقمه,
  رقمها, رقمو, رقم الطلب, نمرة, نومرو, النمرة, الرقم
`),
)})`;

const number = "((?:[a-z]{1,5}-)?\\d{4,10})";
/** Not the beginning of an amount, a measure, a date or a longer code. */
const notAnAmount = `(?![\\p{L}\\d]|[.,/-]\\d|\\s?(?:${currencies}|${units}))`;

const patterns = [
  new RegExp(`#\\s?((?:[a-z]{1,5}-?)?\\d{3,10})${wordEnd}`, "dgu"),
  new RegExp(`${orderWords}[^\\d.!?\\n#]{0,25}?${wordStart}${number}${notAnAmount}`, "dgu"),
  new RegExp(`${numberWords}[^\\d.!?\\n]{0,12}?${number}${notAnAmount}`, "dgu"),
];
const bare = new RegExp(`(?<![\\p{L}\\d+.,/-])${number}${notAnAmount}`, "dgu");
const orderWord = new RegExp(orderWords, "u");

/**
 * `#10042`, "commande 10042", "رقم 10042"; a bare number of 4 to 10 digits only when it was asked for or an
 * order is spoken of. Normalised in capitals.
 */
export const findOrderNumbers: Extractor = ({ text, expected }) => {
  if (!/\d{3}/.test(text)) return [];
  const allowed = expected.has("order_number") || orderWord.test(text) ? [...patterns, bare] : patterns;
  return allowed
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap((match) => {
      const span = groupSpan(match, 1);
      return span
        ? [
            {
              type: "order_number" as const,
              ...span,
              normalized: text.slice(span.start, span.end).toUpperCase(),
            },
          ]
        : [];
    });
};
