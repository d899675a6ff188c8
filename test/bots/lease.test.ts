import { expect, test } from "@jest/globals";
import { underLease } from "../../bots/lease.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const start = "2026-01-05T09:00:00.000Z";

test("one works while the others wait, and each has its turn", async () => {
  const clock = virtualClock(start);
  const log: string[] = [];
  const pauses: PromiseWithResolvers<void>[] = [];
  const services = (who: string) => ({
    records: store.records(),
    clock,
    onWait: () => log.push(`${who} waits`),
    pause: () => {
      const pause = Promise.withResolvers<void>();
      pauses.push(pause);
      // Whoever works goes on once the other has begun to wait.
      working.resolve();
      return pause.promise;
    },
  });
  const working = Promise.withResolvers<void>();
  const first = underLease("words", services("first"), async () => {
    log.push("first begins");
    await working.promise;
    log.push("first ends");
  });
  const second = first.then(() => {
    for (const { resolve } of pauses) resolve();
  });
  await underLease("words", services("second"), async () => void log.push("second begins"));
  await second;
  expect(log).toEqual(["first begins", "second waits", "first ends", "second begins"]);
});

test("the lease of one that died ends by itself", async () => {
  const clock = virtualClock(start);
  const services = {
    records: store.records(),
    clock,
    onWait: () => {},
    pause: async () => clock.advance(10_000),
  };
  void underLease("words", services, () => new Promise(() => {}));
  const begun = await underLease("words", services, async () => clock.now().toISOString());
  expect(begun > "2026-01-05T09:00:29.000Z").toBe(true);
});
