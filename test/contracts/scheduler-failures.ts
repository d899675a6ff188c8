import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { type JobKind, JobRefusedError, lockLifetimeMs } from "../../models/ports/scheduler.ts";
import { at, note, type Place, type Process, pass } from "./scheduler-fixtures.ts";

const lockLifetime = lockLifetimeMs / 1000;

export function failureCases(place: () => Place): void {
  /** A process that takes what is due and dies before it is done. */
  async function dieWith(start: (process: Process) => Promise<void>): Promise<void> {
    const { promise: taken, resolve: take } = Promise.withResolvers<void>();
    const dying = await place().process({
      run: () => {
        take();
        return new Promise(() => {});
      },
    });
    await start(dying);
    void dying.scheduler.runDue(place().clock.now());
    await taken;
  }

  const failing = (random = () => 0.5) =>
    place().process({
      random,
      run: async () => {
        throw new Error("down");
      },
    });

  describe("a job that fails", () => {
    test("waits longer each time, half of it by chance, and is a dead letter after ten tries", async () => {
      const chances = [0, 0.999, 0.5];
      const one = await failing(() => chances.shift() ?? 0);
      await one.scheduler.schedule(note, { text: "x" }, at(0), "k");
      const waits: number[] = [];
      for (;;) {
        const { dueAt } = (await one.scheduler.show("k"))!;
        if (!dueAt) break;
        waits.push((Number(dueAt) - Number(place().clock.now())) / 1000);
        expect(await pass(place(), one, dueAt)).toBe(1);
      }
      expect(waits).toEqual([0, 0.5, 1.999, 3, 4, 8, 16, 32, 64, 128]);
      expect(await one.scheduler.list("dead", 10)).toMatchObject([
        { key: "k", state: "dead", failures: 10, lastError: "Error: down", dueAt: null },
      ]);
      expect(one.failures.at(-1)).toBe("k: down never");
      expect(one.failures).toHaveLength(10);
      expect(await pass(place(), one, at(1e6))).toBe(0);
    });

    test("when dead, is run again on demand with all its tries, and only then", async () => {
      const one = await place().process({
        run: async () => {
          throw new JobRefusedError("never");
        },
      });
      await one.scheduler.schedule(note, { text: "x" }, at(0), "k");
      await one.scheduler.schedule(note, { text: "x" }, at(50), "later");
      await one.scheduler.runDue(at(0));
      expect(await one.scheduler.retry("later")).toBe(false);
      expect(await one.scheduler.retry("none")).toBe(false);
      expect(await one.scheduler.retry("k")).toBe(true);
      expect(await one.scheduler.show("k")).toMatchObject({ state: "waiting", dueAt: at(0), failures: 0 });
      const mended = await place().process();
      expect(await mended.scheduler.runDue(at(0))).toBe(1);
      expect(mended.done).toEqual(["k: x"]);
      expect(await one.scheduler.show("k")).toBeNull();
    });

    test("may be cancelled when dead", async () => {
      const one = await place().process({ run: async () => Promise.reject(new JobRefusedError("never")) });
      await one.scheduler.schedule(note, { text: "x" }, at(0), "k");
      await one.scheduler.runDue(at(0));
      expect(one.failures).toEqual(["k: never never"]);
      expect(await one.scheduler.cancel({ key: "k" })).toBe(1);
      expect(await one.scheduler.list("dead", 10)).toEqual([]);
    });

    test("with data of another version, is dead at once", async () => {
      const older: JobKind<{ words: string }> = { name: "note", data: z.object({ words: z.string() }) };
      const one = await place().process();
      await one.scheduler.schedule(older, { words: "x" }, at(0), "k");
      await one.scheduler.runDue(at(0));
      expect(await one.scheduler.show("k")).toMatchObject({ state: "dead", failures: 1 });
      expect(one.done).toEqual([]);
    });
  });

  describe("a process that dies", () => {
    test("leaves its job to another one within seconds", async () => {
      await dieWith(({ scheduler }) => scheduler.schedule(note, { text: "x" }, at(0), "k"));
      const other = await place().process();
      expect(await other.scheduler.list("running", 10)).toMatchObject([{ key: "k", state: "running" }]);
      expect(await pass(place(), other, at(lockLifetime - 0.001))).toBe(0);
      expect(await pass(place(), other, at(lockLifetime))).toBe(1);
      expect(other.done).toEqual(["k: x"]);
      expect(await other.scheduler.show("k")).toBeNull();
    });

    test("does not cost a job that repeats one of its times", async () => {
      await dieWith(async ({ scheduler }) => {
        await scheduler.repeat(note, { text: "x" }, { cron: "0 * * * *", timeZone: "UTC" }, "hourly");
        place().clock.set(at(3600).toISOString());
      });
      const other = await place().process();
      expect(await pass(place(), other, at(3600 + lockLifetime))).toBe(1);
      expect(await other.scheduler.show("hourly")).toMatchObject({ state: "waiting", dueAt: at(7200) });
    });
  });
}
