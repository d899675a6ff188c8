import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import { draw, sendRateKind, tokenLifeMs } from "../models/send-rate.ts";
import { changeRecord } from "./change-record.ts";

/** What waits for an account's rate waits in two lines: what the shop begins stands behind the answers to shoppers. */
export type Line = "answers" | "begun";

/** Whose rate it is. */
export type RatedAccount = Pick<Channel, "name" | "account" | "perSecond">;

/** The requests that an account may make in a second, shared by all processes: each draws a few ahead. */
export interface SendRates {
  /** Whether an answer may go out at once, as far as this process knows without asking; it then counts. */
  takeNow(account: RatedAccount): boolean;
  /**
   * Null: send, it counts. Else not before this instant.
   * @param hasWaited it comes back at the instant that it was told: newcomers of its line stand behind it.
   */
  take(account: RatedAccount, line: Line, hasWaited: boolean): Promise<Date | null>;
  /** Counts more requests, of a message that was let through. */
  charge(account: RatedAccount, requests: number): void;
}

export function createSendRates({ records, clock }: { records: OpenRecords; clock: Clock }): SendRates {
  const drawn = new Map<string, { tokens: number; until: number }>();
  /** When the last one that was told to wait may go. */
  const lastOf = { answers: new Map<string, number>(), begun: new Map<string, number>() };

  const waitIn = (line: Line, id: string): boolean => (lastOf[line].get(id) ?? 0) > clock.now().getTime();

  /** Whoever has to wait comes back behind those who waited before, and not all at once. */
  function queueFor(id: string, line: Line, perSecond: number, first: Date): Date {
    const ahead = Math.max(lastOf.answers.get(id) ?? 0, line === "begun" ? (lastOf.begun.get(id) ?? 0) : 0);
    const at = Math.max(first.getTime(), ahead + 1000 / perSecond);
    lastOf[line].set(id, at);
    return new Date(Math.ceil(at));
  }

  function takeHeld(id: string): boolean {
    const held = drawn.get(id);
    if (!held || held.tokens < 1 || held.until < clock.now().getTime()) return false;
    held.tokens -= 1;
    return true;
  }

  return {
    takeNow({ name, account, perSecond }) {
      const id = `${name}:${account}`;
      return perSecond === undefined || (!waitIn("answers", id) && takeHeld(id));
    },
    async take({ name, account, perSecond }, line, hasWaited) {
      if (perSecond === undefined) return null;
      const id = `${name}:${account}`;
      const othersFirst = (!hasWaited && waitIn(line, id)) || (line === "begun" && waitIn("answers", id));
      if (othersFirst) return queueFor(id, line, perSecond, clock.now());
      if (takeHeld(id)) return null;
      const outcome = await changeRecord(await records(sendRateKind), id, (kept) => {
        const now = clock.now();
        const before = kept ?? { id, tokens: perSecond, at: now.toISOString() };
        const value = draw(before, perSecond, now);
        return { value, ...("after" in value && { doc: value.after }) };
      });
      if ("until" in outcome) return hasWaited ? outcome.until : queueFor(id, line, perSecond, outcome.until);
      const held = drawn.get(id);
      // What is over is in the bucket again; what was charged beyond what was drawn stays owed.
      const isOver = held !== undefined && held.until < clock.now().getTime();
      const left = isOver ? Math.min(held.tokens, 0) : (held?.tokens ?? 0);
      drawn.set(id, {
        tokens: left + outcome.drawn - 1,
        until: clock.now().getTime() + tokenLifeMs,
      });
      return null;
    },
    charge({ name, account }, requests) {
      const held = drawn.get(`${name}:${account}`);
      if (held) held.tokens -= requests;
    },
  };
}
