import { expect, test } from "@jest/globals";
import { hostileDrills } from "./all.ts";
import { missed } from "./drill.ts";

test.each(hostileDrills)(
  "$name, in short",
  async (drill) => {
    const outcome = await drill.run("short");
    expect([...missed(outcome), ...(missed(outcome).length > 0 ? [outcome.note] : [])]).toEqual([]);
  },
  120_000,
);
