import { tap } from "../bots/stage.ts";
import { audited, type ChannelStage, runningClock, withChannel } from "./channel-stage.ts";
import type { Drill } from "./drill.ts";
import { percentile } from "./public-api.ts";

const throttled = "throttled";
/** How often the vendor says that it is too much, and how early or late the next try may come. */
const refusals = 3;
const toleranceMs = 1_000;
const mostSlower = 2;

/** Drill 9: 429 with Retry-After. Full: in real time, beside conversations whose waits are measured. */
export const throttle: Drill = {
  name: "9 429 with Retry-After",
  run: (form, stores) =>
    withChannel(
      stores,
      async (channel) => {
        const { stage, vendor, store } = channel;
        // Longer than a lease: nobody could hold the conversation and wait.
        const retryAfterS = form === "full" ? 10 : 20;
        const id = await channel.open(throttled);
        const others = Array.from({ length: 4 }, (_, i) => `other-${i}`);
        const ids = await Promise.all(others.map(channel.open));
        if (form === "full") await stage.worker.start();

        const messages = form === "full" ? 400 : 5;
        // The first delivery loads botbuilder.
        await waits(channel, ids, "first", 1);
        const alone = await waits(channel, ids, "alone", messages);
        let left = refusals;
        vendor.answer = (conversation) =>
          conversation === throttled && left-- > 0 ? { status: 429, retryAfterS } : { status: 200 };
        const keys = ["t0", "t1", "t2"];
        await channel.write([id], keys);
        const beside = await waits(channel, ids, "beside", messages);
        if (form === "full") await untilSent(channel, throttled, keys.length);
        else await channel.settle();
        await stage.worker.idle();

        const counts = await audited(channel, [{ id, name: throttled }], keys);
        const tries = vendor.tries.filter(({ conversation }) => conversation === throttled);
        const pauses = tries.slice(1, refusals + 1).map(({ at }, i) => at - tries[i]!.at);
        const wrong = pauses.filter(
          (ms) => ms < retryAfterS * 1_000 - toleranceMs || ms > retryAfterS * 1_000 + toleranceMs,
        );
        const [before, after] = [percentile(alone, 0.99), percentile(beside, 0.99)];
        const dead = await store.deadLetters();
        return {
          runs: tries.length,
          ...counts,
          faults: [
            ...wrong.map((ms) => `tried again after ${ms} ms, told ${retryAfterS} s`),
            ...(dead.length > 0 ? [`${dead.length} dead letters`] : []),
            ...(form === "full" && after > mostSlower * before
              ? [`others' p99 grew from ${before.toFixed(1)} to ${after.toFixed(1)} ms`]
              : []),
          ],
          note: `pauses ${pauses.join(", ")} ms; others' p99 ${before.toFixed(1)} ms alone, ${after.toFixed(1)} ms beside`,
        };
      },
      form === "full" ? runningClock() : undefined,
    ),
};

/** How long each message takes from its acceptance until the vendor has its answer, one at a time a conversation. */
async function waits(
  { stage, vendor }: ChannelStage,
  ids: readonly string[],
  round: string,
  messages: number,
): Promise<number[]> {
  const found: number[] = [];
  await Promise.all(
    ids.map(async (id) => {
      for (let i = 0; i < messages; i++) {
        const key = `${id}-${round}-${i}`;
        const sentAt = performance.now();
        await stage.inbox.receive(id, [tap(key)]);
        while (!vendor.tries.some(({ text }) => text === `echo: ${key}`)) await turnOfLoop();
        found.push(performance.now() - sentAt);
      }
    }),
  );
  return found;
}

async function untilSent({ vendor }: ChannelStage, name: string, count: number): Promise<void> {
  const isSent = (): boolean =>
    vendor.tries.filter(({ conversation, isTaken }) => isTaken && conversation === name).length >= count;
  for (const endsAt = Date.now() + 120_000; !isSent() && Date.now() < endsAt; ) await turnOfLoop();
}

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
