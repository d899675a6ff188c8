import { describe, expect, test } from "@jest/globals";
import { JobInvalidError, JobKeyTakenError } from "../../models/ports/scheduler.ts";
import { at, note, type Place, pass, sweep } from "./scheduler-fixtures.ts";

export function queueCases(place: () => Place): void {
  describe("schedule", () => {
    test("a job runs once its time has come, and leaves nothing behind", async () => {
      const one = await place().process();
      await one.scheduler.schedule(note, { text: "hello" }, at(60), "reminder:1");
      expect(await pass(place(), one, at(59))).toBe(0);
      expect(await one.scheduler.show("reminder:1")).toEqual({
        key: "reminder:1",
        job: "note",
        state: "waiting",
        data: { text: "hello" },
        dueAt: at(60),
        failures: 0,
        lastError: null,
        failedAt: null,
        repeats: null,
      });
      expect(await pass(place(), one, at(60))).toBe(1);
      expect(one.done).toEqual(["reminder:1: hello"]);
      expect(await one.scheduler.show("reminder:1")).toBeNull();
      expect(await pass(place(), one, at(600))).toBe(0);
    });

    test("of twenty that schedule the same key in two processes, one job comes", async () => {
      const [one, other] = [await place().process(), await place().process()];
      await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 ? one : other).scheduler.schedule(note, { text: `${i}` }, at(i), "reminder:1"),
        ),
      );
      expect(await one.scheduler.list("waiting", 10)).toHaveLength(1);
      expect(await pass(place(), one, at(60))).toBe(1);
    });

    test("a known key changes nothing, and is free again after a success", async () => {
      const one = await place().process();
      await one.scheduler.schedule(note, { text: "first" }, at(1), "k");
      await one.scheduler.schedule(note, { text: "second" }, at(2), "k");
      await pass(place(), one, at(5));
      await one.scheduler.schedule(note, { text: "third" }, at(6), "k");
      await pass(place(), one, at(10));
      expect(one.done).toEqual(["k: first", "k: third"]);
    });

    test("a key of another kind, data that do not fit and keys that are none are refused", async () => {
      const { scheduler } = await place().process();
      await scheduler.schedule(note, { text: "a" }, at(0), "k");
      await expect(scheduler.schedule(sweep, { text: "b" }, at(0), "k")).rejects.toBeInstanceOf(
        JobKeyTakenError,
      );
      for (const key of ["", "x".repeat(201), "lone \ud800"])
        await expect(scheduler.schedule(note, { text: "a" }, at(0), key)).rejects.toBeInstanceOf(
          JobInvalidError,
        );
      const unfit = { text: 5 } as unknown as { text: string };
      await expect(scheduler.schedule(note, unfit, at(0), "l")).rejects.toBeInstanceOf(JobInvalidError);
      expect(await scheduler.list("waiting", 10)).toHaveLength(1);
    });

    test("what a job schedules for now is run in the same go", async () => {
      const { clock } = place();
      const one = await place().process({
        run: async ({ text }) => {
          if (text !== "0") await one.scheduler.schedule(sweep, { text: "0" }, clock.now(), `after ${text}`);
        },
      });
      await one.scheduler.schedule(note, { text: "1" }, at(0), "k");
      expect(await one.scheduler.runDue(at(0))).toBe(2);
    });

    test("several processes share the jobs, each of which runs once", async () => {
      const processes = [await place().process(), await place().process()];
      const [one] = processes;
      const keys = Array.from({ length: 30 }, (_, i) => `k${i}`);
      await Promise.all(keys.map((key) => one!.scheduler.schedule(note, { text: "x" }, at(0), key)));
      await Promise.all(processes.map(({ scheduler }) => scheduler.runDue(at(0))));
      expect(processes.flatMap(({ done }) => done).toSorted()).toEqual(keys.map((k) => `${k}: x`).toSorted());
    });
  });

  describe("list", () => {
    test("those that are due first come first, whatever their kind", async () => {
      const { scheduler } = await place().process();
      await scheduler.schedule(note, { text: "x" }, at(30), "c");
      await scheduler.schedule(sweep, { text: "x" }, at(20), "b");
      await scheduler.schedule(note, { text: "x" }, at(10), "a");
      expect((await scheduler.list("waiting", 2)).map(({ key }) => key)).toEqual(["a", "b"]);
      expect(await scheduler.list("dead", 2)).toEqual([]);
      expect(await scheduler.list("running", 2)).toEqual([]);
    });
  });

  describe("cancel", () => {
    test("by key, by kind and by conversation, and what is left runs", async () => {
      const one = await place().process();
      const { scheduler } = one;
      for (const conversationId of ["c1", "c2"]) {
        await scheduler.schedule(note, { text: "x", conversationId }, at(0), `note:${conversationId}`);
        await scheduler.schedule(sweep, { text: "x", conversationId }, at(0), `sweep:${conversationId}`);
      }
      await scheduler.schedule(sweep, { text: "x" }, at(0), "sweep:all");
      expect(await scheduler.cancel({ job: "note", conversationId: "c1" })).toBe(1);
      expect(await scheduler.cancel({ conversationId: "c1" })).toBe(1);
      expect(await scheduler.cancel({ conversationId: "c1" })).toBe(0);
      expect(await scheduler.cancel({ key: "note:c2" })).toBe(1);
      expect(await scheduler.cancel({ job: "note" })).toBe(0);
      await scheduler.runDue(at(0));
      expect(one.done.toSorted()).toEqual(["sweep:all: x", "sweep:c2: x"]);
    });

    test("of everything is refused", async () => {
      const { scheduler } = await place().process();
      await scheduler.schedule(note, { text: "x" }, at(0), "k");
      await expect(scheduler.cancel({})).rejects.toBeInstanceOf(TypeError);
      expect(await scheduler.list("waiting", 10)).toHaveLength(1);
    });

    test("a job that is being run is run to its end, not again, and its failure is forgotten", async () => {
      const one = await place().process({
        run: async () => {
          expect(await one.scheduler.cancel({ key: "k" })).toBe(1);
          throw new Error("too late");
        },
      });
      await one.scheduler.schedule(note, { text: "x" }, at(0), "k");
      await one.scheduler.runDue(at(0));
      expect(await one.scheduler.show("k")).toBeNull();
      expect(await pass(place(), one, at(3600))).toBe(0);
    });
  });
}
