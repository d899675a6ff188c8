import type { Inbox } from "../../bots/http/services.ts";
import { StorageError } from "../../models/ports/store.ts";
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
          burst.flatMap((key, i) => ids.map((id, n) => delivered(stages[(i + n) % 2]!.inbox, id, key))),
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

const mostTries = 10;

/** Comes again when it is refused, as vendors do: a busy database lets some wait too long. */
async function delivered(inbox: Inbox, id: string, key: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await inbox.receive(id, [tap(key)]);
      return;
    } catch (error) {
      if (!(error instanceof StorageError) || tries === mostTries) throw error;
    }
  }
}
