import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { inShop } from "../../models/commerce.ts";
import type { PaymentSystem } from "../../models/ports/commerce.ts";
import { type OpenRecords, type RecordKind, StaleRecordError } from "../../models/ports/records.ts";

/** What is kept of the link by which an order is paid. */
const PaymentLink = z.object({ shopId: z.string(), number: z.string(), hash: z.string() });
const paymentLinkKind: RecordKind<z.infer<typeof PaymentLink>, never> = {
  name: "payment_links",
  schema: PaymentLink,
  id: ({ shopId, number }) => inShop(shopId, number),
  indexes: {},
};

export interface EmbeddedPayments extends PaymentSystem {
  /** Whether somebody holds the link of that order; takes as long for an order without one. */
  isLink(number: string, token: string): Promise<boolean>;
}

export interface EmbeddedPaymentsOptions {
  shopId: string;
  records: OpenRecords;
  /** Where shoppers find this server, without a slash at its end. */
  address: string;
  /** At least 128 bits that nobody can foresee, as text that fits a URL. */
  newToken: () => string;
}

/** Links to this server's own payment page; only the hash of a link's token is kept. */
export async function embeddedPayments({
  shopId,
  records,
  address,
  newToken,
}: EmbeddedPaymentsOptions): Promise<EmbeddedPayments> {
  const links = await records(paymentLinkKind);
  return {
    async linkFor({ number }) {
      const token = newToken();
      for (;;) {
        const before = await links.get(inShop(shopId, number));
        try {
          await links.save({ shopId, number, hash: hashOf(token).toString("hex") }, before?.version ?? 0);
          return `${address}/pay/${number}/${token}`;
        } catch (error) {
          if (!(error instanceof StaleRecordError)) throw error;
        }
      }
    },
    async isLink(number, token) {
      const kept = await links.get(inShop(shopId, number));
      const isSame = timingSafeEqual(hashOf(token), Buffer.from(kept?.doc.hash ?? noHash, "hex"));
      return isSame && kept !== null;
    },
  };
}

const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();
const noHash = "0".repeat(64);
