import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { localTime, nextLocal } from "../../models/time-zone.ts";

test.each([
  ["tomorrow morning", "2026-01-05T21:30:00Z", "09:00", "Africa/Casablanca", "2026-01-06T08:00:00Z"],
  ["this morning", "2026-01-05T03:00:12Z", "09:00", "Africa/Casablanca", "2026-01-05T08:00:00Z"],
  ["over the night to summer time", "2026-03-28T21:30:00Z", "09:00", "Europe/Paris", "2026-03-29T07:00:00Z"],
  ["over the night to winter time", "2026-10-24T21:30:00Z", "09:00", "Europe/Paris", "2026-10-25T08:00:00Z"],
  [
    "a time that summer time leaves out",
    "2026-03-28T23:30:00Z",
    "02:30",
    "Europe/Paris",
    "2026-03-29T01:30:00Z",
  ],
])("%s", (_, after, time, zone, expected) => {
  expect(nextLocal(new Date(after), time, zone)).toEqual(new Date(expected));
});

describe("whenever, wherever", () => {
  const zones = [
    "Africa/Casablanca",
    "Europe/Paris",
    "Asia/Dubai",
    "America/St_Johns",
    "Australia/Lord_Howe",
  ];
  test("it comes within a day or so, and the clock shows it, unless summer time leaves it out", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        fc.nat(23),
        fc.nat(59),
        fc.constantFrom(...zones),
        (after, hour, minute, zone) => {
          const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
          const next = nextLocal(after, time, zone);
          const aheadMs = next.getTime() - after.getTime();
          expect(aheadMs).toBeGreaterThan(-60_000);
          expect(aheadMs).toBeLessThanOrEqual(25 * 3_600_000);
          if (hour > 4) expect(localTime(next, zone)).toBe(time);
        },
      ),
    );
  });
});
