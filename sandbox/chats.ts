import type { Clock } from "../models/ports/clock.ts";
import type { ChannelName } from "./channels.ts";
import type { Shown } from "./shown.ts";

/** How far a message of the shop came, by what the vendor knows. */
export type State = "accepted" | "sent" | "delivered" | "read" | "failed";

/** A message in a chat. */
export interface Entry {
  /** Counted over all chats. */
  number: number;
  channel: ChannelName;
  /** The shopper's address there: a number, an id or an e-mail address. */
  shopper: string;
  by: "shopper" | "shop";
  at: string;
  /** The vendor's. */
  id: string;
  shows: Shown;
  /** Of the shop's messages: the request as it came. */
  request?: unknown;
  /** Of the shop's messages; of the shopper's: `read`, once the shop showed so. */
  state?: State;
  /** Why it failed: the vendor's code. */
  fault?: string;
  /** Of the shopper's: what the server answered to the call, 0 when it could not be reached. */
  answered?: number;
}

export type NewEntry = Omit<Entry, "number" | "at" | "channel">;

/** What happened in the chats. Every change has a number, by which one goes on to read. */
export interface Chats {
  add(channel: ChannelName, entry: NewEntry): Entry;
  change(entry: Entry, fields: Partial<Pick<Entry, "state" | "fault" | "answered">>): void;
  all(): readonly Entry[];
  /**
   * What was added or changed after a change, and the number of the last change. `isNew`: all that was there before is
   * forgotten.
   */
  since(change: number): { entries: Entry[]; change: number; isNew: boolean };
  /** Resolves at the first moment at which it holds. @throws when `signal` is aborted before */
  until(holds: () => boolean, signal?: AbortSignal): Promise<void>;
  clear(): void;
}

/** More would only fill the memory: then the oldest go. */
const mostEntries = 5_000;

export function createChats(clock: Clock): Chats {
  let entries: Entry[] = [];
  let numbers = 0;
  let changes = 0;
  let clearedAt = 0;
  const changedAt = new WeakMap<Entry, number>();
  const waiting = new Set<() => void>();

  function changed(entry: Entry): void {
    changedAt.set(entry, ++changes);
    wake();
  }

  function wake(): void {
    for (const look of [...waiting]) look();
  }

  return {
    add(channel, fields) {
      const entry: Entry = { number: ++numbers, channel, at: clock.now().toISOString(), ...fields };
      entries = [...entries.slice(-mostEntries + 1), entry];
      changed(entry);
      return entry;
    },
    change(entry, fields) {
      Object.assign(entry, fields);
      changed(entry);
    },
    all: () => entries,
    since: (change) => ({
      entries: entries.filter((entry) => changedAt.get(entry)! > change),
      change: changes,
      isNew: clearedAt > change,
    }),
    until(holds, signal) {
      return new Promise((resolve, reject) => {
        const done = (settle: () => void): void => {
          waiting.delete(look);
          signal?.removeEventListener("abort", end);
          settle();
        };
        const end = (): void => done(() => reject(signal!.reason));
        const look = (): void => {
          if (holds()) done(resolve);
        };
        waiting.add(look);
        signal?.addEventListener("abort", end);
        if (signal?.aborted) end();
        else look();
      });
    },
    clear() {
      entries = [];
      clearedAt = ++changes;
      wake();
    },
  };
}
