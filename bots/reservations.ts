import { z } from "zod";
import type { Clock } from "../models/ports/clock.ts";
import { OutOfStockError, type ReservationSystem } from "../models/ports/commerce.ts";
import { type Changed, isHeld, type PutAside } from "../models/reservation.ts";
import type { Sequences } from "../models/sequence/definition.ts";
import { type Actions, Refusal } from "./actions.ts";
import type { Unasked } from "./withhold.ts";

const Wanted = z.object({
  conversationId: z.string(),
  productId: z.string(),
  sku: z.string(),
  quantity: z.int().positive(),
  until: z.iso.datetime(),
});
const Named = z.object({ reservation: z.string() });
const Longer = Named.extend({ hours: z.int().positive() });

export interface ReservationServices {
  reservations: ReservationSystem;
  clock: Clock;
  sequences: () => Pick<Sequences, "reservation">;
  /** The shop begins a flow at an instant; `key` names it once and for all. */
  begin(conversationId: string, unasked: Unasked, at: Date, key: string): Promise<void>;
  /** What was to begin by that key does not. */
  drop(key: string): Promise<void>;
}

/** What flows may do with reservations; each is reminded of before it is over. */
export function reservationActions({
  reservations,
  clock,
  sequences,
  begin,
  drop,
}: ReservationServices): Actions {
  async function remind({ key, conversationId, until, extendedBy }: PutAside): Promise<void> {
    const at = new Date(Date.parse(until) - sequences().reservation.remindBefore);
    if (at <= clock.now()) return;
    const slots = { reservation: key };
    await begin(
      conversationId,
      { flow: "reservation.reminder", slots, purpose: "service" },
      at,
      reminderKey(key, extendedBy !== null),
    );
  }
  return {
    "reservation.create": async (args, key) => {
      try {
        const made = await reservations.putAside({ ...Wanted.parse(args), key });
        await remind(made);
        return made;
      } catch (cause) {
        if (cause instanceof OutOfStockError) throw new Refusal("out_of_stock", { cause });
        throw cause;
      }
    },
    "reservation.extend": async (args, by): Promise<Changed> => {
      const { reservation: key, hours } = Longer.parse(args);
      const before = await reservations.get(key);
      if (!before || !isHeld(before, clock.now())) return { outcome: "over" };
      if (before.extendedBy !== null && before.extendedBy !== by)
        return { outcome: "already", reservation: before };
      const until = new Date(Date.parse(before.until) + hours * 3_600_000);
      try {
        // Whoever died after it was prolonged tells the same again.
        const reservation = before.extendedBy === by ? before : await reservations.extend(key, until, by);
        await drop(reminderKey(key, false));
        await remind(reservation);
        return { outcome: "extended", reservation };
      } catch (cause) {
        if (cause instanceof OutOfStockError) return { outcome: "over" };
        throw cause;
      }
    },
    "reservation.cancel": async (args) => {
      const { reservation } = Named.parse(args);
      await reservations.giveBack(reservation);
      for (const extended of [false, true]) await drop(reminderKey(reservation, extended));
    },
  };
}

const reminderKey = (reservation: string, extended: boolean): string =>
  `reminder${extended ? ":longer" : ""}:${reservation}`;
