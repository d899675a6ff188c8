/** How far a message of ours came; `failed` ends it. */
export type DeliveryStatus = "sent" | "failed" | "delivered" | "read";

/** Why a message of ours came to nothing, in the vendor's words. */
export interface VendorFault {
  code: string;
  message: string;
}

/** How far a message came, as its vendor told. `at` is ISO 8601, UTC. */
export interface Delivery {
  status: DeliveryStatus;
  at: string;
  fault?: VendorFault;
}

/** Receipts come in any order, and may be left out: who has read it has got it. */
const order: readonly DeliveryStatus[] = ["sent", "failed", "delivered", "read"];

export const isFurther = (next: Delivery, before: Delivery | null): boolean =>
  before === null || order.indexOf(next.status) > order.indexOf(before.status);
