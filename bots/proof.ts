import type { Clock } from "../models/ports/clock.ts";
import type { Commerce } from "../models/ports/commerce.ts";
import type { Store } from "../models/ports/store.ts";
import { provenBy } from "../models/proof.ts";
import type { Actions } from "./actions.ts";
import { createQueues } from "./queues.ts";
import { networkNames, openTries } from "./tries.ts";

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
  const tries = await openTries(shopId, records, clock);
  const inTurn = createQueues();
  return {
    "proof.check": async ({ conversationId, number: written, fact }) => {
      const number = String(written).toUpperCase();
      const [found, order] = await Promise.all([
        conversations.get(String(conversationId)),
        orders.getOrder(number),
      ]);
      const customer = order && (await customers.getCustomer(order.customerId));
      const counted = [
        `conversation:${conversationId}`,
        `order:${number}`,
        ...networkNames("network", found?.conversation.reference),
      ];
      return inTurn(number, async () => {
        if (await tries.areLocked(counted)) return locked;
        const proven = order && provenBy(String(fact), order, customer);
        if (proven) return { proven, locked: false };
        return (await tries.count(counted)) ? locked : { proven: null, locked: false };
      });
    },
  };
}

const locked = { proven: null, locked: true };
