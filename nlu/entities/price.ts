import { parseAmountMinor } from "../../models/money.ts";
import { type Extractor, type Found, matchesOf, wordEnd, wordStart } from "./extractor.ts";
import * as say from "./price-words.ts";
import { amountInDigits, maySpellAmount, spelledAmount } from "./spelled-amount.ts";
import { currencies, currencyOf, pieces, units } from "./units.ts";

interface Amount {
  start: number;
  end: number;
  number: string;
  currency: string;
}

const digits = "\\d{1,3}(?:[ .,]\\d{3})+(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d{1,3})?";
const codeBefore = `${wordStart}(?:mad|aed|sar|qar|kwd|egp|omr|usd|eur|gbp|tnd|dzd)(?=\\s?\\d)`;
const amountOf = (number: string) =>
  new RegExp(
    [
      "(?<![\\d.,/#]|[a-z])",
      `(?:(?<before>[$€£]|${codeBefore})\\s?)?`,
      `(?<number>${number})(?!\\d|/\\d)`,
      `(?:\\s?(?<after>${currencies}))?`,
      `(?!\\s?(?:${units}|${pieces}${wordEnd}))`,
    ].join(""),
    "gu",
  );
const amount = amountOf(digits);
const amountOrSpelled = amountOf(`${digits}|${spelledAmount}`);

const ends = (...phrases: string[]) =>
  new RegExp(
    `${wordStart}[وفب]?(?:${phrases.join("|")})\\s*[:=]?\\s*(?:(?:les|the|environ|about|l)\\s+|ال|ل|ب)?$`,
    "u",
  );
const starts = (phrases: string) => new RegExp(`^\\s*${phrases}${wordEnd}`, "u");
const before = {
  deniedMore: ends(say.denied.more, say.denied.beyond),
  deniedLess: ends(say.denied.less),
  less: ends(say.less),
  more: ends(say.more),
  moreWithCurrency: ends(say.moreWithCurrency),
  atMost: ends(say.atMost),
  atLeast: ends(say.atLeast),
  budget: ends(say.budget),
  atMostWithCurrency: ends(say.atMostWithCurrency),
  atLeastWithCurrency: ends(say.atLeastWithCurrency),
  range: ends(say.rangeStart),
  rangeWithCurrency: ends(say.rangeStartWithCurrency),
  have: ends(say.have),
};
const after = {
  orLess: starts(say.orLess),
  orMore: new RegExp(`^(?:\\s*${say.orMore}${wordEnd}|\\+(?!\\s?[\\p{L}\\d]))`, "u"),
  only: starts(say.only),
  /** "9el mn 1200 dh la, …": denied afterwards. */
  no: /^\s*(?:la|لا|non|no)\s*(?:[,.!]|$)/u,
};
const joins = new RegExp(`^\\s*(?:${say.and}|${say.to})\\s*$`, "u");
const joinsUpTo = new RegExp(`^\\s*${say.to}\\s*$`, "u");
const ofAnOrder = new RegExp(`${wordStart}${say.ofAnOrder}${wordEnd}`, "u");
const free = new RegExp(`${wordStart}${say.free}${wordEnd}`, "u");

/** Without a currency: smaller numbers are counts, those below the second may be sizes or hours, greater ones are orders. */
const leastBareAmount = 20;
const leastCertainAmount = 60;
const mostBareAmount = 9999;
const mostAmounts = 8;
const contextChars = 48;

/** Bounds of a price, not prices as such: "moins de 300", "under $50", "بين 200 و 400". In minor units. */
export function priceFinder(shopCurrency: string): Extractor {
  const toFound = (type: "price_min" | "price_max", found: Amount, currency: string): Found[] => {
    const code = currencyOf(currency) ?? shopCurrency;
    const minor = parseAmountMinor(found.number, code);
    return minor === null ? [] : [{ type, start: found.start, end: found.end, normalized: String(minor) }];
  };

  return ({ text, words }) => {
    const spelled = maySpellAmount(words);
    if (!spelled && !/\d/.test(text)) return [];
    const amounts = readAmounts(text, spelled ? amountOrSpelled : amount);
    const found: Found[] = [];
    for (let index = 0; index < amounts.length; index += 1) {
      const first = amounts[index]!;
      const second = amounts[index + 1];
      const lead = text.slice(Math.max(0, first.start - contextChars), first.start);
      if (second && isRange(lead, text.slice(first.end, second.start), first, second)) {
        const currency = second.currency || first.currency;
        found.push(
          ...toFound("price_min", first, first.currency || currency),
          ...toFound("price_max", second, currency),
        );
        index += 1;
        continue;
      }
      const type = boundOf(lead, text.slice(first.end, first.end + contextChars), first);
      if (type === "price_min" && (ofAnOrder.test(lead) || free.test(text))) continue;
      if (type) found.push(...toFound(type, first, first.currency));
    }
    return found;
  };
}

function readAmounts(text: string, pattern: RegExp): Amount[] {
  return matchesOf(text, pattern)
    .map(({ 0: whole, index, groups }) => ({
      start: index + (whole.length - whole.trimStart().length),
      end: index + whole.length,
      number: amountInDigits(groups?.number ?? ""),
      currency: groups?.after ?? groups?.before ?? "",
    }))
    .slice(0, mostAmounts);
}

/** "entre 200 et 400", "de 200 à 400 dh", "200-400 dh"; without a currency only what is no size and no hour. */
function isRange(lead: string, link: string, first: Amount, second: Amount): boolean {
  if (!joins.test(link) || numberOf(first) >= numberOf(second)) return false;
  const certain = first.currency !== "" || second.currency !== "" || numberOf(second) >= leastCertainAmount;
  if (before.range.test(lead)) return certain;
  if (!joinsUpTo.test(link)) return false;
  if (second.currency !== "") return true;
  return before.rangeWithCurrency.test(lead) && isRound(first) && isRound(second);
}

function boundOf(lead: string, tail: string, found: Amount): "price_min" | "price_max" | undefined {
  const currency = found.currency !== "";
  const certain = currency || numberOf(found) >= leastCertainAmount;
  if (!currency && (numberOf(found) < leastBareAmount || numberOf(found) > mostBareAmount)) return undefined;
  if (before.deniedMore.test(lead)) return "price_max";
  if (before.deniedLess.test(lead)) return "price_min";
  if (before.less.test(lead)) return after.no.test(tail) ? "price_min" : "price_max";
  if (before.more.test(lead)) return certain ? "price_min" : undefined;
  if (before.atMost.test(lead)) return "price_max";
  if (before.atLeast.test(lead)) return certain ? "price_min" : undefined;
  if (before.budget.test(lead)) return "price_max";
  if (!certain) return undefined;
  if (after.orLess.test(tail)) return "price_max";
  if (after.orMore.test(tail)) return "price_min";
  if (!currency) return undefined;
  if (before.have.test(lead) && after.only.test(tail)) return "price_max";
  if (before.atMostWithCurrency.test(lead)) return "price_max";
  if (before.moreWithCurrency.test(lead) || before.atLeastWithCurrency.test(lead)) return "price_min";
  return undefined;
}

const numberOf = ({ number }: Amount): number =>
  Number.parseFloat(number.replace(/[ ,.](?=\d{3}(?!\d))/g, "").replace(",", "."));

const isRound = (amount: Amount): boolean =>
  numberOf(amount) >= leastCertainAmount && numberOf(amount) % 10 === 0;
