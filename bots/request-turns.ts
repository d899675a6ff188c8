import { setTimeout } from "node:timers/promises";
import { DeliveryError } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import { fewAtOnce } from "./few-at-once.ts";
import type { RatedAccount, SendRates } from "./send-rates.ts";

export interface RequestTurnServices {
  rates: SendRates;
  clock: Clock;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** Settles when the account may make a request that is no message, such as to fetch one that came in; it then counts. */
export type RequestTurn = (account: RatedAccount, signal: AbortSignal) => Promise<void>;

const waited = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  setTimeout(milliseconds, undefined, { signal });

/**
 * The turns of one account, in their order. Only the first of them stands in the line of the account's rate: those that give
 * up behind it hold no place there, for which answers would wait in vain.
 */
export function createRequestTurns({ rates, clock, pause = waited }: RequestTurnServices): RequestTurn {
  const inTurn = fewAtOnce(1);
  return (account, signal) =>
    inTurn(async () => {
      try {
        signal.throwIfAborted();
        let until = await rates.take(account, "answers", false);
        while (until) {
          await pause(until.getTime() - clock.now().getTime(), signal);
          until = await rates.take(account, "answers", true);
        }
      } catch (cause) {
        if (!signal.aborted) throw cause;
        const text = `other requests of ${account.name} (${account.account}) took all the time`;
        throw new DeliveryError("throttled", text, { cause });
      }
    });
}
