import type { Logger } from "pino";
import type { Clock } from "../models/ports/clock.ts";
import type { MediaStore } from "../models/ports/media.ts";
import type { ConversationStore } from "../models/ports/store.ts";
import { expiryAt, type Retention } from "../models/retention.ts";
import type { ShopEvents } from "./shop-events/index.ts";

export interface RetentionOptions {
  store: Pick<ConversationStore, "expire">;
  media: Pick<MediaStore, "expire">;
  shopEvents: Pick<ShopEvents, "expire">;
  retention: Retention;
  clock: Clock;
  log: Logger;
  /** Waits between two steps, so that shoppers are served first. */
  pause(milliseconds: number): Promise<unknown>;
}

export interface RetentionTask {
  /** Goes once through all conversations. @throws {StorageError} */
  pass(): Promise<void>;
  /** Passes now and then, until `stop`. @param random from 0 up to 1: several servers do not begin together. */
  start(random: () => number): void;
  /** Resolves when the step in hand is done. */
  stop(): Promise<void>;
}

const conversationsAtOnce = 100;
const betweenStepsMs = 100;
const betweenPassesMs = 24 * 60 * 60 * 1000;
/** A server that is restarted every day passes as well. */
const firstWithinMs = 60 * 60 * 1000;

/** Forgets what is over, in small steps. Each server does so by itself: what one removed, the others do not find. */
export function createRetention({
  store,
  media,
  shopEvents,
  retention,
  clock,
  log,
  pause,
}: RetentionOptions): RetentionTask {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  async function pass(): Promise<void> {
    const before = expiryAt(clock.now(), retention);
    const gone = { transcript: 0, deadLetters: 0, parked: 0, media: 0, shopEvents: 0 };
    for (let next: string | null = ""; next !== null && !isStopped; ) {
      const step = await store.expire(before, next, conversationsAtOnce);
      gone.transcript += step.transcript;
      gone.deadLetters += step.deadLetters;
      gone.parked += step.parked;
      next = step.next;
      if (next !== null && !isStopped) await pause(betweenStepsMs);
    }
    if (!isStopped) gone.media = await media.expire(before.transcript);
    if (!isStopped) gone.shopEvents = await shopEvents.expire();
    if (Object.values(gone).some((count) => count > 0)) log.info(gone, "what is over was forgotten");
  }

  function schedule(inMs: number): void {
    timer = setTimeout(() => {
      running = pass()
        .catch((error: unknown) => log.warn({ err: error }, "not all that is over was forgotten"))
        .finally(() => {
          if (!isStopped) schedule(betweenPassesMs);
        });
    }, inMs).unref();
  }

  return {
    pass,
    start: (random) => schedule(random() * firstWithinMs),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
