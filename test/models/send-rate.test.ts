import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { draw, type SendRate } from "../../models/send-rate.ts";

const start = Date.parse("2026-01-05T09:00:00.000Z");

test("in any stretch of time there go out no more than its seconds' worth, and one second's more", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.array(fc.record({ afterMs: fc.nat(2_000), wanted: fc.integer({ min: 1, max: 50 }) }), {
        maxLength: 60,
      }),
      (perSecond, asked) => {
        let bucket: SendRate = { id: "x", tokens: perSecond, at: new Date(start).toISOString() };
        let nowMs = start;
        const sent: { at: number; drawn: number }[] = [];
        for (const { afterMs, wanted } of asked) {
          nowMs += afterMs;
          const outcome = draw(bucket, perSecond, wanted, new Date(nowMs));
          if ("until" in outcome) {
            expect(outcome.until.getTime()).toBeGreaterThan(nowMs);
            continue;
          }
          expect(outcome.drawn).toBeGreaterThan(0);
          bucket = outcome.after;
          sent.push({ at: nowMs, drawn: outcome.drawn });
        }
        for (const [first, { at: from }] of sent.entries()) {
          let total = 0;
          for (const { at, drawn } of sent.slice(first)) {
            total += drawn;
            expect(total).toBeLessThanOrEqual(perSecond + ((at - from) * perSecond) / 1000 + 1e-6);
          }
        }
      },
    ),
  );
});

test("one that is empty says when the next is there, and it is", () => {
  const empty = { id: "x", tokens: 0, at: new Date(start).toISOString() };
  const refused = draw(empty, 5, 1, new Date(start));
  expect(refused).toEqual({ until: new Date(start + 200) });
  expect(draw(empty, 5, 3, new Date(start + 200))).toMatchObject({ drawn: 1 });
});
