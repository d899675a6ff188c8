import type { EventOf } from "../events.ts";
import type { FileNote } from "../ports/store.ts";
import type { EventRow } from "./rows.ts";

/** Beyond these an event is recorded as unread and not answered. Results of calls are always taken. */
export const MAILBOX_LIMIT = 100;

const shopperKinds = new Set(["text", "tap", "media", "location"]);

/** Who speaks in the transcript by an event. */
export const senderOf = (kind: string): "shopper" | "system" =>
  shopperKinds.has(kind) ? "shopper" : "system";

/** When the shopper last did one of these, in milliseconds; null: they did none. */
export function heardAt(events: readonly EventRow[]): number | null {
  const instants = events.filter(({ kind }) => shopperKinds.has(kind)).map(({ at }) => Date.parse(at));
  return instants.length > 0 ? Math.max(...instants) : null;
}

/** What is put into a full mailbox, once. */
export function floodEvent(seq: number, at: string): EventRow {
  const event = { kind: "flood", key: `flood:${seq}`, at };
  return { ...event, json: JSON.stringify(event) };
}

/** The JSON of a media event with what became of its file. */
export function withFileNote(json: string, note: FileNote): string {
  const { vendorMedia: _, ...event } = JSON.parse(json) as EventOf<"media">;
  return JSON.stringify({ ...event, ...note });
}
