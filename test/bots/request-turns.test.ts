import { expect, test } from "@jest/globals";
import { createRequestTurns } from "../../bots/request-turns.ts";
import { createSendRates } from "../../bots/send-rates.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { fakeRecords } from "../fakes/records.ts";

const email = { name: "email", account: "bonjour@darlina.example", perSecond: 5 };
const never = new AbortController().signal;

/** Turns of an account whose waits pass at once, and are counted. */
function turnsOf({ giveUpAfter = Number.POSITIVE_INFINITY } = {}) {
  const clock = virtualClock("2026-01-05T09:00:00.000Z");
  const rates = createSendRates({ records: fakeRecords(), clock });
  const leaving = new AbortController();
  let waits = 0;
  const turn = createRequestTurns({
    rates,
    clock,
    async pause(milliseconds, signal) {
      waits += 1;
      if (waits > giveUpAfter) leaving.abort();
      signal.throwIfAborted();
      clock.advance(milliseconds);
    },
  });
  return { clock, rates, leaving, turn, secondsSince: () => (clock.now().getTime() - start) / 1000 };
}
const start = Date.parse("2026-01-05T09:00:00.000Z");

test("a burst of requests goes out at the account's rate", async () => {
  const { turn, secondsSince } = turnsOf();
  await Promise.all(Array.from({ length: 30 }, () => turn(email, never)));
  expect(secondsSince()).toBeCloseTo(5.8, 1);
});

test("it does not stand behind those who wait for their turn", async () => {
  const { rates, turn, secondsSince } = turnsOf();
  for (let n = 0; n < 50; n++) await rates.take(email, "answers", false);
  await turn(email, never);
  expect(secondsSince()).toBeCloseTo(0.2, 1);
});

test("those that give up hold no place, and an answer waits for none of them", async () => {
  const { rates, leaving, turn } = turnsOf({ giveUpAfter: 2 });
  const asked = Array.from({ length: 50 }, () => turn(email, leaving.signal));
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.at(-1)).toMatchObject({ reason: { name: "DeliveryError", kind: "throttled" } });
  expect(await rates.take(email, "answers", false)).toBeNull();
});
