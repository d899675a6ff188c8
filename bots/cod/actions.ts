import { z } from "zod";
import { isDueAtDoor, RefusalReason } from "../../models/cod/case.ts";
import type { OrderState } from "../../models/commerce.ts";
import { isCalledOffByShop, OrderStateError } from "../../models/order.ts";
import { OutOfStockError } from "../../models/ports/commerce.ts";
import { type Actions, Refusal } from "../actions.ts";
import { codIsDue } from "./due.ts";
import { phoneKind } from "./phone-kind.ts";
import { codPlaced } from "./placed.ts";
import type { CodServices } from "./services.ts";
import { rescored } from "./silence.ts";

const Named = z.object({ number: z.string() });
const Refused = Named.extend({ reason: RefusalReason });
const Numbered = Named.extend({ phone: z.string() });

/** What flows may do with an order that is paid at the door: they have made sure that it is the shopper's. */
export function codActions(services: CodServices): Actions {
  return {
    "cod.confirm": async (args) => {
      const { number } = Named.parse(args);
      return { state: await stateAfter(() => answerCod(number, "confirmed", services)) };
    },
    "cod.refuse": async (args) => {
      const { number, reason } = Refused.parse(args);
      return { state: await stateAfter(() => answerCod(number, "refused", services, reason)) };
    },
    "cod.number": async (args) => {
      const { number, phone } = Numbered.parse(args);
      await refusing(() => callOn(number, phone, services));
    },
    "cod.retake": async (args, key) => {
      const { number } = Named.parse(args);
      return { number: await refusing(() => retake(number, key, services)) };
    },
  };
}

/** What the shopper says, in the chat or on the phone. @returns the state of the order. @throws {OrderStateError} */
export async function answerCod(
  number: string,
  what: "confirmed" | "refused",
  services: CodServices,
  reason?: RefusalReason,
): Promise<OrderState> {
  const { cases, commerce, clock } = services;
  const state: OrderState = what === "confirmed" ? "confirmed" : "cancelled";
  const order = await commerce.orders.getOrder(number);
  if (order && !isDueAtDoor(order)) throw new OrderStateError(order, `${what}: it is not paid at the door`);
  await commerce.orders.moveOrder(number, { state, by: "shopper", ...(reason && { reason }) });
  const kept = await cases.get(number);
  if (!kept || kept.answer?.what === what) return state;
  const silent = kept.answer ? null : await rescored(kept, services);
  await cases.change(number, (one) => ({
    ...one,
    ...silent,
    answer: { what, at: clock.now().toISOString(), ...(reason && { reason }) },
    ...(what === "refused" && { outcome: "cancelled" }),
  }));
  return state;
}

/** Another number is the order's, and people phone there. */
async function callOn(number: string, phone: string, services: CodServices): Promise<void> {
  const { commerce, cases, scores, shop } = services;
  const [order, kept] = await Promise.all([commerce.orders.getOrder(number), cases.get(number)]);
  if (!order || !kept) throw new Refusal("gone");
  await commerce.orders.updateOrder(number, { address: { ...order.address, phone } });
  const facts = { ...kept.facts, phone: phoneKind(phone, shop().country) };
  const { risk, reasons } = await scores.score(facts);
  // The band stays: by it was acted.
  await cases.change(number, (one) => ({ ...one, facts, risk, reasons }));
  await codIsDue({ number, step: "call" }, services);
}

/** An order that was cancelled is placed anew, at the same prices, and confirmed. @returns its new number */
async function retake(number: string, key: string, services: CodServices): Promise<string> {
  const { clock, commerce } = services;
  const { orders } = commerce;
  const before = await orders.getOrder(number);
  if (before?.state !== "cancelled" || !isDueAtDoor(before)) throw new Refusal("not_cancelled");
  if (isCalledOffByShop(before)) throw new Refusal("called_off");
  if (Date.parse(before.history?.at(-1)?.at ?? before.placedAt) < clock.now().getTime() - retakenWithinMs)
    throw new Refusal("too_old");
  const { customerId, conversationId, lines, deliveryCost, discount, total, payment, address } = before;
  const anew = { customerId, lines, deliveryCost, total, payment, address };
  const order = await orders.createOrder(key, {
    ...anew,
    ...(conversationId !== undefined && { conversationId }),
    ...(discount && { discount }),
  });
  await codPlaced(order, services);
  await answerCod(order.number, "confirmed", services);
  return order.number;
}

/** Later, prices may be others. */
const retakenWithinMs = 7 * 24 * 3_600_000;

/** Too late is no error: the flow tells where the order stands. */
async function stateAfter(work: () => Promise<OrderState>): Promise<OrderState> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof OrderStateError) return cause.state;
    throw cause;
  }
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof OrderStateError) throw new Refusal(cause.state, { cause });
    if (cause instanceof OutOfStockError) throw new Refusal("out_of_stock", { cause });
    throw cause;
  }
}
