import { EventEmitter } from "node:events";
import type { Changes, Follower } from "./http/services.ts";

/** In-process news of conversations. Hints only: whoever waits reads the store afterwards. */
export interface ChangeBoard extends Changes {
  /** A row was added to the transcript. */
  changed(conversationId: string): void;
  /**
   * An event was accepted. Where a worker is about to answer it, readers hear of it with the answer, or when the
   * worker lets go: one look instead of two.
   */
  arrived(conversationId: string): void;
  /** The conversations that somebody waits for. */
  followed(): ReadonlySet<string>;
  /** A worker took the conversation in hand, or let it go. */
  busy(conversationId: string): void;
  free(conversationId: string): void;
}

export function createChanges(): ChangeBoard {
  const rows = unlimited();
  const ends = unlimited();
  const inHand = new Set<string>();
  const unread = new Set<string>();
  const changed = (id: string): void => {
    unread.delete(id);
    rows.emit(id);
  };
  return {
    changed,
    arrived: (id) => void (inHand.has(id) ? unread.add(id) : changed(id)),
    busy: (id) => void inHand.add(id),
    free(id) {
      inHand.delete(id);
      if (unread.has(id)) changed(id);
      ends.emit(id);
    },
    followed: () => new Set(rows.eventNames() as string[]),
    follow: (id, signal) => follow(rows, id, signal),
    settled: async (id, timeoutMs, signal) => {
      if (inHand.has(id)) await next(ends, id, timeoutMs, signal);
    },
  };
}

/** Many readers may wait for one conversation; the emitter's leak warning has nothing to say here. */
const unlimited = (): EventEmitter => new EventEmitter().setMaxListeners(0);

function follow(emitter: EventEmitter, id: string, signal: AbortSignal): Follower {
  let heard = signal.aborted;
  let wake = (): void => {};
  const hear = (): void => {
    heard = true;
    wake();
  };
  const leave = (): void => {
    emitter.off(id, hear);
    hear();
  };
  if (!signal.aborted) {
    emitter.on(id, hear);
    signal.addEventListener("abort", leave, { once: true });
  }
  return {
    async changed(timeoutMs) {
      if (!heard) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, timeoutMs);
        await promise;
        clearTimeout(timer);
      }
      heard = signal.aborted;
    },
  };
}

function next(emitter: EventEmitter, id: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      emitter.off(id, end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, timeoutMs);
    emitter.once(id, end);
    signal.addEventListener("abort", end, { once: true });
  });
}
