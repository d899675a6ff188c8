import type { Parcel } from "../../models/commerce.ts";
import { parcelAfter } from "../../models/parcel.ts";
import type { OrderSystem } from "../../models/ports/commerce.ts";
import { moveAlong } from "../shop-events/move-along.ts";
import { EventRefused } from "../shop-events/refused.ts";

export const courierWords = ["delivered", "refused", "unreachable", "postponed"] as const;
export type CourierWord = (typeof courierWords)[number];

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
}

/** `impossible`: what became of the order before does not allow it, such as delivered after it was cancelled. */
export type CourierAnswer = "done" | "known" | "unknown_order" | "impossible";

/** What really happened: the order moves, and its parcel is where they say. Done again it changes nothing. */
export async function courierOutcome(
  { number, word, at, until }: CourierOutcome,
  orders: OrderSystem,
): Promise<CourierAnswer> {
  const order = await orders.getOrder(number);
  if (!order) return "unknown_order";
  try {
    if (word === "delivered" || word === "refused")
      await moveAlong(order, word, word === "refused" ? "refused_at_door" : undefined, orders);
    else if (order.parcel) {
      const state = word === "postponed" ? "delayed" : "failed_attempt";
      const told: Parcel = {
        ...order.parcel,
        state,
        events: [],
        ...(until !== undefined && { expectedOn: until }),
      };
      await orders.updateOrder(order.number, { parcel: parcelAfter(order.parcel, told, at.toISOString()) });
    }
    return "done";
  } catch (error) {
    if (error instanceof EventRefused) return "impossible";
    throw error;
  }
}
