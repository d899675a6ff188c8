import { minorDigits } from "../../models/money.ts";

/**
 * Reads a price of a file into minor units: "349", "349.90", "349,90", "1 299,50", "1,299.50". Stricter than what
 * people write in chat: a lone "1.299" may be one thousand or one and a bit, so it is refused where the currency
 * has two decimals.
 * @returns the amount, or what is wrong with it.
 */
export function readPrice(text: string, currency: string): number | { problem: string } {
  const compact = text.replace(/[\s\u00a0\u202f']/g, "");
  if (/^-\d/.test(compact)) return { problem: `The price ${text} is negative.` };
  const grouped =
    /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(compact) ?? /^(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(compact);
  const [, whole, decimals = ""] = grouped ?? /^(\d+)(?:[.,](\d+))?$/.exec(compact) ?? [];
  if (whole === undefined)
    return { problem: `The price "${text}" is not a number: write digits only, such as 349.90.` };
  const digits = minorDigits(currency);
  if (decimals.length > digits && !isWholeAmount(decimals))
    return { problem: `The price ${text} has more than the ${digits} decimals of ${currency}.` };
  const amount = Number(whole.replace(/[.,]/g, "") + decimals.slice(0, digits).padEnd(digits, "0"));
  return Number.isSafeInteger(amount) ? amount : { problem: `The price ${text} is too large.` };
}

/** "500.00" in a currency without decimals; but "1.000" may be a thousand. */
const isWholeAmount = (decimals: string): boolean => /^0+$/.test(decimals) && decimals.length !== 3;
