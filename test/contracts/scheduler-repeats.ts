import { describe, expect, test } from "@jest/globals";
import { JobInvalidError } from "../../models/ports/scheduler.ts";
import { at, note, type Place, type Process, pass, startsAt } from "./scheduler-fixtures.ts";

const everyMorning = { cron: "0 9 * * *", timeZone: "Europe/Paris" };

export function repeatCases(place: () => Place): void {
  /** When the job is next due, run after run. */
  async function times(process: Process, count: number): Promise<string[]> {
    const seen: string[] = [];
    while (seen.length < count) {
      const job = await process.scheduler.show("daily");
      seen.push(job!.dueAt!.toISOString());
      expect(await pass(place(), process, job!.dueAt!)).toBe(1);
    }
    return seen;
  }

  describe("repeat", () => {
    test("nine in the morning is nine before and after summer time begins", async () => {
      const one = await place().process();
      place().clock.set("2026-03-27T12:00:00.000Z");
      await one.scheduler.repeat(note, { text: "x" }, everyMorning, "daily");
      expect(await times(one, 3)).toEqual([
        "2026-03-28T08:00:00.000Z",
        "2026-03-29T07:00:00.000Z",
        "2026-03-30T07:00:00.000Z",
      ]);
    });

    test("an hour that summer time leaves out is made up for, and one that comes twice counts once", async () => {
      const one = await place().process();
      const atHalfPastTwo = { cron: "30 2 * * *", timeZone: "Europe/Paris" };
      place().clock.set("2026-03-28T12:00:00.000Z");
      await one.scheduler.repeat(note, { text: "x" }, atHalfPastTwo, "daily");
      const [gap, after] = await times(one, 2);
      expect([gap, after]).toEqual(["2026-03-29T01:30:00.000Z", "2026-03-30T00:30:00.000Z"]);
      await one.scheduler.cancel({ key: "daily" });
      place().clock.set("2026-10-24T12:00:00.000Z");
      await one.scheduler.repeat(note, { text: "x" }, atHalfPastTwo, "daily");
      expect(await times(one, 2)).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
    });

    test("Morocco turns its clocks back for Ramadan", async () => {
      const one = await place().process();
      place().clock.set("2026-02-13T12:00:00.000Z");
      const every = { cron: "0 20 * * *", timeZone: "Africa/Casablanca" };
      await one.scheduler.repeat(note, { text: "x" }, every, "daily");
      expect(await times(one, 3)).toEqual([
        "2026-02-13T19:00:00.000Z",
        "2026-02-14T19:00:00.000Z",
        "2026-02-15T20:00:00.000Z",
      ]);
    });

    test("what passed while nobody ran it is made up for by one run", async () => {
      const one = await place().process();
      await one.scheduler.repeat(note, { text: "x" }, { cron: "*/5 * * * *", timeZone: "UTC" }, "daily");
      expect((await one.scheduler.show("daily"))?.dueAt).toEqual(at(300));
      expect(await pass(place(), one, at(3605))).toBe(1);
      expect(await one.scheduler.show("daily")).toMatchObject({
        state: "waiting",
        dueAt: at(3900),
        repeats: { cron: "*/5 * * * *", timeZone: "UTC" },
      });
    });

    test("asked for again it stays as it is, overdue or not; another time or other data replace it", async () => {
      const one = await place().process();
      const hourly = { cron: "0 * * * *", timeZone: "UTC" };
      await one.scheduler.repeat(note, { text: "x" }, hourly, "daily");
      place().clock.set(at(3700).toISOString());
      const again = await place().process();
      await again.scheduler.repeat(note, { text: "x" }, hourly, "daily");
      expect((await one.scheduler.show("daily"))?.dueAt).toEqual(at(3600));
      await again.scheduler.repeat(note, { text: "y" }, hourly, "daily");
      await again.scheduler.repeat(note, { text: "y" }, { ...hourly, cron: "30 * * * *" }, "daily");
      expect(await one.scheduler.list("waiting", 10)).toMatchObject([
        { data: { text: "y" }, dueAt: at(5400), repeats: { cron: "30 * * * *" } },
      ]);
    });

    test("many processes that start together make one job", async () => {
      const processes = await Promise.all([1, 2, 3].map(() => place().process()));
      await Promise.all(
        processes.map(({ scheduler }) => scheduler.repeat(note, { text: "x" }, everyMorning, "daily")),
      );
      expect(await processes[0]!.scheduler.list("waiting", 10)).toHaveLength(1);
    });

    test("one that fails is tried again before its next time, and at its next time whatever happened", async () => {
      let fails = true;
      const one = await place().process({
        run: async () => {
          if (fails) throw new Error("down");
        },
      });
      await one.scheduler.repeat(note, { text: "x" }, { cron: "* * * * *", timeZone: "UTC" }, "daily");
      const due = async () =>
        (Number((await one.scheduler.show("daily"))!.dueAt) - Date.parse(startsAt)) / 1000;
      const waits: number[] = [];
      for (let failures = 0; failures < 12; failures++) {
        const before = await due();
        await pass(place(), one, at(before));
        waits.push((await due()) - before);
      }
      expect(waits.slice(0, 4)).toEqual([0.75, 1.5, 3, 6]);
      expect(Math.max(...waits)).toBeLessThanOrEqual(60);
      expect(await one.scheduler.list("dead", 10)).toEqual([]);
      fails = false;
      await pass(place(), one, at(await due()));
      expect(await one.scheduler.show("daily")).toMatchObject({ failures: 0, state: "waiting" });
    });

    test("times and places that are none are refused", async () => {
      const { scheduler } = await place().process();
      for (const every of [
        { cron: "5 minutes", timeZone: "UTC" },
        { cron: "60000", timeZone: "UTC" },
        { cron: "0 25 * * *", timeZone: "UTC" },
        { cron: "0 9 * * *", timeZone: "Europe/Atlantis" },
      ])
        await expect(scheduler.repeat(note, { text: "x" }, every, "daily")).rejects.toBeInstanceOf(
          JobInvalidError,
        );
      expect(await scheduler.show("daily")).toBeNull();
    });
  });
}
