import { openingTime } from "../../bots/transcripts/stage.ts";
import { createBotFramework } from "../../channels/bot-framework/index.ts";
import { type VirtualClock, virtualClock } from "../../models/ports/clock.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { createStage, tap } from "../bots/stage.ts";
import { type Count, count, sumOf } from "./audit.ts";
import { drillFolder } from "./drill-folder.ts";
import type { DrillStores } from "./stores.ts";
import { startVendor, type Vendor } from "./vendor.ts";

/** A worker whose turns echo through the Bot Framework channel, and the vendor that its messages go to. */
export interface ChannelStage {
  store: ConversationStore;
  stage: ReturnType<typeof createStage>;
  vendor: Vendor;
  clock: VirtualClock;
  /** Opens a conversation that is named so at the vendor's as well. */
  open(name: string): Promise<string>;
  /** Accepts so many messages in each conversation, one after the other. */
  write(ids: readonly string[], keys: readonly string[]): Promise<void>;
  /** Lets time pass until nothing is left to do. */
  settle(): Promise<void>;
}

/** Where time passes by itself. */
export const runningClock = (): VirtualClock => ({
  now: () => new Date(),
  advance() {},
  set() {},
});

export async function withChannel<T>(
  stores: DrillStores,
  work: (channel: ChannelStage) => Promise<T>,
  clock: VirtualClock = virtualClock(openingTime),
): Promise<T> {
  const folder = drillFolder(stores);
  const opened = await folder.open();
  const vendor = await startVendor(() => clock.now().getTime());
  const store = opened.conversations;
  const { channels } = createBotFramework({ account: "page", credentials: null, clock });
  const stage = createStage({ store, clock, channels });
  try {
    return await work({
      store,
      stage,
      vendor,
      clock,
      async open(name) {
        const { conversationId } = await store.open({
          shopId: "dar-lina",
          channel: "bot-framework",
          account: "page",
          peer: name,
          identities: [`bot-framework:drill:${name}`],
          reference: {
            channelId: "drill",
            serviceUrl: vendor.serviceUrl,
            conversation: { id: name },
            user: { id: name },
            bot: { id: "bot" },
          },
          at: clock.now(),
        });
        return conversationId;
      },
      async write(ids, keys) {
        for (const key of keys) await Promise.all(ids.map((id) => stage.inbox.receive(id, [tap(key)])));
      },
      async settle() {
        do await stage.worker.idle();
        while (await stage.passTime());
      },
    });
  } finally {
    await stage.worker.stop();
    await opened.close();
    await vendor.close();
    await folder.remove();
  }
}

/** What the vendor took of each conversation, against what it was to take; once more only for a lost answer. */
export async function audited(
  { store, vendor }: ChannelStage,
  conversations: readonly { id: string; name: string }[],
  keys: readonly string[],
): Promise<Count> {
  const inStore = sumOf(await Promise.all(conversations.map(({ id }) => count(store, id, keys))));
  const atVendor = sumOf(conversations.map(({ name }) => taken(vendor, name, keys)));
  return {
    lost: inStore.lost + atVendor.lost,
    duplicated: inStore.duplicated + Math.max(0, atVendor.duplicated - vendor.proxy.cuts()),
    inverted: inStore.inverted + atVendor.inverted,
  };
}

function taken({ tries }: Vendor, name: string, keys: readonly string[]): Count {
  const texts = tries.flatMap((each) => (each.isTaken && each.conversation === name ? [each.text] : []));
  const first = [...new Set(texts)];
  const places = first.map((text) => keys.findIndex((key) => text === `echo: ${key}`));
  return {
    lost: keys.length - places.filter((place) => place >= 0).length,
    duplicated: texts.length - first.length,
    inverted: places.filter((place, i) => i > 0 && place < places[i - 1]!).length,
  };
}
