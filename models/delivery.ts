/** How far a message of ours came; `failed` ends it. */
export type DeliveryStatus = "sent" | "failed" | "delivered" | "read";

/** Why a message of ours came to nothing, in the vendor's words. */
export interface VendorFault {
  code: string;
  message: string;
}

/** What the vendor charges for: its own words for the kind of message, and of price. */
export interface Pricing {
  billable: boolean;
  category: string;
  type?: string;
}

/** How far a message came, as its vendor told. `at` is ISO 8601, UTC. */
export interface Delivery {
  status: DeliveryStatus;
  at: string;
  fault?: VendorFault;
  pricing?: Pricing;
}

/** Receipts come in any order, and may be left out: who has read it has got it. */
const order: readonly DeliveryStatus[] = ["sent", "failed", "delivered", "read"];

/** What is known after another receipt; null: nothing new. The price is told once, by whichever receipt. */
export function afterReceipt(next: Delivery, before: Delivery | null): Delivery | null {
  const pricing = next.pricing ?? before?.pricing;
  const further = isFurther(next, before) ? next : null;
  const isPriced = before !== null && before.pricing === undefined && pricing !== undefined;
  if (!further && !isPriced) return null;
  return { ...(further ?? before!), ...(pricing && { pricing }) };
}

export const isFurther = (next: Delivery, before: Delivery | null): boolean =>
  before === null || order.indexOf(next.status) > order.indexOf(before.status);
