import { openingTime } from "../../bots/transcripts/stage.ts";
import type { Channel } from "../../models/ports/channel.ts";
import { type VirtualClock, virtualClock } from "../../models/ports/clock.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { createStage } from "../bots/stage.ts";
import { drillFolder } from "./drill-folder.ts";
import type { DrillStores } from "./stores.ts";

type Stage = ReturnType<typeof createStage>;

/**
 * Two workers, whose turns echo: of one process on the embedded store, which has one, and each with a connection of
 * its own, as in two processes, on MongoDB. `settle` waits until neither has anything to do.
 */
export async function withTwoWorkers<T>(
  stores: DrillStores,
  work: (store: ConversationStore, stages: [Stage, Stage], settle: () => Promise<void>) => Promise<T>,
  {
    clock = virtualClock(openingTime),
    channels = [],
  }: { clock?: VirtualClock; channels?: readonly Channel[] } = {},
): Promise<T> {
  const folder = drillFolder(stores);
  const first = await folder.open();
  const second = stores.name === "embedded" ? first : await folder.open();
  const stages: [Stage, Stage] = [
    createStage({ store: first.conversations, clock, channels, name: "one" }),
    createStage({ store: second.conversations, clock, channels, name: "two" }),
  ];
  const settle = async (): Promise<void> => {
    do for (const { worker } of stages) await worker.idle();
    while (await stages[0].passTime());
  };
  try {
    return await work(first.conversations, stages, settle);
  } finally {
    for (const { worker } of stages) await worker.stop();
    for (const store of new Set([first, second])) await store.close();
    await folder.remove();
  }
}
