import { expect, test } from "@jest/globals";
import { createCatchUp } from "../../bots/catch-up.ts";
import { changeRecord } from "../../bots/change-record.ts";
import { createLog } from "../../bots/log.ts";
import { heardKind } from "../../models/heard.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { fakeRecords } from "../fakes/records.ts";

const missed: Arrival = { kind: "ignored", what: "a message of before" };

const account = "twilio:+33757000000";

/** One that is told each time it has asked, and asks again when it is let. `until`: when all was heard before. */
async function listening({ fails = 0, until = "2026-01-01T09:00:00.000Z" as string | null } = {}) {
  const records = fakeRecords();
  if (until)
    await changeRecord(await records(heardKind), account, () => ({
      doc: { id: account, until },
      value: null,
    }));
  const clock = virtualClock("2026-01-05T09:00:00.000Z");
  const since: string[] = [];
  const got: Arrival[] = [];
  let faults = fails;
  let next = Promise.withResolvers<void>();
  const catchUp = createCatchUp({
    id: account,
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
    heardUntil: async () => (await (await records(heardKind)).get(account))?.doc.until,
    asked: () => next.promise,
    async end() {
      closing.abort();
      await done;
    },
  };
}

test("at the very first start nothing is asked for: what came before is not ours to answer", async () => {
  const one = await listening({ until: null });
  while (!(await one.heardUntil())) await new Promise((resolve) => setImmediate(resolve));
  await one.end();
  expect(one.since).toEqual([]);
  expect(await one.heardUntil()).toBe("2026-01-05T09:00:00.000Z");
});

test("after days, what came in the last one is asked for", async () => {
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
