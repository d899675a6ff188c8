import { inShop } from "../models/commerce.ts";
import type { EmbeddedStore } from "../models/embedded/index.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Commerce } from "../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../models/ports/records.ts";
import { factFits, isLocked, type ProofTries, proofTriesKind, withFailure } from "../models/proof.ts";
import type { Actions } from "./actions.ts";

/**
 * Whether a shopper knows a second fact about an order. Wrong tries are counted by conversation, order and network,
 * before the answer is known to anybody, so that many tries at once count as many.
 */
export async function proofActions(
  shopId: string,
  { orders, customers }: Pick<Commerce, "orders" | "customers">,
  { conversations, records }: Pick<EmbeddedStore, "conversations" | "records">,
  clock: Clock,
): Promise<Actions> {
  const tries = await records(proofTriesKind);
  return {
    "proof.check": async ({ conversationId, number, fact }) => {
      const names = [`conversation:${conversationId}`, `order:${number}`];
      const network = networkOf((await conversations.get(String(conversationId)))?.conversation.reference);
      const counters = [...names, ...(network === null ? [] : [`network:${network}`])].map((name) =>
        inShop(shopId, name),
      );
      const locked = await Promise.all(counters.map((id) => countFailure(tries, id, clock.now())));
      if (locked.some(Boolean)) return { customerId: null, locked: true };
      const order = await orders.getOrder(String(number));
      const customer = order && (await customers.getCustomer(order.customerId));
      if (!order || !factFits(String(fact), order, customer)) return { customerId: null, locked: false };
      await Promise.all(counters.map((id) => takeBackFailure(tries, id)));
      return { customerId: order.customerId, locked: false };
    },
  };
}

/** Counts a try as wrong until it proves right. True when there were too many before: it is not even looked at. */
function countFailure(tries: Records<ProofTries>, id: string, now: Date): Promise<boolean> {
  return change(tries, id, (counter) => (isLocked(counter, now) ? null : withFailure(counter, now)));
}

const takeBackFailure = (tries: Records<ProofTries>, id: string): Promise<boolean> =>
  change(tries, id, (counter) => ({ ...counter, failedAt: counter.failedAt.slice(0, -1) }));

/** Compare and set until it goes through. @returns true when `decide` left it as it is. */
async function change(
  tries: Records<ProofTries>,
  id: string,
  decide: (counter: ProofTries) => ProofTries | null,
): Promise<boolean> {
  for (;;) {
    const stored = (await tries.get(id)) ?? { doc: { id, failedAt: [] }, version: 0 };
    const next = decide(stored.doc);
    if (!next) return true;
    try {
      await tries.save(next, stored.version);
      return false;
    } catch (error) {
      if (!(error instanceof StaleRecordError)) throw error;
    }
  }
}

/** The hashed network that a web conversation was opened from. */
function networkOf(reference: unknown): string | null {
  const network = (reference as { network?: unknown } | null)?.network;
  return typeof network === "string" ? network : null;
}
