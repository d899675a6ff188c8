import { formatMoney } from "../../models/format.ts";
import { findPromo, promoProblem } from "../../models/promo.ts";
import { localDay } from "../../models/time-zone.ts";
import type { Scene, Slot } from "../engine/flow.ts";
import type { Next } from "../engine/reply.ts";

/** What every message of a sequence is told by the shop. */
export interface Told {
  /** Which words: the last part of the reply's key. */
  say: string;
  code?: string;
  /** They have not asked for news yet, and may. */
  invites?: boolean;
}

/** Only the shop says it: a tap brings nothing, so that nobody begins it about what is another's. */
// biome-ignore lint/suspicious/noExplicitAny: a slot of any flow
export const given: Slot<any> = { parse: () => null };

export const told = { say: given, code: given, invites: given };

/** What a code takes off, as reply parameters: `hasCode`, `code`, `off`. One that is over is not spoken of. */
export function codeParams({ code }: Told, { shop, now, language, replies }: Scene<unknown>) {
  const promo = code === undefined ? undefined : findPromo(shop.promoCodes, code);
  const problem =
    promo &&
    promoProblem(shop.promoCodes, promo.code, {
      subtotalMinor: Number.POSITIVE_INFINITY,
      today: localDay(now, shop.timeZone),
    });
  if (!promo || problem) return { hasCode: "no", code: "", off: "" };
  const off = replies.render("sequence.off", language, {
    kind: promo.percent ? "percent" : promo.amountMinor ? "amount" : "delivery",
    percent: promo.percent ?? 0,
    amount: formatMoney({ amountMinor: promo.amountMinor ?? 0, currency: shop.currency }, language),
  });
  return { hasCode: "yes", code: promo.code, off };
}

/** Who may ask for news is shown how. */
export const inviting = ({ invites }: Told): Next[] =>
  invites ? [{ title: "sequence.subscribe.button", flow: "consent.subscribe" }] : [];
