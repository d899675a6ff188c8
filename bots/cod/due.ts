import type { CodDueData } from "../../jobs/cod-due.ts";
import { type CodCase, isUnconfirmed } from "../../models/cod/case.ts";
import type { Order } from "../../models/commerce.ts";
import { OrderStateError } from "../../models/order.ts";
import { callScript } from "./call-script.ts";
import type { CodServices } from "./services.ts";
import { rescored } from "./silence.ts";

type Asked = CodCase & { conversationId: string };

/** Sees to what is due of an order, unless it is no longer so: answered, sent or cancelled meanwhile. */
export async function codIsDue({ number, step }: CodDueData, services: CodServices): Promise<void> {
  const [kept, order] = await Promise.all([
    services.cases.get(number),
    services.commerce.orders.getOrder(number),
  ]);
  if (!kept || kept.answer || kept.outcome || kept.conversationId === null || !order) return;
  const asked = { ...kept, conversationId: kept.conversationId };
  // Whoever died after it was cancelled comes again to tell of it.
  if (step === "close" && (isUnconfirmed(order) || isGivenUp(order))) return close(asked, order, services);
  if (!isUnconfirmed(order)) return;
  if (step === "call") return callPeople(asked, order, services);
  const at = services.clock.now();
  await services.cases.change(number, (one) =>
    one.askedAt === null ? { ...one, askedAt: at.toISOString() } : one,
  );
  await services.begin(
    asked.conversationId,
    { flow: "cod.confirmation", slots: { number, time: step }, purpose: "service" },
    at,
    `${step}:cod:${number}`,
  );
}

/** People have the conversation, with what to ask; the shopper is told that they are phoned. */
async function callPeople(
  kept: Asked,
  order: Order,
  { conversations, receive, clock }: CodServices,
): Promise<void> {
  const { number, conversationId } = kept;
  const known = await conversations.get(conversationId);
  const at = clock.now().toISOString();
  const start = {
    kind: "start" as const,
    key: `call:cod:${number}`,
    at,
    flow: "cod.call",
    slots: { number },
    purpose: "service" as const,
  };
  const handover = { ...callScript(kept, order), at };
  // Whoever has it already keeps it: the report lists the order as well.
  await receive(
    conversationId,
    [start],
    known?.conversation.owner === "bot" ? { owner: "waiting", handover } : {},
  );
}

const unansweredReason = "unanswered";
const isGivenUp = ({ state, history }: Order): boolean =>
  state === "cancelled" && history?.at(-1)?.reason === unansweredReason;

async function close(kept: Asked, order: Order, services: CodServices): Promise<void> {
  const { cases, commerce, clock, shop, begin } = services;
  const { number, conversationId } = kept;
  const { unanswered } = shop().cod;
  const silent = await rescored(kept, services);
  if (unanswered === "hold") {
    await callPeople({ ...kept, ...silent }, order, services);
  } else {
    try {
      await commerce.orders.moveOrder(number, { state: "cancelled", by: "shop", reason: unansweredReason });
    } catch (error) {
      // It has left meanwhile.
      if (error instanceof OrderStateError) return;
      throw error;
    }
    await begin(
      conversationId,
      { flow: "cod.closed", slots: { number }, purpose: "service" },
      clock.now(),
      `close:cod:${number}`,
    );
  }
  await cases.change(number, (one) => ({
    ...one,
    ...silent,
    unanswered,
    ...(unanswered === "cancel" && { outcome: "cancelled" }),
  }));
}
