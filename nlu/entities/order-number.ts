import { anyOf, type Extractor, groupSpan, list, matchesOf, wordEnd, wordStart } from "./extractor.ts";
import { currencies, units } from "./units.ts";

/** Words for an order or parcel, in every language and variety. */
export const orderWords = `${wordStart}(?:و?[بفل]?(?:ال|لل|ل)?|l|el |al )${anyOf(
  list(`
  commande, commandes, comande, cmd, cmde, cde, cmnd, order, orders, ordre, oder, purchase, shipment, colis,
  coli, parcel, package, packet, paquet, facture, invoice, suivi, tracking, awb, waybill, komand, komanda,
  komande, komondi, komondaty, kmnd, comanda, comand, commanda, kommande, koumande, kolia, kolya, koli,
  bakiya, bakia, bakya, baki, talab, talabi, talaby, talabia, talabiya, talabiyya, talabiyti, tlb, tlab,
  tlabi, talabeya, talbiya, chi7na, shohna, order dyali, طلب, طلبي, طلبك, طلبيتي, طلبية, طلبيه, طلبيات,
  طلبتي, طلبنا, طلبيتنا, كوموند, كوموندتي, كوماند, كومند, كموند, كوموندا, كوماندا, كومندا, كومندتي, كمندة,
  اوردر, اوردري, أوردري, طرد, طردي, طرود, كولي, كولية, كوليس, باكية, باكيه, باكيت, باكي, شحنة, شحنتي,
  إرسالية, ارساليتي, بوليصة, فاتورة, الفاتورة, تتبع
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

/** What is done with an order, or asked about it, right before its number: "annulez la 9987", "بخصوص 44017". */
const about = `${wordStart}${anyOf(
  list(`
    annule, annulez, annuler, cancel, cancelling, about, regarding, concerning, concernant, a propos de,
    au sujet de, address on, address for, address of, change address on, refund for, refund of, update on,
    adresse de, remboursement de, بخصوص, بشأن, سؤالي عن, أسأل عن, استفسار عن, استفسر عن, إلغاء, الغاء,
    ألغوا, الغوا, bkhsous, annuli
  `),
)}\\s+(?:${anyOf(list("la, le, the, my, ma, mon, number, رقم"))}\\s+)?`;

const number = "((?:[a-z]{1,5}-?)?\\d{4,10})";
/** Not the beginning of an amount, a measure, a date or a longer code. */
const notAnAmount = `(?![\\p{L}\\d]|[.,/-]\\d|\\s?(?:${currencies}|${units}))`;

const patterns = [
  /** "DL-10042": nothing else is written so; a promo code has fewer digits. */
  /(?<![\p{L}\p{N}#_/-])([a-z]{2,5}-\d{4,10})(?![\p{L}\d]|[.,/-]\d)/dgu,
  new RegExp(`#\\s?((?:[a-z]{1,5}-?)?\\d{3,10})${wordEnd}`, "dgu"),
  new RegExp(`${orderWords}[^\\d.!?\\n#]{0,25}?${wordStart}${number}${notAnAmount}`, "dgu"),
  new RegExp(`${numberWords}[^\\d.!?\\n]{0,12}?${number}${notAnAmount}`, "dgu"),
  new RegExp(`${about}${number}${notAnAmount}`, "dgu"),
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
    .flatMap((pattern) => matchesOf(text, pattern))
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
