import { expect, test } from "@jest/globals";
import { deliveryDrills } from "./all.ts";
import { missed } from "./drill.ts";

test.each(deliveryDrills)(
  "$name, in short",
  async (drill) => {
    const outcome = await drill.run("short");
    expect([...missed(outcome), ...(missed(outcome).length > 0 ? [outcome.note] : [])]).toEqual([]);
  },
  120_000,
);
