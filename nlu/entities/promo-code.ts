import {
  anyOf,
  type Extractor,
  type Found,
  list,
  type Reading,
  type Span,
  spansOf,
  wordEnd,
  wordStart,
} from "./extractor.ts";
import { currencyOf } from "./units.ts";

/** A code for what is no discount: "code postal", "رمز التحقق". */
const otherCode = anyOf(
  list(`
    postal, de suivi, suivi, barre, barres, article, produit, pin, sms, otp, de confirmation,
    de verification, couleur, secret, d'acces, wifi, iban, zip, tracking, product, color, colour,
    verification, bar, dress, النتج, المنتج, البريدي, بريدي, التحقق, تحقق, التتبع, تتبع, الدخول, السري, سري,
    dyal produit, d tracking
  `),
);
const notOfThese = "(?<!(?:tracking|product|order|zip|pin|qr|bar|sms|area|dress)\\s)";
const promoWords = `${notOfThese}(?:و?[بفلك]?(?:ال)?|l|el |b |lil)${anyOf(
  list(`
    code, codes, code promo, promo code, promo codes, promocode, promo, coupon, coupons, coupon code,
    voucher, vouchers, bon d'achat, bon de reduction, bon de remise, cheque cadeau, carte cadeau, gift card,
    gift code, discount code, kod, kode, kodd, koud, copon, kopon, koupon, koubon, coubon, qassima, 9asima,
    ramz, rmz, كود, كودات, كودي, كوود, كود خصم, كوبون, كوبونات, قسيمة, قسيمتي, قسائم, رمز, رمزي, برومو,
    بروموكود, برومو كود, بون, code dyal promo
  `),
)}${wordEnd}(?![\\s-]+${otherCode}${wordEnd})`;
const fillers = `(?:\\s+${anyOf(
  list(`
    promo, promotionnel, avantage, cadeau, parrainage, de, du, d', la, le, reduction, reduc, remise,
    bienvenue, est, is, c'est, c, c'etait, that says, that is, which is, is called, named, of, discount,
    reads, my, called, code, influenceur, influenceuse, dyal, d, dyali, ta3, mta3, mte3, nta3, ta3i, howa,
    hwa, hiya, huwa, ismo, smito, esmo, ديال, ديالي, تاع, متاع, مال, حق, حقي, الخصم, خصم, التخفيض, تخفيض,
    الترويجي, الترويجية, ترويجي, هو, هي, اسمه, سميتو, اسمو, الخاص, بتاع, بتاعي, لي هو, اللي هو, لي عندي,
    عندي, li 3ndi, lli 3ndi, khasm, takhfid, promotion, قسيمة
  `),
)}${wordEnd})*`;
/** Verbs of using a code. */
const using = anyOf(
  list(`
    utiliser, utilise, utilisant, utilisez, appliquer, applique, appliquez, entrer, entre le, rentrer,
    taper, tape, saisir, saisi, use, used, using, apply, applied, enter, entered, type, typed, redeem,
    redeemed, tried, استعمل, استعملت, استخدم, استخدمت, أدخلت, ادخلت, كتبت, حطيت, حطيتو, جربت, جربوا, طبقوا,
    فعلوا, درت, دخلت, ndir, dert, drt, dkhelt, dkhlt, ktebt, ktbt, kteb, 7attit, 7tit, jerrebt, jarrabt,
    khdmt b, st3melt, sta3melt, estakhdemt, katabt, 7atet, 7atteit
  `),
);

const code = "([a-z\\d][a-z\\d_-]{2,19})";
const arabicCode = "(\\p{Script=Arabic}{2,15}[_-]?\\d{1,4})";
const announced = `${wordStart}${promoWords}${fillers}\\s*[:="']*\\s*`;
const spoken = new RegExp(`${announced}${code}${wordEnd}`, "dgu");
const spokenArabic = new RegExp(`${announced}${arabicCode}${wordEnd}`, "dgu");
const used = new RegExp(`${wordStart}${using}\\s+([a-z]{4,15}[_-]?\\d{2,4})${wordEnd}`, "dgu");
const alone = new RegExp(`${wordStart}${code}${wordEnd}`, "dgu");
/** A word and a number: "FLASH45", "VIP-60", "EID2026". An order's number has more digits behind a hyphen. */
const wordAndNumber =
  /(?<![\p{L}\p{N}#_/@.-])([a-z]{3,15}(?:[_-]?\d{1,3}|\d{4})[a-z]{0,6})(?![\p{L}\p{N}_/@]|[.-][\p{L}\d])/dgu;
const promoWord = new RegExp(`${wordStart}${promoWords}`, "u");

/** What stands before a number without being a code: "TAILLE38", "REF123", "JUIN30". */
const beforeNumbers = new RegExp(
  `^${anyOf(
    list(`
      taille, pointure, size, sz, tel, num, no, nr, ref, sku, art, article, cmd, cde, commande, order,
      colis, page, photo, img, image, model, modele, lot, iphone, samsung, galaxy, redmi, covid, windows,
      android, visa, top, plus, max, min, prix, price, qte, qty, xxl, xxxl, rue, appt, apt, app, bloc,
      lotissement, villa, imm, immeuble, bp, apartment, street, house, janvier, jan, fevrier, fev, feb,
      mars, mar, avril, avr, apr, mai, may, juin, jun, june, juillet, juil, jul, july, aout, aug, septembre,
      sept, sep, octobre, oct, novembre, nov, decembre, dec, lundi, mardi, mercredi, jeudi, vendredi,
      samedi, dimanche, robe, robes, caftan, sac
    `),
  )}$`,
  "u",
);

/**
 * A code after a word for it ("code BIENVENUE10", "كود RAMADAN20"), anywhere when it was asked for, and by its
 * looks alone: a word in capitals with a number, in a message that is not all in capitals. Normalised in capitals.
 */
export const findPromoCodes: Extractor = (reading) => {
  const { text, words, expected, raw } = reading;
  const asked = expected.has("promo_code");
  const speaks = promoWord.test(text);
  const numbers = words.some((word) => /\d/.test(word.text));
  if (!asked && !speaks && !numbers) return [];
  const looks = speaks ? looksLikeCode : inCapitals;
  const named = [...(speaks ? spansOf(text, spoken) : []), ...(asked ? spansOf(text, alone) : [])];
  const numbered = [
    ...spansOf(text, wordAndNumber).filter((span) => looks(reading, span)),
    ...spansOf(text, used),
  ].filter((span) => !isNumbered(text, span));
  return [
    ...named.filter((span) => looksLikeCode(reading, span) || (asked && isAnswer(text, span))),
    ...(numbers && speaks ? spansOf(text, spokenArabic) : []),
    ...(numbers ? numbered : []),
  ].map(
    ({ start, end }): Found => ({
      type: "promo_code",
      start,
      end,
      normalized: raw(start, end).toUpperCase(),
    }),
  );
};

/** In capitals, or unmistakably a word and a number: in Arabizi "3la" and "sale7" are words. */
const looksLikeCode = (reading: Reading, span: Span): boolean =>
  inCapitals(reading, span) || clearly.test(reading.text.slice(span.start, span.end));

/** A code was asked for, and here is nothing but letters and digits: "mama2". */
const isAnswer = (text: string, { start, end }: Span): boolean =>
  text.trim().length === end - start && /[a-z]/.test(text) && /\d/.test(text);

const clearly = /^(?:[a-z]{3,}[_-]?\d{2,}|\d{2,}[a-z]{3,})$/;
const abbreviations = new Set(list("SVP, STP, OTP, SMS, PIN, CB, QR, PDF, MDR, LOL, ASAP, PLZ, PLS, FYI"));

function isNumbered(text: string, { start, end }: Span): boolean {
  const word = /^[a-z]+/.exec(text.slice(start, end))?.[0] ?? "";
  return beforeNumbers.test(word) || currencyOf(word) !== null;
}

/** Capitals tell nothing in a message which has no other letters, but of a number beside them. */
function inCapitals({ raw, text }: Reading, { start, end }: Span): boolean {
  const written = raw(start, end);
  if (!/[A-Z]/.test(written) || written !== written.toUpperCase() || abbreviations.has(written)) return false;
  return text.length === end - start || /[a-z\u0600-\u06ff]/.test(raw(0, text.length));
}
