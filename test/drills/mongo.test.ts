import { afterAll, describe, expect, test } from "@jest/globals";
import { drills } from "./all.ts";
import { isFor, missed } from "./drill.ts";
import { startStores } from "./stores.ts";

const started = await startStores("mongodb");
if ("reason" in started) console.warn(`The drills are not run on MongoDB: ${started.reason}`);
afterAll(async () => "stop" in started && started.stop());

/** Those that wait for no lease of a dead process: all of them take minutes, `npm run drills -- --store mongodb`. */
const quick = ["2", "3", "4", "6b", "6d", "9", "10"];
const chosen = drills.filter((drill) => isFor(drill, "mongodb") && quick.includes(drill.name.split(" ")[0]!));

("reason" in started ? describe.skip : describe)("on MongoDB", () => {
  test.each(chosen)(
    "$name, in short",
    async (drill) => {
      if ("reason" in started) return;
      const outcome = await drill.run("short", started.stores);
      expect([...missed(outcome), ...(missed(outcome).length > 0 ? [outcome.note] : [])]).toEqual([]);
    },
    180_000,
  );
});
