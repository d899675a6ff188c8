import type { CourierWord } from "../../models/cod/case.ts";
import type { Order, OrderState, Parcel, ParcelState } from "../../models/commerce.ts";
import { mayBecome, OrderStateError } from "../../models/order.ts";
import type { CodServices } from "./services.ts";

/** What a courier tells of a parcel. */
export interface CourierOutcome {
  /** Names this telling: told again, it changes nothing. */
  key: string;
  /** Of the order. */
  number: string;
  word: CourierWord;
  /** When it happened. */
  at: Date;
  /** Of `postponed`: the new day, YYYY-MM-DD. */
  until?: string;
  /** In the courier's words, for people. */
  note?: string;
}

/** `impossible`: what became of the order before does not allow it, such as delivered after it was cancelled. */
export type CourierAnswer = "done" | "known" | "unknown_order" | "impossible";

/**
 * What really happened: the order moves, its shopper is asked or told where they can do something, and the score learns.
 * Couriers bring parcels that nobody marked as sent, so that is made up for.
 */
export async function courierOutcome(told: CourierOutcome, services: CodServices): Promise<CourierAnswer> {
  const { cases, commerce, begin, clock } = services;
  const order = await commerce.orders.getOrder(told.number);
  if (!order) return "unknown_order";
  const { number } = order;
  const kept = await cases.get(number);
  if (kept?.courier.some(({ key }) => key === told.key)) return "known";
  try {
    await move(order, told, services);
  } catch (error) {
    if (error instanceof OrderStateError) return "impossible";
    throw error;
  }
  const conversationId = kept?.conversationId ?? order.conversationId;
  const flow = flows[told.word];
  if (flow && conversationId != null) {
    const slots = {
      number,
      ...(told.until !== undefined && { day: told.until }),
      ...(told.note !== undefined && { note: told.note }),
    };
    await begin(conversationId, { flow, slots, purpose: "service" }, clock.now(), `courier:${told.key}`);
  }
  // Last: whoever dies before comes again, and finds all the rest done.
  await cases.change(number, (one) => ({
    ...one,
    courier: [
      ...one.courier,
      {
        key: told.key,
        word: told.word,
        at: told.at.toISOString(),
        ...(told.note !== undefined && { note: told.note }),
      },
    ],
    ...((told.word === "delivered" || told.word === "refused") && { outcome: told.word }),
  }));
  return "done";
}

const flows: Partial<Record<CourierWord, string>> = {
  unreachable: "cod.unreachable",
  postponed: "cod.postponed",
};

const parcelStates: Partial<Record<CourierWord, ParcelState>> = {
  delivered: "delivered",
  unreachable: "failed_attempt",
  postponed: "delayed",
  refused: "returned",
};

/** Asked again, the stock follows where a death cut that off. @throws {OrderStateError} */
async function move(order: Order, told: CourierOutcome, { commerce }: CodServices): Promise<void> {
  const { number } = order;
  const to: OrderState = told.word === "delivered" || told.word === "refused" ? told.word : "shipped";
  if (to !== "shipped" && mayBecome(order.state, "shipped"))
    await commerce.orders.moveOrder(number, { state: "shipped", by: "shop" });
  await commerce.orders.moveOrder(number, {
    state: to,
    by: "shop",
    ...(told.word === "refused" && { reason: "refused_at_door" }),
  });
  const parcel = order.parcel && parcelAfter(order.parcel, told);
  await commerce.orders.updateOrder(number, {
    ...(parcel && { parcel }),
    ...(told.word === "delivered" && order.payment === "cod" && { paid: true }),
  });
}

function parcelAfter(parcel: Parcel, { word, at, until }: CourierOutcome): Parcel {
  const state = parcelStates[word]!;
  const event = { at: at.toISOString(), state };
  const isKnown = parcel.events.some((one) => one.at === event.at && one.state === state);
  return {
    ...parcel,
    state,
    ...(until !== undefined && { expectedOn: until }),
    events: isKnown ? parcel.events : [...parcel.events, event],
  };
}
