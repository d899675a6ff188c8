import type { Money } from "./money.ts";

/** The tax that a price contains, to the nearest minor unit. */
export function vatIn({ amountMinor, currency }: Money, percent: number): Money {
  const hundredths = Math.round(percent * 100);
  return { amountMinor: Math.round((amountMinor * hundredths) / (10_000 + hundredths)), currency };
}
