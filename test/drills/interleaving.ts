import { tap, turnsOf } from "../bots/stage.ts";
import { count, sumOf } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { withTwoWorkers } from "./two-workers.ts";

const mostUnanswered = 50;

/** Drill 3: two workers, twenty conversations at once; each event is a turn of its own that counts in the state. */
export const interleaving: Drill = {
  name: "3 two workers interleaved",
  async run(form, stores) {
    const [conversations, messages] = form === "full" ? [20, 500] : [10, 100];
    return withTwoWorkers(stores, async (store, stages, settle) => {
      const ids = await Promise.all(
        Array.from({ length: conversations }, (_, i) => stages[0].open(`visitor-${i}`)),
      );
      const keys = Array.from({ length: messages }, (_, i) => `t${i}`);
      for (let from = 0; from < messages; from += mostUnanswered) {
        const burst = keys.slice(from, from + mostUnanswered);
        await Promise.all(
          burst.flatMap((key, i) => ids.map((id, n) => stages[(i + n) % 2]!.inbox.receive(id, [tap(key)]))),
        );
        await settle();
      }
      const turns = await Promise.all(
        ids.map(async (id) => turnsOf((await store.get(id))?.conversation.state)),
      );
      const missing = turns.reduce((sum, counted) => sum + messages - counted, 0);
      return {
        runs: conversations * messages,
        ...sumOf(await Promise.all(ids.map((id) => count(store, id, keys)))),
        faults: missing === 0 ? [] : [`${missing} lost updates of the state`],
      };
    });
  },
};
