import { z } from "zod";
import type { Customer, Order } from "./commerce.ts";
import { westernDigits } from "./digits.ts";
import type { RecordKind } from "./ports/records.ts";

/** Tries at proving who one is, by what was tried: wrong facts of an order, codes asked for, a conversation, a network. */
export const ProofTries = z.object({
  /** `shop/order:10042`, `shop/conversation:<id>`, `shop/code-to:<hash>`. */
  id: z.string(),
  failedAt: z.array(z.iso.datetime()),
});
export type ProofTries = z.infer<typeof ProofTries>;

export const proofTriesKind: RecordKind<ProofTries, never> = {
  name: "proof_tries",
  schema: ProofTries,
  id: (tries) => tries.id,
  indexes: {},
};

/** By what is counted. One address may be a whole mobile network. */
const mostTries: Record<string, number> = {
  order: 5,
  conversation: 5,
  network: 30,
  "code-from": 3,
  "code-to": 3,
  "code-network": 30,
};
const windowMs = 60 * 60 * 1000;
/** How long a proof holds in its conversation. */
export const proofLifeMs = 24 * 60 * 60 * 1000;

/** Too many tries in the last hour: nothing is compared or sent any more, right or wrong. */
export function isLocked(tries: ProofTries, now: Date): boolean {
  const [, counted = ""] = /\/([a-z-]+):/.exec(tries.id) ?? [];
  return recent(tries, now).length >= (mostTries[counted] ?? 0);
}

export const withFailure = (tries: ProofTries, now: Date): ProofTries => ({
  ...tries,
  failedAt: [...recent(tries, now), now.toISOString()],
});

const recent = ({ failedAt }: ProofTries, now: Date): string[] =>
  failedAt.filter((at) => now.getTime() - Date.parse(at) < windowMs);

/** What somebody has shown to be theirs: all orders of a customer, or one order by its number. */
export const Proven = z.object({ customerId: z.string().optional(), order: z.string().optional() });
export type Proven = z.infer<typeof Proven>;

/**
 * What a second fact (phone number or e-mail, as the shopper wrote it) proves about an order; null when it is wrong.
 * The phone number of a parcel may be a friend's, so it opens that order and not the buyer's others. Phone numbers are
 * compared by their last nine digits, so that 0661… and +212661… are the same.
 */
export function provenBy(fact: string, order: Order, customer: Customer | null): Proven | null {
  const email = fact.trim().toLowerCase();
  const digits = lastDigits(fact);
  const isPhone = (phone: string | undefined): boolean =>
    digits !== null && phone !== undefined && lastDigits(phone) === digits;
  if (customer && (customer.email?.toLowerCase() === email || isPhone(customer.phone)))
    return { customerId: customer.id };
  return isPhone(order.address.phone) ? { order: order.number } : null;
}

function lastDigits(text: string): string | null {
  const digits = westernDigits(text).replace(/\D/g, "");
  return digits.length >= 9 ? digits.slice(-9) : null;
}
