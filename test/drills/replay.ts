import { createLog } from "../../bots/log.ts";
import { createRetention } from "../../bots/retention.ts";
import type { InboundEvent } from "../../models/events.ts";
import { shortestTranscriptDays } from "../../models/retention.ts";
import { count, sumOf } from "./audit.ts";
import type { Drill } from "./drill.ts";
import { withTwoWorkers } from "./two-workers.ts";

const minuteMs = 60_000;
const weekMs = shortestTranscriptDays * 24 * 60 * minuteMs;
/** More than a conversation's record remembers. */
const inBetween = 150;

/**
 * Drill 14: calls that were answered come again ten minutes later, and a week later, when much was said in between
 * and all that may be forgotten is.
 */
export const replay: Drill = {
  name: "14 replay",
  async run(form, stores) {
    const conversations = form === "full" ? 50 : 3;
    return withTwoWorkers(stores, async (store, [one, two], settle) => {
      const { clock } = one;
      const retention = createRetention({
        store,
        media: { expire: async () => 0 },
        shopEvents: { expire: async () => 0 },
        retention: { transcriptDays: shortestTranscriptDays, failedDays: 1 },
        clock,
        log: createLog("silent"),
        pause: async () => {},
      });
      const ids = await Promise.all(
        Array.from({ length: conversations }, (_, i) => one.open(`visitor-${i}`)),
      );
      const written: InboundEvent[] = [];
      const say = async (key: string): Promise<void> => {
        const event = { kind: "text" as const, key, text: key, at: clock.now().toISOString() };
        written.push(event);
        for (const id of ids) await one.inbox.receive(id, [event]);
        await settle();
      };
      const faults: string[] = [];
      const again = async (when: string): Promise<void> => {
        for (const id of ids) {
          const acceptances = await two.inbox.receive(id, written.slice(0, 10));
          const taken = acceptances?.filter(({ outcome }) => outcome !== "duplicate").length ?? 0;
          if (taken > 0) faults.push(`${when}: ${taken} were taken for new`);
        }
        await settle();
      };
      for (let n = 0; n < 10; n++) await say(`m${n}`);
      const startsAt = clock.now().getTime();
      clock.set(new Date(startsAt + 10 * minuteMs).toISOString());
      await again("after ten minutes");
      for (let n = 0; n < inBetween; n++) await say(`later ${n}`);
      clock.set(new Date(startsAt + weekMs - minuteMs).toISOString());
      await retention.pass();
      await again("after a week");
      const keys = written.map(({ key }) => key);
      return {
        runs: conversations * 20,
        ...sumOf(await Promise.all(ids.map((id) => count(store, id, keys)))),
        faults,
      };
    });
  },
};
