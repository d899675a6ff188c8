import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import { type TelegramArrival, toArrival } from "./arrivals.ts";
import type { UseTelegram } from "./client.ts";
import { allowedUpdates, Update } from "./update.ts";

/** Stores a batch; Telegram hears that it was taken only after this has settled. */
export type Accept = (arrivals: TelegramArrival[]) => Promise<void>;

/** Waits, less when `signal` is aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface Polling {
  use: UseTelegram;
  account: string;
  clock: Clock;
  pause: Pause;
  /** Hears of what failed, of Telegram or of `accept`; polling goes on after a pause. */
  onFault(fault: unknown): void;
}

/** So long Telegram holds an answer back while there is nothing to tell. */
const timeoutSeconds = 25;
/** A connection that is silent for longer is dead. */
const silenceMs = (timeoutSeconds + 10) * 1000;
const firstPauseMs = 1000;
const longestPauseMs = 60_000;

/**
 * Asks Telegram for what is new until `signal` is aborted, for a server without a public address; the webhook is taken
 * away first, as both exclude each other. What was accepted and not yet confirmed comes again after a restart, with the
 * same keys. One server only may ask for a bot. https://core.telegram.org/bots/api#getupdates
 */
export async function poll(polling: Polling, accept: Accept, signal: AbortSignal): Promise<void> {
  const { use, account, clock, pause, onFault } = polling;
  let hasWebhook = true;
  let offset: number | undefined;
  let faults = 0;
  while (!signal.aborted) {
    try {
      if (hasWebhook) await use(signal, (client) => client.deleteWebhook());
      hasWebhook = false;
      const updates = await ask(use, offset, signal);
      if (updates.length > 0) await accept(updates.map((update) => toArrival(update, account, clock.now())));
      offset = after(updates);
      faults = 0;
    } catch (fault) {
      if (signal.aborted) return;
      onFault(fault);
      await pause(pauseMs(fault, faults, clock.now()), signal);
      faults += 1;
    }
  }
}

async function ask(use: UseTelegram, offset: number | undefined, signal: AbortSignal): Promise<Update[]> {
  const request = {
    timeout: timeoutSeconds,
    allowed_updates: allowedUpdates,
    ...(offset !== undefined && { offset }),
  };
  const patience = AbortSignal.any([signal, AbortSignal.timeout(silenceMs)]);
  return z.array(Update).parse(await use(patience, (client) => client.callApi("getUpdates", request)));
}

/**
 * Where to go on. After nothing new there is nothing left to confirm, and the next id may be a lower one: after a week
 * of silence Telegram begins anew. https://core.telegram.org/bots/api#update
 */
const after = (updates: readonly Update[]): number | undefined =>
  updates.length > 0 ? Math.max(...updates.map(({ update_id }) => update_id)) + 1 : undefined;

function pauseMs(fault: unknown, faults: number, now: Date): number {
  const backoff = Math.min(firstPauseMs * 2 ** faults, longestPauseMs);
  const until = fault instanceof DeliveryError ? fault.until : undefined;
  return until ? Math.max(backoff, until.getTime() - now.getTime()) : backoff;
}
