import { z } from "zod";

/** An amount in integer minor units (centimes, fils) of an ISO 4217 currency. Never a float. */
export const Money = z.object({
  amountMinor: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 code such as MAD"),
});
export type Money = z.infer<typeof Money>;

/** Intl objects are slow to make. */
const knownDigits = new Map<string, number>();

/** How many digits a currency has after the point: 2 for MAD and EUR, 3 for TND and KWD, 0 for JPY. */
export function minorDigits(currency: string): number {
  const known = knownDigits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  knownDigits.set(currency, digits);
  return digits;
}

/**
 * Reads a decimal amount as people and files write it ("1 299,50", "49.99", "1,299.50") into minor units.
 * @returns null when it is no amount, is negative, or has more decimals than the currency.
 */
export function parseAmountMinor(text: string, currency: string): number | null {
  const compact = text.replace(/[\s\u00a0\u202f']/g, "");
  const digits = minorDigits(currency);
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(compact) && digits < 3;
  const [, whole, decimals = ""] = grouped
    ? [compact, compact]
    : (/^(\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,3}))?$/.exec(compact) ?? []);
  if (whole === undefined || decimals.length > digits) return null;
  const amount = Number(whole.replace(/[.,]/g, "") + decimals.padEnd(digits, "0"));
  return Number.isSafeInteger(amount) ? amount : null;
}
