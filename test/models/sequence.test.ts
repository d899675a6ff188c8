import { describe, expect, test } from "@jest/globals";
import type { Order } from "../../models/commerce.ts";
import { after, type Decision, decide, type Standing } from "../../models/sequence/decide.ts";
import { Sequence, type SequenceKind, Sequences } from "../../models/sequence/definition.ts";
import type { Enrolment, Touch } from "../../models/sequence/enrolment.ts";
import { plan } from "../../models/sequence/plan.ts";
import { saleOf } from "../../models/sequence/sale.ts";
import { variantFor } from "../../models/sequence/variant.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const started = "2026-01-05T10:00:00.000Z";
const at = (hours: number): Date => new Date(Date.parse(started) + hours * hourMs);
const iso = (hours: number): string => at(hours).toISOString();

const cart = Sequence.parse({
  steps: [
    { after: "30 min", say: "first", purpose: "service" },
    { after: "24 h", say: ["second", "second_b"], purpose: "marketing" },
    { after: "72 h", say: "last", purpose: "marketing", code: "BIENVENUE10", fromMinor: 20_000 },
  ],
});

const enrolment = (more: Partial<Enrolment> = {}): Enrolment => ({
  shopId: "demo",
  contactId: "amina",
  kind: "abandoned_cart",
  subject: "c1",
  conversationId: "c1",
  epoch: 1,
  slots: {},
  startedAt: started,
  step: 0,
  dueAt: iso(0.5),
  touches: [],
  ended: null,
  ...more,
});

const touch = (hours: number, more: Partial<Touch> = {}): Touch => ({
  at: iso(hours),
  step: 0,
  say: "first",
  purpose: "marketing",
  ...more,
});

const standing = (more: Partial<Standing> = {}): Standing => ({
  wantsMessages: true,
  optedIn: true,
  isBots: true,
  epoch: 1,
  heardAt: iso(0),
  worthMinor: 34_900,
  outreach: { timeZone: "UTC", perDay: 1, perWeek: 3, begunAt: [] },
  ...more,
});

const said = (decision: Decision): string => {
  switch (decision.kind) {
    case "send":
      return `send ${decision.say}`;
    case "wait":
      return `wait until ${decision.until.toISOString()}: ${decision.why}`;
    default:
      return `${decision.kind}: ${decision.why}`;
  }
};

describe("a step that is due", () => {
  const second = { step: 1, touches: [touch(0.5)] };
  const quiet = { from: "21:00", to: "09:00" };
  const outreach = (more: object) => ({ ...standing().outreach, ...more });
  test.each<[string, Partial<Enrolment>, Partial<Standing>, number, string]>([
    ["goes", {}, {}, 0.5, "send first"],
    ["not after STOP", {}, { wantsMessages: false }, 0.5, "end: opted-out"],
    ["not once a person has the shopper", {}, { isBots: false }, 0.5, "end: handover"],
    ["nor once one had", {}, { epoch: 2 }, 0.5, "end: handover"],
    ["what was written before the first is no reply to it", {}, { heardAt: iso(0.2) }, 0.5, "send first"],
    [
      "who is writing is not interrupted",
      {},
      { heardAt: iso(0.4) },
      0.5,
      `wait until ${iso(0.65)}: the shopper is writing`,
    ],
    ["a reply to a message ends it", second, { heardAt: iso(5) }, 24, "end: reply"],
    ["one to a former run does not", { touches: [touch(-200)] }, { heardAt: iso(-100) }, 0.5, "send first"],
    ["what is true no more is not said", {}, { worthMinor: null }, 0.5, "end: untrue"],
    [
      "marketing only to who asked for it",
      second,
      { optedIn: false },
      24,
      "skip: they have not asked for news",
    ],
    ["a reminder of service to anybody", {}, { optedIn: false }, 0.5, "send first"],
    ["what is worth too little", { step: 2 }, { worthMinor: 19_999 }, 72, "skip: it is worth too little"],
    [
      "not in the quiet hours",
      {},
      { outreach: outreach({ quiet }) },
      12,
      `wait until ${iso(23)}: quiet hours`,
    ],
    [
      "which are the shopper's",
      {},
      { outreach: outreach({ quiet, timeZone: "Asia/Dubai" }) },
      8,
      `wait until ${iso(19)}: quiet hours`,
    ],
    [
      "marketing once a day, of all sequences together",
      second,
      { outreach: outreach({ begunAt: [iso(10)] }) },
      24,
      `wait until ${iso(34)}: enough was sent to this shopper already`,
    ],
    ["nothing is left", { step: 3 }, {}, 100, "end: done"],
  ])("%s", (_, one, how, hours, expected) =>
    expect(said(decide(enrolment(one), cart, standing(how), at(hours)))).toBe(expected),
  );

  test("goes on at its own distance from the one before, and ends with the last", () => {
    let one = enrolment();
    const dues: (string | null)[] = [];
    for (const hours of [10, 33.5, 81.5]) {
      one = after(one, cart, decide(one, cart, standing(), at(hours)), at(hours));
      dues.push(one.dueAt);
    }
    expect(dues).toEqual([iso(33.5), iso(81.5), null]);
    expect(one.ended).toEqual({ at: iso(81.5), why: "done" });
    expect(one.touches.map(({ step }) => step)).toEqual([0, 1, 2]);
  });
});

test("each shopper always gets the same words, and each words as many shoppers", () => {
  const of = (n: number) => variantFor(["a", "b"], enrolment({ contactId: `contact-${n}` }));
  const all = Array.from({ length: 10_000 }, (_, n) => of(n));
  expect(all).toEqual(Array.from({ length: 10_000 }, (_, n) => of(n)));
  const share = all.filter((word) => word === "a").length / all.length;
  expect(Math.abs(share - 0.5)).toBeLessThan(0.02);
});

describe("a plan", () => {
  const sequences = Sequences.parse({
    abandoned_cart: {
      steps: [
        { after: "30 min", say: "first", purpose: "service" },
        { after: "24 h", say: "second", purpose: "marketing" },
      ],
    },
    win_back: { steps: [{ after: "24 h", say: "first", purpose: "marketing" }] },
  });
  const planned = (how: Partial<Standing>, days: number) =>
    plan(
      [
        { enrolment: enrolment(), standing: standing(how) },
        {
          enrolment: enrolment({ kind: "win_back", subject: "10042", dueAt: iso(24.25) }),
          standing: standing(how),
        },
      ],
      sequences,
      at(0),
      at(days * 24),
    ).map(({ at: when, enrolment: { kind }, decision }) => `${when.toISOString()} ${kind} ${said(decision)}`);

  test("tells what would go when, each counted for those after it", () => {
    expect(planned({}, 3)).toEqual([
      `${iso(0.5)} abandoned_cart send first`,
      `${iso(24)} abandoned_cart send second`,
      `${iso(24.25)} win_back wait until ${iso(48)}: enough was sent to this shopper already`,
      `${iso(48)} win_back send first`,
    ]);
  });

  test("and why not; what is later is left out", () => {
    expect(planned({ optedIn: false }, 1)).toEqual([
      `${iso(0.5)} abandoned_cart send first`,
      `${iso(24)} abandoned_cart skip: they have not asked for news`,
    ]);
  });
});

describe("a sale", () => {
  const order = {
    shopId: "demo",
    number: "10042",
    total: { amountMinor: 34_900, currency: "MAD" },
    placedAt: iso(200),
  } as Order;
  const of = (kind: SequenceKind, ...hours: number[]) =>
    enrolment({ kind, touches: hours.map((hour) => touch(hour)) });

  test("is owed to the last message before it", () => {
    expect(saleOf(order, [of("abandoned_cart", 100, 150, 201), of("price_drop", 120)], 7)).toMatchObject({
      order: "10042",
      kind: "abandoned_cart",
      touch: { at: iso(150) },
    });
  });

  test.each([
    ["to none of long ago", of("win_back", 31)],
    ["to no thanks", of("thanks", 199)],
    ["to none after it", of("abandoned_cart", 201)],
  ])("%s", (_, one) => expect(saleOf(order, [one], 7)).toBeNull());
});
