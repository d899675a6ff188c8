import type { createStage } from "../bots/stage.ts";
import { count, sumOf } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { withTwoWorkers } from "./two-workers.ts";

/** Drill 2: each message arrives five times, twice in sequence and three times at once, on two workers. */
export const redelivery: Drill = {
  name: "2 each message five times",
  async run(form, stores) {
    const [conversations, messages] = form === "full" ? [25, 400] : [8, 25];
    return withTwoWorkers(stores, async (store, [one, two], settle) => {
      const ids = await Promise.all(
        Array.from({ length: conversations }, (_, i) => one.open(`visitor-${i}`)),
      );
      const keys = Array.from({ length: messages }, (_, i) => `m${i}`);
      await Promise.all(ids.map((id) => deliver(id, keys, one, two)));
      await settle();
      return {
        runs: conversations * messages,
        ...sumOf(await Promise.all(ids.map((id) => count(store, id, keys)))),
        faults: [],
      };
    });
  },
};

type Stage = ReturnType<typeof createStage>;

async function deliver(id: string, keys: string[], one: Stage, two: Stage): Promise<void> {
  for (const key of keys) {
    const event = { kind: "text" as const, key, text: key, at: one.clock.now().toISOString() };
    await one.inbox.receive(id, [event]);
    await two.inbox.receive(id, [event]);
    await Promise.all([one, two, one].map(({ inbox }) => inbox.receive(id, [event])));
  }
}
