import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { heardKind } from "../models/heard.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import type { Arrival } from "../models/ports/webhook.ts";
import { changeRecord } from "./change-record.ts";

export interface CatchUpOptions {
  /** `<channel>:<account>`. */
  id: string;
  /** What the vendor has since a time, under the keys of its webhook. @throws {DeliveryError} */
  list(since: Date, signal: AbortSignal): Promise<Arrival[]>;
  records: OpenRecords;
  clock: Clock;
  log: Logger;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** For vendors that do not call again when they were refused: what they told meanwhile is asked for. */
export interface CatchUp {
  /** A call was stored. */
  heard(): void;
  /** A call was refused, or could not be stored. */
  missed(): void;
  /** At the start, and after each miss. Settles once `signal` is aborted. */
  listen(receive: (arrivals: Arrival[]) => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** How often it is written down that all is heard. */
const noteEveryMs = 60_000;
/** Before what was missed is asked for, and before it is asked for again: the store may be there again by then. */
const retryMs = 15_000;
/** Older events are not answered any more. */
const mostMs = 24 * 3_600_000;
/** A call is on its way for so long, and clocks differ. */
const slackMs = 5 * 60_000;
const listWithinMs = 30_000;

const waited = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

export function createCatchUp({ id, list, records, clock, log, pause = waited }: CatchUpOptions): CatchUp {
  let notedAt = 0;
  let wake = (): void => {};
  let hasMissed = true;

  /** Not while something is missed: it would be forgotten. */
  function heard(): void {
    const now = clock.now();
    if (hasMissed || now.getTime() - notedAt < noteEveryMs) return;
    notedAt = now.getTime();
    note(now).catch((error: unknown) =>
      log.warn({ account: id, err: error }, "that all is heard could not be noted"),
    );
  }

  async function note(until: Date): Promise<void> {
    const doc = { id, until: until.toISOString() };
    await changeRecord(await records(heardKind), id, (kept) =>
      kept && kept.until >= doc.until ? { value: undefined } : { doc, value: undefined },
    );
  }

  async function catchUp(
    receive: (arrivals: Arrival[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const now = clock.now();
    const kept = await (await records(heardKind)).get(id);
    hasMissed = false;
    // At the very first start nothing was ever heard: what came before is not ours to answer.
    if (kept) {
      const since = Math.max(now.getTime() - mostMs, Date.parse(kept.doc.until) - slackMs);
      const within = AbortSignal.any([signal, AbortSignal.timeout(listWithinMs)]);
      await receive(await list(new Date(since), within));
    }
    await note(now);
  }

  return {
    heard,
    missed() {
      hasMissed = true;
      wake();
    },
    async listen(receive, signal) {
      signal.addEventListener("abort", () => wake(), { once: true });
      while (!signal.aborted) {
        try {
          if (hasMissed) await catchUp(receive, signal);
        } catch (error) {
          hasMissed = true;
          if (!signal.aborted)
            log.warn({ account: id, err: error }, "what was missed cannot be asked for; trying again");
        }
        if (!hasMissed && !signal.aborted)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        // Whoever forges calls makes us ask four times a minute, not more.
        await pause(retryMs, signal);
      }
    },
  };
}
