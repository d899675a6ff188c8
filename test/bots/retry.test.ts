import { expect, test } from "@jest/globals";
import { nextTry } from "../../bots/retry.ts";

const createdAt = "2026-01-05T09:00:00.000Z";
const now = new Date(createdAt);
const waitMs = (attempts: number, random: number) =>
  (nextTry({ attempts, createdAt }, now, random)?.getTime() ?? Number.NaN) - now.getTime();

test("waits double from a second; chance draws between half and the whole", () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((attempts) => waitMs(attempts, 0))).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 32_000,
  ]);
  expect(waitMs(0, 0.5)).toBe(750);
  expect(waitMs(6, 0.5)).toBe(48_000);
});

test("the eighth try is the last, and so is one fifteen minutes after the first", () => {
  expect(nextTry({ attempts: 7, createdAt }, now, 0)).toBeNull();
  const late = (ms: number) => nextTry({ attempts: 1, createdAt }, new Date(now.getTime() + ms), 0);
  expect(late(15 * 60_000 - 1)).not.toBeNull();
  expect(late(15 * 60_000)).toBeNull();
});
