import { expect, test } from "@jest/globals";
import { reservationActions } from "../../bots/reservations.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { OutOfStockError, type ReservationSystem } from "../../models/ports/commerce.ts";
import type { PutAside } from "../../models/reservation.ts";
import { Sequences } from "../../models/sequence/definition.ts";

const wanted = {
  conversationId: "amina",
  productId: "robe",
  sku: "robe-38",
  quantity: 1,
  until: "2026-01-06T09:00:00.000Z",
};

/** A book of one reservation, and the reminders that wait. */
function book({ isSoldOut = false } = {}) {
  const clock = virtualClock("2026-01-05T09:00:00.000Z");
  const reminders = new Map<string, string>();
  let kept: PutAside | null = null;
  const reservations: ReservationSystem = {
    ofConversation: async () => (kept ? [kept] : []),
    get: async () => kept,
    async putAside(one) {
      if (isSoldOut) throw new OutOfStockError("none free");
      kept ??= { ...one, shopId: "dar-lina", extendedBy: null, givenBack: false };
      return kept;
    },
    async extend(_, until, by) {
      kept = { ...kept!, until: until.toISOString(), extendedBy: by };
      return kept;
    },
    async giveBack() {
      kept = kept && { ...kept, givenBack: true };
    },
    async convert(_, soldIn) {
      kept = kept && { ...kept, givenBack: true, soldIn };
    },
  };
  const actions = reservationActions({
    reservations,
    clock,
    sequences: () => Sequences.parse({ reservation: { remindBefore: "2 h" } }),
    begin: async (_, { flow }, at, key) => {
      expect(flow).toBe("reservation.reminder");
      if (!reminders.has(key)) reminders.set(key, at.toISOString());
    },
    drop: async (key) => void reminders.delete(key),
  });
  const act = (name: string, args: object, key: string) => actions[`reservation.${name}`]!({ ...args }, key);
  return { clock, act, reminders: () => [...reminders.values()] };
}

test("one is reminded of in time before it is over, however often the deed is done", async () => {
  const { act, reminders } = book();
  for (let n = 0; n < 2; n++) await act("create", wanted, "r");
  expect(reminders()).toEqual(["2026-01-06T07:00:00.000Z"]);
});

test("prolonged, it is reminded of later; whoever died in between tells the same again; another tap is told so", async () => {
  const { act, reminders } = book();
  await act("create", wanted, "r");
  for (let n = 0; n < 2; n++)
    expect(await act("extend", { reservation: "r", hours: 24 }, "extend:r:tap")).toMatchObject({
      outcome: "extended",
      reservation: { until: "2026-01-07T09:00:00.000Z" },
    });
  expect(reminders()).toEqual(["2026-01-07T07:00:00.000Z"]);
  expect(await act("extend", { reservation: "r", hours: 24 }, "extend:r:other")).toMatchObject({
    outcome: "already",
  });
});

test("cancelled, nothing reminds of it, and it is not prolonged", async () => {
  const { act, reminders } = book();
  await act("create", wanted, "r");
  await act("cancel", { reservation: "r" }, "c");
  expect(reminders()).toEqual([]);
  expect(await act("extend", { reservation: "r", hours: 24 }, "e")).toEqual({ outcome: "over" });
});

test("what is sold out is refused", async () => {
  await expect(book({ isSoldOut: true }).act("create", wanted, "r")).rejects.toThrow("out_of_stock");
});
