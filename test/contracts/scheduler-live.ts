import { describe, expect, test } from "@jest/globals";
import { at, note, type Place } from "./scheduler-fixtures.ts";

export function liveCases(place: () => Place): void {
  describe("once started", () => {
    test("it runs what is due by itself, more than it has hands for", async () => {
      const keys = new Set(Array.from({ length: 150 }, (_, i) => `k${i}`));
      const { promise: all, resolve } = Promise.withResolvers<void>();
      const ran: string[] = [];
      const one = await place().process({
        run: async (_, { key }) => {
          ran.push(key);
          if (ran.length === keys.size) resolve();
        },
      });
      await Promise.all([...keys].map((key) => one.scheduler.schedule(note, { text: "x" }, at(0), key)));
      await one.scheduler.schedule(note, { text: "x" }, at(1), "not yet");
      one.scheduler.start();
      await all;
      await one.scheduler.stop();
      expect(new Set(ran)).toEqual(keys);
      expect((await one.scheduler.list("waiting", 10)).map(({ key }) => key)).toEqual(["not yet"]);
      expect(await one.scheduler.list("running", 10)).toEqual([]);
    });

    test("it finishes what is in hand before it stops, and takes on nothing new", async () => {
      const entered = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      const one = await place().process({
        run: () => {
          entered.resolve();
          return gate.promise;
        },
      });
      await one.scheduler.schedule(note, { text: "x" }, at(0), "k");
      one.scheduler.start();
      await entered.promise;
      let stopped = false;
      const stopping = one.scheduler.stop().then(() => {
        stopped = true;
      });
      expect(await one.scheduler.show("k")).toMatchObject({ state: "running" });
      expect(stopped).toBe(false);
      gate.resolve();
      await stopping;
      expect(await one.scheduler.show("k")).toBeNull();
      await one.scheduler.schedule(note, { text: "x" }, at(0), "after");
      expect(await one.scheduler.show("after")).toMatchObject({ state: "waiting" });
    });
  });
}
