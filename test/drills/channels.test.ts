import { expect, test } from "@jest/globals";
import { channelDrills } from "./all.ts";
import { missed } from "./drill.ts";
import { embeddedStores } from "./stores.ts";

test.each(channelDrills)(
  "$name, in short",
  async (drill) => {
    expect(missed(await drill.run("short", embeddedStores))).toEqual([]);
  },
  120_000,
);
