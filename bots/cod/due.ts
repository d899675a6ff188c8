import type { CodDueData, CodStep } from "../../jobs/cod-due.ts";
import { type CodCase, isUnconfirmed } from "../../models/cod/case.ts";
import type { Order } from "../../models/commerce.ts";
import { isForgeable } from "../../models/identity.ts";
import { OrderStateError, unansweredReason } from "../../models/order.ts";
import { callScript } from "./call-script.ts";
import { questionKey, wasAsked } from "./reached.ts";
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
  if (step === "close" && isGivenUp(order)) return close(asked, order, services);
  if (!isUnconfirmed(order)) return;
  if (step === "call") return callPeople(asked, order, services);
  const known = await services.conversations.get(asked.conversationId);
  // Whoever said STOP is not written to; people may phone.
  if (!known?.contact.wantsMessages) return hold(asked, order, services);
  if (step === "close") return close(asked, order, services);
  if (step === "number") return askNumber(asked, services);
  const at = services.clock.now();
  await services.cases.change(number, (one) =>
    one.askedAt === null ? { ...one, askedAt: at.toISOString() } : one,
  );
  await services.begin(
    await whereToAsk(asked, step, services),
    { flow: "cod.confirmation", slots: { number, time: step }, purpose: "service" },
    at,
    questionKey(step, number),
  );
}

/**
 * First where it was ordered; a reminder on another channel of the same shopper, where a vendor vouches for who they are.
 * What may not go out there the gate begins elsewhere.
 */
async function whereToAsk(
  { conversationId }: Asked,
  step: CodStep,
  { conversations }: CodServices,
): Promise<string> {
  const known = step === "ask" ? null : await conversations.get(conversationId);
  if (known?.contact.phone === undefined) return conversationId;
  const others = (await conversations.ofContact(known.contact.id)).filter(
    ({ conversation }) => conversation.id !== conversationId && !isForgeable(conversation.channel),
  );
  return others[step === "ask_again" ? 0 : 1]?.conversation.id ?? conversationId;
}

/** Nobody can be phoned on the number of the order. */
function askNumber({ number, conversationId }: Asked, { begin, clock }: CodServices): Promise<void> {
  return begin(
    conversationId,
    { flow: "cod.number", slots: { number }, purpose: "service" },
    clock.now(),
    `number:cod:${number}`,
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

const isGivenUp = ({ state, history }: Order): boolean =>
  state === "cancelled" && history?.at(-1)?.reason === unansweredReason;

async function hold(kept: Asked, order: Order, services: CodServices): Promise<void> {
  await callPeople(kept, order, services);
  const { facts, risk, reasons } = kept;
  await services.cases.change(kept.number, (one) => ({ ...one, facts, risk, reasons, unanswered: "hold" }));
}

async function close(kept: Asked, order: Order, services: CodServices): Promise<void> {
  const { cases, commerce, clock, shop, begin } = services;
  const { number, conversationId } = kept;
  const isAsked = await wasAsked(number, conversationId, services);
  const unanswered = isAsked || isGivenUp(order) ? shop().cod.unanswered : "hold";
  const silent = await rescored(kept, services);
  if (unanswered === "hold") return hold({ ...kept, ...silent }, order, services);
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
  await cases.change(number, (one) => ({ ...one, ...silent, unanswered, outcome: "cancelled" }));
}
