import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import { draw, sendRateKind, tokenLifeMs } from "../models/send-rate.ts";
import { changeRecord } from "./change-record.ts";

/** The requests that an account may make in a second, shared by all processes: each draws some ahead. */
export interface SendRates {
  /** Whether a request may go out at once, as far as this process knows without asking; it then counts. */
  takeNow(channel: Channel): boolean;
  /** Null: send, it counts. Else not before this instant. */
  take(channel: Channel): Promise<Date | null>;
  /** Counts more requests, of a message that was let through. */
  charge(channel: Channel, requests: number): void;
}

/** A process draws this part of a second's requests at once: few writes, and others are left theirs. */
const share = 1 / 8;

export function createSendRates({ records, clock }: { records: OpenRecords; clock: Clock }): SendRates {
  const drawn = new Map<string, { tokens: number; until: number }>();
  /** When the last one that was told to wait may go. */
  const lastOf = new Map<string, number>();

  /** Whoever has to wait comes back behind those who waited before, and not all at once. */
  function queueFor(id: string, perSecond: number, first: Date): Date {
    const at = Math.max(first.getTime(), (lastOf.get(id) ?? 0) + 1000 / perSecond);
    lastOf.set(id, at);
    return new Date(Math.ceil(at));
  }

  function takeNow({ name, account, perSecond }: Channel): boolean {
    if (perSecond === undefined) return true;
    const held = drawn.get(`${name}:${account}`);
    if (!held || held.tokens < 1 || held.until < clock.now().getTime()) return false;
    held.tokens -= 1;
    return true;
  }

  return {
    takeNow,
    async take(channel) {
      if (channel.perSecond === undefined || takeNow(channel)) return null;
      const id = `${channel.name}:${channel.account}`;
      const { perSecond } = channel;
      const outcome = await changeRecord(await records(sendRateKind), id, (kept) => {
        const now = clock.now();
        const before = kept ?? { id, tokens: perSecond, at: now.toISOString() };
        const value = draw(before, perSecond, Math.ceil(perSecond * share), now);
        return { value, ...("after" in value && { doc: value.after }) };
      });
      if ("until" in outcome) return queueFor(id, perSecond, outcome.until);
      const left = drawn.get(id)?.tokens ?? 0;
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
