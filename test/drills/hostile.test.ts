import { expect, test } from "@jest/globals";
import { hostileDrills } from "./all.ts";
import { isFor, missed } from "./drill.ts";
import { embeddedStores } from "./stores.ts";

test.each(hostileDrills.filter((drill) => isFor(drill, "embedded")))(
  "$name, in short",
  async (drill) => {
    const outcome = await drill.run("short", embeddedStores);
    expect([...missed(outcome), ...(missed(outcome).length > 0 ? [outcome.note] : [])]).toEqual([]);
  },
  120_000,
);
