import { z } from "zod";
import type { RecordKind } from "./ports/records.ts";
import type { Shop } from "./shop.ts";
import { localTime, nextLocal } from "./time-zone.ts";

/** When the shop wrote unasked to a contact in the last week, to keep within what is bearable. */
export const Begun = z.object({
  /** The contact. */
  id: z.string(),
  at: z.array(z.iso.datetime()),
});
export type Begun = z.infer<typeof Begun>;

export const begunKind: RecordKind<Begun, never> = {
  name: "outreach",
  schema: Begun,
  id: ({ id }) => id,
  indexes: {},
};

/** What a shop may begin, and what it has begun with this contact. */
export interface Outreach extends Pick<Shop["outreach"], "quiet" | "perDay" | "perWeek"> {
  /** The shopper's. */
  timeZone: string;
  begunAt: readonly string[];
}

const dayMs = 24 * 3_600_000;
const weekMs = 7 * dayMs;

/** Null: it is not quiet. Else when it ends. The hours are the shop's, by the shopper's clock. */
export function endOfQuiet({ quiet, timeZone }: Outreach, now: Date): Date | null {
  if (!quiet) return null;
  const time = localTime(now, timeZone);
  const isQuiet =
    quiet.from <= quiet.to ? time >= quiet.from && time < quiet.to : time >= quiet.from || time < quiet.to;
  return isQuiet ? nextLocal(now, quiet.to, timeZone) : null;
}

/** Null: there is room. Else when there is. */
export function room({ perDay, perWeek, begunAt }: Outreach, now: Date): Date | null {
  const fullUntil = (most: number, withinMs: number): number => {
    const within = begunAt.map((at) => Date.parse(at)).filter((at) => now.getTime() - at < withinMs);
    return within.length < most ? 0 : within.toSorted((a, b) => b - a)[most - 1]! + withinMs;
  };
  const until = Math.max(fullUntil(perDay, dayMs), fullUntil(perWeek, weekMs));
  return until > now.getTime() ? new Date(until) : null;
}

/** One more, and those of a week ago forgotten. */
export const withBegun = (begunAt: readonly string[], now: Date): string[] => [
  ...begunAt.filter((at) => now.getTime() - Date.parse(at) < weekMs),
  now.toISOString(),
];
