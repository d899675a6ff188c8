import { z } from "zod";

/** A code that takes something off an order: `promoCodes` in `locales/shop.yaml`. */
export const PromoCode = z
  .strictObject({
    /** As shoppers type it, in any case. */
    code: z.string().regex(/^[A-Z0-9-]{3,20}$/, "3 to 20 capitals, digits or hyphens"),
    percent: z.int().min(1).max(100).optional(),
    /** Minor units of the shop's currency. */
    amountMinor: z.int().positive().optional(),
    freeDelivery: z.boolean().optional(),
    /** From this total of the goods on. */
    fromMinor: z.int().positive().optional(),
    /** Its last day, in the shop's time zone. */
    until: z.iso.date().optional(),
  })
  .refine(
    ({ percent, amountMinor, freeDelivery }) =>
      (percent !== undefined) !== (amountMinor !== undefined) || freeDelivery === true,
    "give percent, amountMinor or freeDelivery",
  );
export type PromoCode = z.infer<typeof PromoCode>;

/** Why a code takes nothing off. */
export type PromoProblem = "unknown" | "over" | "too_little";

/** @param today YYYY-MM-DD in the shop's time zone */
export function promoProblem(
  codes: readonly PromoCode[],
  written: string,
  { subtotalMinor, today }: { subtotalMinor: number; today: string },
): PromoProblem | null {
  const code = findPromo(codes, written);
  if (!code) return "unknown";
  if (code.until !== undefined && today > code.until) return "over";
  return subtotalMinor < (code.fromMinor ?? 0) ? "too_little" : null;
}

export const findPromo = (codes: readonly PromoCode[], written: string): PromoCode | undefined =>
  codes.find(({ code }) => code === written.trim().toUpperCase());

/** Never more than the goods cost. Percentages are rounded down to the minor unit. */
export function discountMinor({ percent, amountMinor }: PromoCode, subtotalMinor: number): number {
  const off = amountMinor ?? Math.floor((subtotalMinor * (percent ?? 0)) / 100);
  return Math.min(subtotalMinor, off);
}
