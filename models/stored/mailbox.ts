import type { EventRow } from "./rows.ts";

/** Beyond these an event is recorded as unread and not answered. Results of calls are always taken. */
export const MAILBOX_LIMIT = 100;

const shopperKinds = new Set(["text", "tap", "media", "location"]);

/** Who speaks in the transcript by an event. */
export const senderOf = (kind: string): "shopper" | "system" =>
  shopperKinds.has(kind) ? "shopper" : "system";

/** What is put into a full mailbox, once. */
export function floodEvent(seq: number, at: string): EventRow {
  const event = { kind: "flood", key: `flood:${seq}`, at };
  return { ...event, json: JSON.stringify(event) };
}
