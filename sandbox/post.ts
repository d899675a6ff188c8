import type { Clock } from "../models/ports/clock.ts";
import type { ChannelName } from "./channels.ts";
import type { Faults } from "./faults.ts";
import type { Timeline } from "./timeline.ts";
import type { Call } from "./vendor.ts";

/** Makes the vendors' calls of the product. */
export interface Post {
  /** @returns what the first try was answered, 0 for nothing; what was not taken is tried again later */
  send(channel: ChannelName, retryMs: readonly number[], call: Call): Promise<number>;
}

/** No vendor waits longer. */
const patienceMs = 15_000;

export function createPost(options: {
  clock: Clock;
  timeline: Timeline;
  faults: Faults;
  /** The origin of the product. */
  productUrl: string;
}): Post {
  const { clock, timeline, faults, productUrl } = options;

  async function attempt(call: Call): Promise<number> {
    try {
      const response = await fetch(productUrl + call.path, {
        method: "POST",
        headers: call.headers(clock.now()),
        body: call.body,
        signal: AbortSignal.timeout(patienceMs),
        redirect: "error",
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  function tryAgain(call: Call, [pauseMs, ...pauses]: readonly number[]): void {
    if (pauseMs === undefined) return;
    timeline.at(clock.now().getTime() + pauseMs, async () => {
      if (!isTaken(await attempt(call))) tryAgain(call, pauses);
    });
  }

  return {
    async send(channel, retryMs, call) {
      const status = await attempt(call);
      if (!isTaken(status)) tryAgain(call, retryMs);
      for (let more = faults.of(channel).redeliver; more > 0; more--) await attempt(call);
      return status;
    },
  };
}

const isTaken = (status: number): boolean => status >= 200 && status < 300;
