import { announcedActions } from "../../bots/announced.ts";
import { createLog } from "../../bots/log.ts";
import { receiveEvents } from "../../bots/receive-event.ts";
import { openingTime } from "../../bots/transcripts/stage.ts";
import type { Channel } from "../../models/ports/channel.ts";
import { type VirtualClock, virtualClock } from "../../models/ports/clock.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { createStage, echoAndFetch } from "../bots/stage.ts";
import { unlimitedRates } from "../fakes/sending.ts";
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
  const at = (store: ConversationStore, name: string): Stage => {
    const stage: Stage = createStage({
      store,
      clock,
      channels,
      name,
      runTurn: echoAndFetch,
      actions: announcedActions({
        channels: new Map(channels.map((channel) => [`${channel.name}:${channel.account}`, channel])),
        rates: unlimitedRates,
        receive: (...event) =>
          receiveEvents({ shopId: "dar-lina", store, inbox: stage.inbox, clock })(...event),
        clock,
        log: createLog("silent"),
      }),
    });
    return stage;
  };
  const stages: [Stage, Stage] = [at(first.conversations, "one"), at(second.conversations, "two")];
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
