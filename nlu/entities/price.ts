import { parseAmountMinor } from "../../models/money.ts";
import { anyOf, type Extractor, type Found, list, wordEnd, wordStart } from "./extractor.ts";
import { currencies, currencyOf, units } from "./units.ts";

interface Amount {
  start: number;
  end: number;
  number: string;
  currency: string;
}

const amount = new RegExp(
  `(?<![\\d.,/#]|[a-z])(?<before>[$€£])?\\s?(?<number>\\d{1,3}(?:[ .,]\\d{3})+(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d{1,3})?)(?![\\d]|[/]\\d)(?:\\s?(?<after>${currencies}))?(?!\\s?${units})`,
  "gu",
);

const upTo = list(`
  moins de, moins que, moins cher que, en dessous de, au dessous de, inferieur a, sous, sous les, max,
  maximum, max de, maximum de, pas plus de, pas plus que, depasse pas, depassent pas, depasser,
  depasser les, depasse pas les, au plus, budget, budget de, budget max, budget est de, budget c est,
  budget is, budget of, under, below, less than, no more than, not more than, cheaper than, at most,
  not over, أقل من, اقل من, قل من, تحت, تحت من, دون, لا يتجاوز, لا تتجاوز, ما يتجاوزش, ما تتجاوزش,
  ما يتجاوز, ما يفوتش, ما تفوتش, ما يفوت, ما يزيد عن, لا يزيد عن, ما يتعداش, ما تتعداش, في حدود, حدود,
  ميزانيتي, الميزانية, ميزانية, بميزانية, أرخص من, رخص من, كحد أقصى, حد أقصى, ماكسيموم, a9al mn, a9al men,
  aqal mn, aqal men, aqel mn, qal mn, 9al mn, 9el mn, ma ytjawzch, ma tjawzch, maytjawzch, matjawzch,
  matfoutch, ma tfoutch, ma tfotch, mayfoutch, ma yfoutch, ma yfotch, mayfotch, ma yt3adach, mayt3adach,
  ma it3adach, ta7t, te7t, taht, lmax, rkhas mn, arkhas mn, budget dyali, budjet, lbudget
`);
/** These say it only before an amount with a currency. */
const upToWithCurrency = list(`
  jusqu'a, jusqua, up to, within, حتى, حتى ل, لحد, 7ta l, hta l, 7tal, lhad
`);
const from = list(`
  plus de, plus que, plus cher que, au moins, superieur a, au dessus de, minimum, minimum de, min,
  more than, above, at least, أكثر من, اكتر من, كثر من, كتر من, فوق, فوق من, على الأقل, لا يقل عن,
  ما يقلش على, ابتداء من, بداية من, ktar mn, kter mn, kthar mn, aktar mn, akthar mn, fo9, fou9, fouq,
  a partir de
`);
const fromWithCurrency = ["over", "from", "starting at", "starting from", "des", "من", "mn", "men"];
const orLess = list(`
  ou moins, max, maximum, au plus, or less, tops, at most, كحد أقصى, او اقل, و اقل, فأقل, ماكس, w a9al
`);
const orMore = list(`
  et plus, ou plus, minimum, and up, and more, or more, and over, فما فوق, و فوق, و اكثر, وما فوق, w fo9,
  w ktar
`);
const rangeStart = list(`
  entre, between, bin, bine, bayn, byn, ma bin, mabin, بين, ما بين, مابين, من بين
`);
const rangeStartWithCurrency = ["de", "from", "من", "mn", "men"];

const endsWith = (phrases: string[]) => new RegExp(`${wordStart}${anyOf(phrases)}\\s*:?\\s*$`, "u");
const startsWith = (phrases: string[]) => new RegExp(`^\\s*${anyOf(phrases)}${wordEnd}`, "u");
const joins = /^\s*(?:(?:et|and|w|o|ou|l|a|to|or|و|ل|الى|لـ|حتى|حتى ل|ta|-)\s*)$/u;
const before = { upTo: endsWith(upTo), from: endsWith(from), range: endsWith(rangeStart) };
const beforeWithCurrency = {
  upTo: endsWith(upToWithCurrency),
  from: endsWith(fromWithCurrency),
  range: endsWith(rangeStartWithCurrency),
};
const after = { orLess: startsWith(orLess), orMore: startsWith(orMore) };

/** Smaller numbers without a currency are counts. */
const leastBareAmount = 10;
const contextChars = 30;

/** Bounds of a price, not prices as such: "moins de 300", "under $50", "بين 200 و 400". In minor units. */
export function priceFinder(shopCurrency: string): Extractor {
  const toFound = (type: "price_min" | "price_max", found: Amount, currency: string): Found[] => {
    const code = currencyOf(currency) ?? shopCurrency;
    const minor = parseAmountMinor(found.number, code);
    return minor === null ? [] : [{ type, start: found.start, end: found.end, normalized: String(minor) }];
  };

  return ({ text }) => {
    if (!/\d/.test(text)) return [];
    const amounts = readAmounts(text);
    const found: Found[] = [];
    for (let index = 0; index < amounts.length; index += 1) {
      const first = amounts[index]!;
      const second = amounts[index + 1];
      const lead = text.slice(Math.max(0, first.start - contextChars), first.start);
      if (second && joins.test(text.slice(first.end, second.start)) && isRange(lead, text, first, second)) {
        const currency = second.currency || first.currency;
        found.push(
          ...toFound("price_min", first, first.currency || currency),
          ...toFound("price_max", second, currency),
        );
        index += 1;
        continue;
      }
      const type = boundOf(lead, text.slice(first.end, first.end + contextChars), first);
      if (type) found.push(...toFound(type, first, first.currency));
    }
    return found;
  };
}

function readAmounts(text: string): Amount[] {
  return Array.from(text.matchAll(amount), ({ 0: whole, index, groups }) => ({
    start: index + (whole.length - whole.trimStart().length),
    end: index + whole.length,
    number: groups?.number ?? "",
    currency: groups?.after ?? groups?.before ?? "",
  }));
}

function isRange(lead: string, text: string, first: Amount, second: Amount): boolean {
  const currency = first.currency !== "" || second.currency !== "";
  if (before.range.test(lead)) return currency || isBareAmount(second);
  const dash = text.slice(first.end, second.start).includes("-");
  return currency && (dash || beforeWithCurrency.range.test(lead));
}

function boundOf(lead: string, tail: string, found: Amount): "price_min" | "price_max" | undefined {
  const currency = found.currency !== "";
  if (!currency && !isBareAmount(found)) return undefined;
  if (before.upTo.test(lead)) return "price_max";
  if (before.from.test(lead)) return "price_min";
  if (!currency) return undefined;
  if (after.orLess.test(tail)) return "price_max";
  if (after.orMore.test(tail)) return "price_min";
  if (beforeWithCurrency.upTo.test(lead)) return "price_max";
  if (beforeWithCurrency.from.test(lead)) return "price_min";
  return undefined;
}

const isBareAmount = ({ number }: Amount): boolean => Number.parseFloat(number) >= leastBareAmount;
