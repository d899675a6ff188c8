import { describe, expect, test } from "@jest/globals";
import type { Purpose } from "../../models/events.ts";
import { gate, type Sending, type Way } from "../../models/gate.ts";

const now = new Date("2026-01-05T12:00:00.000Z");
const ago = (hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString();
const in_ = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

const day = 24 * 3_600_000;
const whatsapp: Way = { freeWordsMs: day, pair: { everyMs: 6_000, burst: 45 } };
const messenger: Way = { freeWordsMs: day, staffWordsMs: 7 * day };
const sms: Way = {};

interface Case {
  way?: Way;
  from?: "bot" | "staff";
  purpose?: Purpose;
  asTemplate?: true;
  hasTemplate?: boolean;
  heardAt?: string | null;
  freeUntil?: string | null;
  goneAt?: string | null;
  spentUntil?: string | null;
  wantsMessages?: boolean;
  quiet?: { from: string; to: string };
  begunAt?: string[];
  optedIn?: boolean;
}

const sending = ({ way = whatsapp, from = "bot", purpose, asTemplate, ...more }: Case): Sending => ({
  message: {
    from,
    terms: {
      ...(purpose && { unasked: { flow: "news", slots: {}, purpose } }),
      ...(asTemplate && { asTemplate }),
    },
  },
  hasTemplate: more.hasTemplate ?? false,
  conversation: {
    reach: {
      heardAt: more.heardAt === undefined ? ago(1) : more.heardAt,
      freeUntil: more.freeUntil ?? null,
      goneAt: more.goneAt ?? null,
      spentUntil: more.spentUntil ?? null,
    },
  },
  contact: { wantsMessages: more.wantsMessages ?? true },
  way,
  outreach: {
    timeZone: "Africa/Casablanca",
    perDay: 1,
    perWeek: 3,
    begunAt: more.begunAt ?? [],
    ...(more.quiet && { quiet: more.quiet }),
  },
  optedIn: more.optedIn ?? true,
});

const decided = (one: Case) => {
  const verdict = gate(sending(one), now);
  if (verdict.verdict === "send") return verdict.as;
  if (verdict.verdict === "withhold") return verdict.why;
  return `${verdict.verdict} ${("until" in verdict ? verdict.until : verdict.at).toISOString()}`;
};

describe("the window for free words", () => {
  test.each<[string, Case, string]>([
    ["an answer within a day", {}, "words"],
    ["in its last minute", { heardAt: new Date(now.getTime() - day + 30_000).toISOString() }, "closed"],
    ["a minute before that", { heardAt: new Date(now.getTime() - day + 90_000).toISOString() }, "words"],
    ["after it, with approved words", { heardAt: ago(25), hasTemplate: true }, "template"],
    ["after it, without", { heardAt: ago(25) }, "closed"],
    ["to whom has never written", { heardAt: null, purpose: "service" }, "closed"],
    ["to whom has never written, with approved words", { heardAt: null, hasTemplate: true }, "template"],
    ["approved words while free ones may go", { hasTemplate: true }, "words"],
    ["what the vendor took in approved words only", { hasTemplate: true, asTemplate: true }, "template"],
    [
      "a person on Messenger, after three days",
      { way: messenger, from: "staff", heardAt: ago(72) },
      "byPerson",
    ],
    [
      "a person on Messenger, after eight days",
      { way: messenger, from: "staff", heardAt: ago(192) },
      "closed",
    ],
    ["the bot on Messenger, after three days", { way: messenger, heardAt: ago(72) }, "closed"],
    [
      "the bot on Messenger, three days after an ad led here",
      { way: messenger, heardAt: ago(72), freeUntil: ago(-96) },
      "words",
    ],
    [
      "in the last minute of what an ad gave",
      { way: messenger, heardAt: ago(168), freeUntil: in_(30).toISOString() },
      "closed",
    ],
    [
      "who wrote again, after what an ad gave",
      { way: messenger, heardAt: ago(1), freeUntil: ago(1) },
      "words",
    ],
    ["an SMS, after a year", { way: sms, heardAt: ago(8_760) }, "words"],
  ])("%s", (_, one, expected) => expect(decided(one)).toBe(expected));
});

describe("what the shop begins", () => {
  const purpose = "service" as const;
  const night = { from: "11:30", to: "14:00" };
  test.each<[string, Case, string]>([
    ["goes out", { purpose }, "words"],
    ["not after STOP", { purpose, wantsMessages: false }, "opted-out"],
    ["an answer does, after STOP", { wantsMessages: false }, "words"],
    ["not to whom cannot be reached", { purpose, goneAt: ago(2) }, "gone"],
    ["an answer is tried", { goneAt: ago(2) }, "words"],
    // In Casablanca it is an hour later than in UTC.
    ["not in the quiet hours", { purpose, quiet: night }, "later 2026-01-05T13:00:00.000Z"],
    ["an answer in the quiet hours", { quiet: night }, "words"],
    ["what they have asked for elsewhere, in the quiet hours", { purpose: "asked", quiet: night }, "words"],
    ["the same after STOP", { purpose: "asked", wantsMessages: false }, "opted-out"],
    [
      "marketing, the second of a day",
      { purpose: "marketing", begunAt: [ago(5)] },
      "later 2026-01-06T07:00:00.000Z",
    ],
    ["marketing, a day later", { purpose: "marketing", begunAt: [ago(25)] }, "words"],
    [
      "marketing, the fourth of a week",
      { purpose: "marketing", begunAt: [ago(160), ago(100), ago(50)] },
      "later 2026-01-05T20:00:00.000Z",
    ],
    ["no marketing to who has not asked for news", { purpose: "marketing", optedIn: false }, "opted-out"],
    ["a reminder does", { purpose, optedIn: false }, "words"],
    ["a reminder beside it", { purpose, begunAt: [ago(1), ago(2), ago(3)] }, "words"],
  ])("%s", (_, one, expected) => expect(decided(one)).toBe(expected));
});

describe("the rate for one shopper", () => {
  test.each<[string, number, string]>([
    ["nothing of it used", 0, "words"],
    ["44 borrowed", 44 * 6, "words"],
    ["45 borrowed", 45 * 6, `wait ${in_(6).toISOString()}`],
  ])("%s", (_, seconds, expected) =>
    expect(decided({ spentUntil: in_(seconds).toISOString() })).toBe(expected),
  );
});
