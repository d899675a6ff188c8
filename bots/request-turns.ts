import { setTimeout } from "node:timers/promises";
import { DeliveryError } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { RatedAccount, SendRates } from "./send-rates.ts";

export interface RequestTurnServices {
  rates: SendRates;
  clock: Clock;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** Settles when the account may make a request that is no message, such as for a file; it then counts. */
export type RequestTurn = (account: RatedAccount, signal: AbortSignal) => Promise<void>;

const waited = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  setTimeout(milliseconds, undefined, { signal });

/**
 * Waits in place, for moments: a file belongs to something that has had its turn, and does not stand behind those who
 * still wait for theirs.
 */
export function createRequestTurns({ rates, clock, pause = waited }: RequestTurnServices): RequestTurn {
  return async (account, signal) => {
    try {
      for (;;) {
        signal.throwIfAborted();
        const until = await rates.take(account, "answers", true);
        if (!until) return;
        await pause(until.getTime() - clock.now().getTime(), signal);
      }
    } catch (cause) {
      if (!signal.aborted) throw cause;
      const text = `other requests of ${account.name} (${account.account}) took all the time`;
      throw new DeliveryError("throttled", text, { cause });
    }
  };
}
