import type { Contact, Conversation, MessageEffect } from "./conversation.ts";
import type { Purpose } from "./events.ts";
import { endOfQuiet, type Outreach, room } from "./outreach.ts";

/** How a vendor lets a shop write to a shopper. */
export interface Way {
  /** For so long after the shopper's last message, free words may go out; undefined: always. */
  freeWordsMs?: number;
  /** The same of what a person of the shop wrote, where the vendor gives them longer. */
  staffWordsMs?: number;
  /** The rate at which one shopper may be written to. */
  pair?: { everyMs: number; burst: number };
}

/** As what a message may go out now, or why not. `reason` is for staff. */
export type Verdict =
  /** `byPerson`: with the vendor's mark for words of a person. */
  | { verdict: "send"; as: "words" | "template" | "byPerson" }
  /** Soon: it keeps its place, and those behind it wait as well. */
  | { verdict: "wait"; until: Date; reason: string }
  /** The shop begins it again then; nothing waits behind it. */
  | { verdict: "later"; at: Date; reason: string }
  /** Not here. `opted-out` is not for another channel either. */
  | { verdict: "withhold"; why: "opted-out" | "gone" | "closed"; reason: string };

export interface Sending {
  message: Pick<MessageEffect, "from" | "terms">;
  /** Its words in a form that the vendor has approved are known. */
  hasTemplate: boolean;
  conversation: Pick<Conversation, "reach">;
  contact: Pick<Contact, "wantsMessages">;
  way: Way;
  /** Only looked at for what the shop begins. */
  outreach: Outreach;
  /** A record says that they asked for news: there is no marketing without. */
  optedIn: boolean;
}

/** Nobody's clock is exact: what is sent in the last minute of a window may be late. */
const marginMs = 60_000;

/** Decides at the moment of sending. Whose turn it is to speak (`epoch`) is checked by the write that marks it. */
export function gate(sending: Sending, now: Date): Verdict {
  const { terms } = sending.message;
  return (
    (terms?.unasked && unaskedVerdict(sending, terms.unasked.purpose, now)) ??
    rateVerdict(sending, now) ??
    formVerdict(sending, now)
  );
}

function unaskedVerdict(
  { conversation: { reach }, contact, outreach, optedIn }: Sending,
  purpose: Purpose,
  now: Date,
): Verdict | null {
  if (!contact.wantsMessages)
    return { verdict: "withhold", why: "opted-out", reason: "the shopper wants no messages" };
  if (purpose === "marketing" && !optedIn)
    return { verdict: "withhold", why: "opted-out", reason: "the shopper has not asked for news" };
  if (reach.goneAt !== null)
    return { verdict: "withhold", why: "gone", reason: `not to be reached here since ${reach.goneAt}` };
  const quietUntil = purpose === "asked" ? null : endOfQuiet(outreach, now);
  if (quietUntil) return { verdict: "later", at: quietUntil, reason: "quiet hours" };
  const roomAt = purpose === "marketing" ? room(outreach, now) : null;
  return roomAt && { verdict: "later", at: roomAt, reason: "enough was sent to this shopper already" };
}

/** The generic cell rate algorithm: https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm */
function rateVerdict({ conversation: { reach }, way: { pair } }: Sending, now: Date): Verdict | null {
  if (!pair || reach.spentUntil === null) return null;
  const until = Date.parse(reach.spentUntil) - (pair.burst - 1) * pair.everyMs;
  return until > now.getTime()
    ? { verdict: "wait", until: new Date(until), reason: "the vendor's rate for one shopper" }
    : null;
}

function formVerdict({ message, hasTemplate, conversation, way }: Sending, now: Date): Verdict {
  const { freeWordsMs, staffWordsMs } = way;
  if (freeWordsMs === undefined) return { verdict: "send", as: "words" };
  const { heardAt, freeUntil } = conversation.reach;
  const sinceMs = heardAt === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(heardAt);
  const isOpenFor = (ms: number): boolean => sinceMs < ms - marginMs;
  const isOpenLonger = freeUntil !== null && now.getTime() < Date.parse(freeUntil) - marginMs;
  if ((isOpenFor(freeWordsMs) || isOpenLonger) && !message.terms?.asTemplate)
    return { verdict: "send", as: "words" };
  if (message.from === "staff" && staffWordsMs !== undefined && isOpenFor(staffWordsMs))
    return { verdict: "send", as: "byPerson" };
  if (hasTemplate) return { verdict: "send", as: "template" };
  const hours = freeWordsMs / 3_600_000;
  return {
    verdict: "withhold",
    why: "closed",
    reason: `the shopper has not written for ${hours} h: the vendor takes approved templates only, and there is none for this`,
  };
}
