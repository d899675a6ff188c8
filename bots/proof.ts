import { inShop } from "../models/commerce.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Commerce } from "../models/ports/commerce.ts";
import type { Records } from "../models/ports/records.ts";
import type { Store } from "../models/ports/store.ts";
import { isLocked, type ProofTries, proofTriesKind, provenBy, withFailure } from "../models/proof.ts";
import type { Actions } from "./actions.ts";
import { changeRecord } from "./change-record.ts";
import { createQueues } from "./queues.ts";

/**
 * Whether a shopper knows a second fact about an order. Wrong tries are counted by conversation, order and network,
 * before they are told to be wrong. A conversation asks one thing at a time, and an order's tries wait for each other
 * here, so that many at once count as many; a network's may pass its limit by those in hand.
 */
export async function proofActions(
  shopId: string,
  { orders, customers }: Pick<Commerce, "orders" | "customers">,
  { conversations, records }: Pick<Store, "conversations" | "records">,
  clock: Clock,
): Promise<Actions> {
  const tries = await records(proofTriesKind);
  const inTurn = createQueues();
  return {
    "proof.check": async ({ conversationId, number: written, fact }) => {
      const number = String(written).toUpperCase();
      const [found, order] = await Promise.all([
        conversations.get(String(conversationId)),
        orders.getOrder(number),
      ]);
      const customer = order && (await customers.getCustomer(order.customerId));
      const network = networkOf(found?.conversation.reference);
      const counters = [
        `conversation:${conversationId}`,
        `order:${number}`,
        ...(network === null ? [] : [`network:${network}`]),
      ].map((name) => inShop(shopId, name));
      return inTurn(number, async () => {
        const known = await Promise.all(counters.map((id) => tries.get(id)));
        if (known.some((counter) => counter && isLocked(counter.doc, clock.now()))) return locked;
        const proven = order && provenBy(String(fact), order, customer);
        if (proven) return { proven, locked: false };
        const full = await Promise.all(counters.map((id) => countFailure(tries, id, clock.now())));
        return full.some(Boolean) ? locked : { proven: null, locked: false };
      });
    },
  };
}

const locked = { proven: null, locked: true };

/** True, and nothing counted, when there were too many before. */
const countFailure = (tries: Records<ProofTries>, id: string, now: Date): Promise<boolean> =>
  changeRecord(tries, id, (kept) => {
    const before = kept ?? { id, failedAt: [] };
    return isLocked(before, now) ? { value: true } : { doc: withFailure(before, now), value: false };
  });

/** The hashed network that a web conversation was opened from. */
function networkOf(reference: unknown): string | null {
  const network = (reference as { network?: unknown } | null)?.network;
  return typeof network === "string" ? network : null;
}
