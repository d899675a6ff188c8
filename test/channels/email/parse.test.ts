import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { kindOf } from "../../../channels/email/delivery-error.ts";
import { keyTags } from "../../../channels/email/event-key.ts";
import { addressOf } from "../../../channels/email/mailbox.ts";
import { Received } from "../../../channels/email/received.ts";
import { WebhookBodyError } from "../../../models/ports/webhook.ts";
import { faultsOfCall } from "../../../sandbox/vendors/resend/schema.ts";
import { account, fixture, now, parse, received, shopper } from "./stand-in.ts";

const id = "56761188-7520-42d8-8898-ff6fc54ce618";
const at = "2023-10-06T23:47:56.678Z";
const acme = "onboarding@resend.dev";
const receipt = { kind: "receipt", account: acme, vendorId: id, at };
/** What an e-mail is announced by. */
const receivedOf = (fields: object) => {
  const announced = parse(received(fields)).at(-1);
  return announced?.kind === "event" && announced.event.kind === "announced"
    ? Received.parse(announced.event.told)
    : undefined;
};
const permanent =
  "The recipient's email address is on the suppression list because it has a recent history of producing hard bounces.";
const suppressed = "Resend has suppressed sending to this address because it is on the suppression list.";

test.each<[string, object]>([
  [
    "email.received",
    {
      kind: "event",
      opening: {
        channel: "email",
        account: "delivered@resend.dev",
        peer: acme,
        identities: [`email:delivered@resend.dev:${acme}`],
        claimed: { name: "Acme", email: acme },
      },
      event: {
        kind: "announced",
        key: `email:${id}:announced`,
        at,
        told: {
          id,
          account: "delivered@resend.dev",
          from: { name: "Acme", address: acme },
          at,
          subject: "Sending this example",
          messageId: "<111-222-333@email.example.com>",
        },
      },
    },
  ],
  ["email.sent", { ...receipt, status: "sent" }],
  ["email.delivery_delayed", { ...receipt, status: "sent" }],
  ["email.delivered", { ...receipt, status: "delivered" }],
  ["email.opened", { ...receipt, status: "read" }],
  ["email.clicked", { ...receipt, status: "read" }],
  [
    "email.bounced",
    {
      ...receipt,
      status: "failed",
      fault: { code: "Permanent/Suppressed", message: permanent },
      means: "gone",
    },
  ],
  [
    "email.failed",
    { ...receipt, status: "failed", fault: { code: "reached_daily_quota", message: "reached_daily_quota" } },
  ],
  [
    "email.suppressed",
    {
      ...receipt,
      status: "failed",
      fault: { code: "suppressed/previous_bounce", message: suppressed },
      means: "gone",
    },
  ],
  [
    "email.complained",
    {
      kind: "consent",
      opening: {
        channel: "email",
        account: acme,
        peer: "delivered@resend.dev",
        identities: [`email:${acme}:delivered@resend.dev`],
        claimed: { email: "delivered@resend.dev" },
      },
      key: `email:${id}:complained`,
      wantsMessages: false,
      at,
    },
  ],
  ["email.scheduled", { kind: "ignored", account: acme, what: "email.scheduled" }],
])("%s", (name, arrival) => {
  expect(parse(fixture(name), "delivered@resend.dev")).toEqual([arrival]);
});

test("a call about our own e-mails in these tests is as Resend's specification has it", () => {
  expect(faultsOfCall(fixture("email.received"))).toEqual([]);
  expect(faultsOfCall(received())).toEqual([]);
});

describe("who writes, and to whom", () => {
  test.each<[string, string, object]>([
    ["a name", "Salma <salma@example.org>", { name: "Salma", address: shopper }],
    [
      "a name with a comma",
      '"Idrissi, Salma" <salma@example.org>',
      { name: "Idrissi, Salma", address: shopper },
    ],
    ["a name in Arabic", "سلمى <salma@example.org>", { name: "سلمى", address: shopper }],
    ["no name", "salma@example.org", { address: shopper }],
    ["only brackets", "<salma@example.org>", { address: shopper }],
    ["the address as name", "salma@example.org <salma@example.org>", { address: shopper }],
    ["capitals", "Salma <Salma@Example.ORG>", { name: "Salma", address: "Salma@Example.ORG" }],
    ["a name that pretends to be another", "<boss@shop.example> <salma@example.org>", { address: shopper }],
  ])("from %s", (_, sender, mailbox) => {
    expect(receivedOf({ from: sender })?.from).toMatchObject(mailbox);
  });

  test.each<[string, object, string]>([
    ["to us", { to: [`Dar Lina <${account.toUpperCase()}>`] }, account],
    ["to us among others", { to: ["a@b.example", account] }, account],
    ["in copy", { to: ["a@b.example"], cc: [account] }, account],
    ["in blind copy", { to: ["a@b.example"], received_for: [account] }, account],
    ["to another account of the team", { to: ["other@darlina.example"] }, "other@darlina.example"],
  ])("%s", (_, fields, expected) => {
    expect(parse(received(fields))).toMatchObject([
      { opening: { account: expected }, event: { told: { account: expected } } },
    ]);
  });

  test.each<[string, object]>([
    ["ourselves", { from: "Dar Lina <BONJOUR@darlina.example>" }],
    ["the mail system", { from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>" }],
    ["a postmaster", { from: "postmaster@example.org" }],
    ["one who reads nothing", { from: "no-reply@shop.example" }],
    ["another such", { from: "Bank <accounts-noreply@bank.example>" }],
    ["one in French", { from: "ne-pas-repondre@laposte.example" }],
    ["a bounce", { from: "bounces+123-abc@news.example" }],
    ["nobody", { from: "undisclosed" }],
    ["one that is no address", { from: "<>" }],
    ["somebody to nobody", { to: [], from: shopper }],
    ["somebody, with an id that leads elsewhere", { email_id: "../../domains" }],
    ["somebody, with no id", { email_id: null }],
  ])("an e-mail from %s is ignored, and not fetched", (_, fields) => {
    const [arrival, ...others] = parse(received(fields));
    expect(arrival).toMatchObject({ kind: "ignored" });
    expect(others).toEqual([]);
  });

  test.each([
    "noreplyson@example.org",
    "reply@example.org",
    "donna.reply@example.org",
    "bouncesmith@example.org",
  ])("%s is a person", (sender) => {
    expect(receivedOf({ from: sender })?.from.address).toBe(sender);
  });

  test("times are those of Resend, whatever their form, else that of the call", () => {
    const times = ["2026-11-20T09:59:58.123456+00:00", "2026-11-20 09:59:58.123+00", "soon", undefined];
    expect(times.map((created_at) => receivedOf({ created_at })?.at)).toEqual([
      "2026-11-20T09:59:58.123Z",
      "2026-11-20T09:59:58.123Z",
      now.toISOString(),
      now.toISOString(),
    ]);
  });
});

describe("the e-mail by which a mail program unsubscribes", () => {
  test.each(["STOP", " stop "])("%p counts before anything is fetched", (subject) => {
    const [consent, announced] = parse(received({ subject }));
    expect(consent).toEqual({
      kind: "consent",
      opening: {
        channel: "email",
        account,
        peer: shopper,
        identities: [`email:${account}:${shopper}`],
        claimed: { name: "Salma Idrissi", email: shopper },
      },
      key: `email:${id}:stop`,
      wantsMessages: false,
      at: "2026-11-20T09:59:58.123Z",
    });
    expect(announced).toMatchObject({ event: { kind: "announced", told: { id } } });
  });

  test.each(["Re: STOP", "Stop the delivery", ""])("%p is a subject as any other", (subject) => {
    expect(parse(received({ subject }))).toMatchObject([{ event: { kind: "announced", told: { subject } } }]);
  });
});

describe("what became of ours", () => {
  const about = (type: string, fields: object = {}) => {
    const call = fixture("email.sent");
    return parse({ ...call, type, data: { ...call.data, from: `Dar Lina <${account}>`, ...fields } })[0];
  };

  test("our key comes back as a tag, whatever signs are in it", () => {
    const [tag] = keyTags("c-7:12:1/é");
    expect(tag?.value).toMatch(/^[\w-]+$/);
    const tags = { [tag!.name]: tag!.value, other: "x" };
    expect(about("email.delivered", { tags })).toMatchObject({ account, key: "c-7:12:1/é" });
  });

  test.each([[{}], [undefined], [[]], [{ other: "x" }], [{ hanout_key: 7 }]])(
    "tags %j are not ours",
    (tags) => {
      expect(about("email.sent", { tags })).not.toHaveProperty("key");
    },
  );

  test.each<[string, string, object, string, string | undefined]>([
    [
      "an address that is none",
      "email.bounced",
      { bounce: { type: "Permanent", subType: "NoEmail", message: "m" } },
      "Permanent/NoEmail",
      "gone",
    ],
    [
      "a full mailbox",
      "email.bounced",
      { bounce: { type: "Transient", subType: "MailboxFull", message: "m" } },
      "Transient/MailboxFull",
      "retry",
    ],
    [
      "an unknown reason",
      "email.bounced",
      { bounce: { type: "Undetermined", message: "m" } },
      "Undetermined",
      "retry",
    ],
    ["a bounce that tells nothing", "email.bounced", {}, "bounced", undefined],
    [
      "a complaint of before",
      "email.suppressed",
      { suppressed: { reason: "previous_complaint", message: "m" } },
      "suppressed/previous_complaint",
      "gone",
    ],
    ["a suppression that tells nothing", "email.suppressed", { suppressed: 5 }, "suppressed", "gone"],
    ["a failure that tells nothing", "email.failed", {}, "failed", undefined],
  ])("%s", (_, type, fields, code, kind) => {
    const arrival = about(type, fields);
    expect(arrival).toMatchObject({ status: "failed", fault: { code, message: expect.stringMatching(/./) } });
    expect(kindOf(code)).toBe(kind);
  });

  test("a complaint of nobody is ignored", () => {
    expect(about("email.complained", { to: [] })).toEqual({
      kind: "ignored",
      account,
      what: "a complaint of nobody",
    });
  });

  test("what is new is ignored", () => {
    expect(about("email.translated")).toEqual({ kind: "ignored", account, what: "email.translated" });
    expect(parse({ type: "contact.created", data: {} })).toEqual([
      { kind: "ignored", what: "contact.created" },
    ]);
    expect(parse({ type: "email.sent", data: null })).toMatchObject([{ kind: "ignored" }]);
  });
});

test("the same call twice has the same keys", () => {
  expect(parse(received({ subject: "STOP" }))).toEqual(parse(received({ subject: "STOP" })));
});

test("every event key has at most 200 characters", () => {
  expect(receivedOf({ email_id: "a".repeat(100) })?.id).toHaveLength(100);
  expect(receivedOf({ email_id: "a".repeat(101) })).toBeUndefined();
});

test.each(["", "no JSON", "null", "[]", '{"data":{}}', '{"type":5}'])("%p is no call of Resend", (body) => {
  expect(() => parse(body)).toThrow(WebhookBodyError);
});

test("whatever is in a call of Resend's form, nothing breaks", () => {
  const types = fc.constantFrom("email.received", "email.sent", "email.bounced", "email.complained", "x");
  const fields = fc.dictionary(
    fc.constantFrom("email_id", "from", "to", "subject", "message_id", "created_at", "bounce", "tags", "cc"),
    fc.oneof(fc.string(), fc.array(fc.string()), fc.jsonValue()),
  );
  fc.assert(
    fc.property(types, fields, (type, changed) => {
      const arrivals = parse({ ...received(), type, data: { ...received().data, ...changed } });
      expect(arrivals.length).toBeGreaterThan(0);
      for (const arrival of arrivals) expect(JSON.parse(JSON.stringify(arrival))).toEqual(arrival);
    }),
  );
});

test("an account is called by the address in its sender", () => {
  expect(addressOf("Dar Lina <Bonjour@DarLina.example>")).toBe("bonjour@darlina.example");
});
