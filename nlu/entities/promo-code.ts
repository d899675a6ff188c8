import { anyOf, type Extractor, type Found, groupSpan, list, wordEnd, wordStart } from "./extractor.ts";

const promoWords = anyOf(
  list(`
  code, codes, code promo, promo, coupon, voucher, bon, kod, kode, كود, كوبون, الكود, كودي, قسيمة, رمز
`),
);
const fillers = `(?:\\s+(?:promo|de|reduction|remise|est|is|c'?est|dyal|ديال|الخصم|خصم|هو|reads|my|called|discount|:|"|'))*`;
const code = "([a-z\\d][a-z\\d_-]{2,19})";
const spoken = new RegExp(`${wordStart}${promoWords}${fillers}\\s*[:="']*\\s*${code}${wordEnd}`, "dgu");
const alone = new RegExp(`${wordStart}${code}${wordEnd}`, "dgu");

/**
 * A code after a word for it ("code BIENVENUE10", "كود RAMADAN20"), or anywhere when it was asked for. It holds
 * a digit beside letters or is all in capitals. Normalised in capitals.
 */
export const findPromoCodes: Extractor = ({ text, expected, raw }) =>
  [spoken, ...(expected.has("promo_code") ? [alone] : [])]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap((match): Found[] => {
      const span = groupSpan(match, 1);
      if (!span) return [];
      const written = raw(span.start, span.end);
      const looksLikeCode =
        /[a-z]/i.test(written) && (/\d/.test(written) || written === written.toUpperCase());
      return looksLikeCode ? [{ type: "promo_code", ...span, normalized: written.toUpperCase() }] : [];
    });
