import { MAILBOX_LIMIT } from "../stored/mailbox.ts";
import { effectsDueAt } from "../stored/pending.ts";
import type { Patch } from "./changes.ts";
import type { ConversationRecord } from "./schemas.ts";

let last = 0;

/**
 * The next place among those that are ready: after all given so far, in this process exactly, between processes as
 * far as their clocks agree. Negative, as `readyAt` wants it.
 */
export function nextReady(): number {
  last = Math.max(last + 1, Date.now() * 1_000);
  return last - Number.MAX_SAFE_INTEGER;
}

/** The lease is given back; what is left to do is found by `due`. */
export const givenBack = ({ mailbox, outbox }: Pick<ConversationRecord, "mailbox" | "outbox">): Patch => ({
  held: false,
  leaseToken: null,
  leaseUntil: null,
  leaseOrphaned: false,
  ownerChanged: false,
  crashes: 0,
  wakeAt: effectsDueAt(outbox),
  readyAt: mailbox.length > 0 ? nextReady() : 0,
});

/** The path of the mailbox's last place that must be free for so many events to fit. */
export const placeThatMustBeFree = (events: number): string => `mailbox.${MAILBOX_LIMIT - events}`;
