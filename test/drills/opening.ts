import { count, sumOf } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { withTwoWorkers } from "./two-workers.ts";

const atOnce = 10;

/** Drill 4: ten first messages of a shopper at the same instant. */
export const opening: Drill = {
  name: "4 ten first messages at once",
  async run(form, stores) {
    const shoppers = form === "full" ? 200 : 10;
    return withTwoWorkers(stores, async (store, stages, settle) => {
      const keys = Array.from({ length: atOnce }, (_, i) => `m${i}`);
      const ids = await Promise.all(
        Array.from({ length: shoppers }, async (_, n) => {
          const opened = await Promise.all(
            keys.map(async (key, i) => {
              const stage = stages[i % 2]!;
              const id = await stage.open(`visitor-${n}`);
              const at = stage.clock.now().toISOString();
              await stage.inbox.receive(id, [{ kind: "text", key, text: key, at }]);
              return id;
            }),
          );
          return [...new Set(opened)];
        }),
      );
      await settle();
      const found = ids.flat();
      const extra = found.length - shoppers;
      return {
        runs: shoppers,
        ...sumOf(await Promise.all(found.map((id) => count(store, id, keys)))),
        faults: extra === 0 ? [] : [`${extra} conversations too many`],
      };
    });
  },
};
