import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { draw, type SendRate } from "../../models/send-rate.ts";

const start = Date.parse("2026-01-05T09:00:00.000Z");

test("a process sends no more than its rate in any second, however it keeps what it drew", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.array(fc.nat(250), { maxLength: 400 }),
      (perSecond, pauses) => {
        let bucket: SendRate = { id: "x", tokens: perSecond, at: new Date(start).toISOString() };
        let nowMs = start;
        let held = 0;
        const sent: number[] = [];
        for (const pause of pauses) {
          // Bursts, and pauses between them.
          nowMs += pause > 50 ? pause : 0;
          if (held < 1) {
            const outcome = draw(bucket, perSecond, new Date(nowMs));
            if ("until" in outcome) {
              expect(outcome.until.getTime()).toBeGreaterThan(nowMs);
              nowMs = outcome.until.getTime();
              continue;
            }
            expect(outcome.drawn).toBeGreaterThan(0);
            bucket = outcome.after;
            held += outcome.drawn;
          }
          held -= 1;
          sent.push(nowMs);
        }
        for (const from of sent)
          expect(sent.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(perSecond);
      },
    ),
  );
});

test.each([5, 30, 80, 300])("of %p a second, seven eighths at least go out", (perSecond) => {
  let bucket: SendRate = { id: "x", tokens: 0, at: new Date(start).toISOString() };
  let total = 0;
  for (let nowMs = start; nowMs < start + 60_000; ) {
    const outcome = draw(bucket, perSecond, new Date(nowMs));
    if ("until" in outcome) nowMs = outcome.until.getTime();
    else {
      bucket = outcome.after;
      total += outcome.drawn;
    }
  }
  expect(total / 60).toBeGreaterThan((perSecond * 7) / 8);
});

test("one that is empty says when the next is there, and it is", () => {
  const empty = { id: "x", tokens: 0, at: new Date(start).toISOString() };
  const refused = draw(empty, 5, new Date(start));
  expect(refused).toEqual({ until: new Date(start + 200) });
  expect(draw(empty, 5, new Date(start + 200))).toMatchObject({ drawn: 1 });
});
