import { expect, test } from "@jest/globals";
import { createCatchUp } from "../../bots/catch-up.ts";
import { createLog } from "../../bots/log.ts";
import { heardKind } from "../../models/heard.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { fakeRecords } from "../fakes/records.ts";

const missed: Arrival = { kind: "ignored", what: "a message of before" };

/** One that is told each time it has asked, and asks again when it is let. */
async function listening({ fails = 0 } = {}) {
  const records = fakeRecords();
  const clock = virtualClock("2026-01-05T09:00:00.000Z");
  const since: string[] = [];
  const got: Arrival[] = [];
  let faults = fails;
  let next = Promise.withResolvers<void>();
  const catchUp = createCatchUp({
    id: "twilio:+33757000000",
    records,
    clock,
    log: createLog("silent"),
    pause: async () => {},
    async list(from) {
      since.push(from.toISOString());
      if (faults-- > 0) throw new Error("Twilio did not answer");
      return [missed];
    },
  });
  const closing = new AbortController();
  const done = catchUp.listen(async (arrivals) => {
    got.push(...arrivals);
    next.resolve();
    next = Promise.withResolvers();
  }, closing.signal);
  return {
    catchUp,
    clock,
    since,
    got,
    heardUntil: async () => (await (await records(heardKind)).get("twilio:+33757000000"))?.doc.until,
    asked: () => next.promise,
    async end() {
      closing.abort();
      await done;
    },
  };
}

test("at the start, what came in the last day is asked for", async () => {
  const one = await listening();
  await one.asked();
  expect(one.since).toEqual(["2026-01-04T09:00:00.000Z"]);
  expect(one.got).toEqual([missed]);
  await one.end();
  expect(await one.heardUntil()).toBe("2026-01-05T09:00:00.000Z");
});

test("after a refusal, what came since all was heard", async () => {
  const one = await listening();
  await one.asked();
  await new Promise((resolve) => setImmediate(resolve));
  one.clock.advance(3_600_000);
  one.catchUp.heard();
  await new Promise((resolve) => setImmediate(resolve));
  one.clock.advance(60_000);
  const asked = one.asked();
  one.catchUp.missed();
  await asked;
  // Five minutes before: a call is on its way for some time.
  expect(one.since.at(-1)).toBe("2026-01-05T09:55:00.000Z");
  await one.end();
});

test("while something is missed, nothing counts as heard", async () => {
  const one = await listening({ fails: 2 });
  await one.asked();
  expect(one.since).toHaveLength(3);
  expect(one.got).toEqual([missed]);
  await one.end();
});
