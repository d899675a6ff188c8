import type { CodCase } from "../../models/cod/case.ts";
import { reasonsInWords } from "../../models/cod/reasons.ts";
import type { Order } from "../../models/commerce.ts";
import type { Handover } from "../../models/conversation.ts";
import { formatMoney } from "../../models/format.ts";
import { inLanguage } from "../../models/language.ts";

/** What staff read before they phone, and what they ask, in this order. */
export function callScript({ risk, reasons, facts }: CodCase, order: Order): Omit<Handover, "at"> {
  const { number, address, total, lines } = order;
  const what = lines.map(({ quantity, title }) => `${quantity} × ${inLanguage(title, "en")}`).join(", ");
  const where = [address.street, address.area, address.landmark, address.city].filter(Boolean).join(", ");
  const why = reasonsInWords(reasons, facts);
  return {
    reason: "cod_call",
    summary: [
      `Phone ${address.name} (${address.phone ?? "no number"}) about order ${number} before it is sent.`,
      `Risk ${risk} of 100${why.length > 0 ? `: ${why.join("; ")}` : ""}.`,
      `Ask: 1. Did you order ${what}? 2. Is this the address: ${where}? 3. Will you be there to pay ${formatMoney(total, "en")}?`,
      `Then: npm run cod -- answer ${number} confirmed|refused`,
    ].join("\n"),
  };
}
