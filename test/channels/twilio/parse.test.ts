import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Arrival, WebhookBodyError } from "../../../models/ports/webhook.ts";
import { fixture, now, service, shop, twilioOf } from "./stand-in.ts";

const at = now.toISOString();
const callback = "https://shop.example/webhooks/twilio/status?key=outbox-7%3A2";
const parse = (body: string, account = shop, url = callback): Arrival[] =>
  twilioOf(account).webhook.parse({ url, header: () => undefined, body: Buffer.from(body) }, now);

const shopper = "+33612345678";
const bySms = {
  channel: "twilio",
  account: shop,
  peer: shopper,
  identities: [`twilio:${shop}:${shopper}`],
  phone: shopper,
};
const onWhatsApp = {
  channel: "twilio",
  account: `whatsapp:${shop}`,
  peer: `whatsapp:${shopper}`,
  identities: [`twilio:whatsapp:${shop}:whatsapp:${shopper}`],
  phone: shopper,
  claimed: { name: "Hélène" },
};
const [sms, mms, chat] = [
  "sms:SM00000000000000000000000000000001",
  "sms:MM00000000000000000000000000000001",
  "sms:SM00000000000000000000000000000002",
];
const picture = "MM00000000000000000000000000000001/ME00000000000000000000000000000001";
const fileUri = `/2010-04-01/Accounts/AC1/Messages/${picture.replace("/", "/Media/")}`;
const receipt = {
  kind: "receipt",
  account: shop,
  vendorId: "SM00000000000000000000000000000003",
  key: "outbox-7:2",
  at,
};
const page = (code: number) => ({
  code: `${code}`,
  message: `https://www.twilio.com/docs/api/errors/${code}`,
});

test.each<[string, object]>([
  [
    "sms-inbound",
    { kind: "event", opening: bySms, event: { kind: "text", key: sms, at, text: "Où est ma commande ?" } },
  ],
  [
    "sms-inbound-arret-no-opt-out-type",
    { kind: "event", opening: bySms, event: { kind: "text", key: sms, at, text: "ARRET" } },
  ],
  [
    "sms-inbound-stop-advanced-opt-out",
    { kind: "consent", opening: bySms, key: sms, wantsMessages: false, at },
  ],
  [
    "mms-inbound-media",
    {
      kind: "event",
      opening: bySms,
      event: { kind: "media", key: `${mms}:0`, at, media: "image", vendorMedia: picture },
    },
  ],
  [
    "whatsapp-inbound-text",
    { kind: "event", opening: onWhatsApp, event: { kind: "text", key: chat, at, text: "Bonjour" } },
  ],
  [
    "whatsapp-inbound-image",
    {
      kind: "event",
      opening: onWhatsApp,
      event: {
        kind: "media",
        key: `${chat}:0`,
        at,
        media: "image",
        vendorMedia: "MM00000000000000000000000000000002/ME00000000000000000000000000000002",
        caption: "Produit abîmé",
      },
    },
  ],
  [
    "whatsapp-inbound-button",
    {
      kind: "event",
      opening: onWhatsApp,
      event: { kind: "tap", key: chat, at, value: "track:1042", title: "Suivre" },
    },
  ],
  [
    "whatsapp-inbound-location",
    {
      kind: "event",
      opening: onWhatsApp,
      event: { kind: "location", key: chat, at, latitude: 48.8566, longitude: 2.3522 },
    },
  ],
  ["status-callback-sent", { ...receipt, status: "sent" }],
  ["status-callback-delivered", { ...receipt, status: "delivered" }],
  ["status-callback-undelivered-30003", { ...receipt, status: "failed", fault: page(30003), means: "retry" }],
  ["status-callback-failed-30006", { ...receipt, status: "failed", fault: page(30006), means: "gone" }],
  [
    "status-callback-whatsapp-failed-63016",
    {
      ...receipt,
      account: `whatsapp:${shop}`,
      status: "failed",
      fault: page(63016),
      means: "needs-template",
    },
  ],
  ["status-callback-whatsapp-read", { ...receipt, account: `whatsapp:${shop}`, status: "read" }],
])("%s", (name, arrival) => {
  expect(parse(fixture(`${name}.urlencoded`))).toEqual([arrival]);
});

/** A message by SMS, with other fields. */
const form = (fields: Record<string, string>): string =>
  new URLSearchParams({
    MessageSid: "SM1",
    From: shopper,
    To: shop,
    SmsStatus: "received",
    ...fields,
  }).toString();
const fromWhatsApp = { From: `whatsapp:${shopper}`, To: `whatsapp:${shop}` };
const eventsOf = (fields: Record<string, string>) =>
  parse(form(fields)).map((arrival) => (arrival.kind === "event" ? arrival.event : arrival));

describe("what came with a message", () => {
  test.each<[string, string, string | undefined]>([
    ["its address", `https://api.twilio.com${fileUri}`, picture],
    ["of another host, of which only the ids are taken", `http://127.0.0.1:1${fileUri}`, picture],
    ["with more behind", `https://api.twilio.com${fileUri}/../../../..`, undefined],
    ["with a query", `https://api.twilio.com${fileUri}?to=http://127.0.0.1`, undefined],
    ["no address", "169.254.169.254", undefined],
    ["ids that are none", "https://api.twilio.com/Messages/../Media/..", undefined],
  ])("where it is: %s", (_, MediaUrl0, vendorMedia) => {
    const [event] = eventsOf({ NumMedia: "1", MediaContentType0: "image/jpeg", MediaUrl0 });
    expect(event).toEqual({ kind: "media", key: "sms:SM1:0", at, media: "image", vendorMedia });
  });

  test("each picture or file is an event of its own, the first has the words", () => {
    const types = ["image/png", "text/x-vcard", "application/pdf", "audio/amr", "video/3gpp", "model/obj"];
    const fields = Object.fromEntries(types.map((type, place) => [`MediaContentType${place}`, type]));
    expect(eventsOf({ ...fields, NumMedia: "7", Body: "هذه" })).toEqual(
      ["image", "contact", "document", "audio", "video", "unsupported", "unsupported"].map(
        (media, place) => ({
          kind: "media",
          key: `sms:SM1:${place}`,
          at,
          media,
          ...(place === 0 && { caption: "هذه" }),
        }),
      ),
    );
  });

  test.each<[string, Record<string, string>, object]>([
    [
      "a sticker",
      { ...fromWhatsApp, MessageType: "sticker", NumMedia: "1", MediaContentType0: "image/webp" },
      { kind: "media", media: "sticker" },
    ],
    [
      "a type that is new",
      { ...fromWhatsApp, MessageType: "poll", Body: "" },
      { kind: "media", media: "unsupported" },
    ],
    ["no number of files", { NumMedia: "many", Body: "Bonjour" }, { kind: "text", text: "Bonjour" }],
    ["a button without payload", { ButtonText: "Oui", Body: "Oui" }, { kind: "text", text: "Oui" }],
    [
      "a button's words without title",
      { ButtonPayload: "start:order.track", Body: "Suivre" },
      { kind: "tap", value: "start:order.track", title: "Suivre" },
    ],
    [
      "a place that is none",
      { Latitude: "north", Longitude: "2", Body: "" },
      { kind: "media", media: "unsupported" },
    ],
    [
      "the equator",
      { Latitude: "0", Longitude: "-6.8", Body: "" },
      { kind: "location", latitude: 0, longitude: -6.8 },
    ],
    ["space around the words", { Body: " 2 \n" }, { kind: "text", text: " 2 \n" }],
  ])("%s", (_, fields, event) => {
    expect(eventsOf(fields)).toEqual([expect.objectContaining(event)]);
  });
});

describe("words that Twilio itself obeys", () => {
  test.each<[string, Record<string, string>, object]>([
    ["START, told by Advanced Opt-Out", { Body: "OUI", OptOutType: "START" }, { wantsMessages: true }],
    ["another word that is one there", { Body: "ARRÊT", OptOutType: "STOP" }, { wantsMessages: false }],
    ["HELP is a question", { Body: "AIDE", OptOutType: "HELP" }, { kind: "text", text: "AIDE" }],
    ["STOP", { Body: "stop" }, { wantsMessages: false }],
    ["CANCEL", { Body: " Cancel " }, { wantsMessages: false }],
    ["UNSTOP", { Body: "Unstop" }, { wantsMessages: true }],
    ["YES is an answer", { Body: "YES" }, { kind: "text" }],
    ["more than the word", { Body: "cancel my order" }, { kind: "text" }],
    ["a service has its own words", { Body: "CANCEL", MessagingServiceSid: service }, { kind: "text" }],
    ["WhatsApp has none", { ...fromWhatsApp, Body: "STOP" }, { kind: "text" }],
  ])("%s", (_, fields, arrival) => {
    expect(eventsOf(fields)).toEqual([expect.objectContaining(arrival)]);
  });
});

describe("who writes", () => {
  const openingOf = (fields: Record<string, string>, account = shop) => {
    const [arrival] = parse(form({ Body: "Bonjour", ...fields }), account);
    return arrival?.kind === "event" ? arrival.opening : undefined;
  };

  test("one who hides the number is known by the user id", () => {
    expect(openingOf({ ...fromWhatsApp, From: "whatsapp:FR.1a2B3c" })).toEqual({
      channel: "twilio",
      account: `whatsapp:${shop}`,
      peer: "whatsapp:FR.1a2B3c",
      identities: [`twilio:whatsapp:${shop}:whatsapp:FR.1a2B3c`],
    });
  });

  test.each([
    ["an id", "FR.1a2B3c", true],
    ["an id as an address", "whatsapp:FR.1a2B3c", true],
    ["an id of several businesses", "FR.ENT.1a2B3c", false],
    ["anything else", "0612", false],
  ])("a number that comes with %s", (_, external, isTaken) => {
    const { identities } = openingOf({ ...fromWhatsApp, ExternalUserIdentifier: external })!;
    expect(identities).toEqual([
      `twilio:whatsapp:${shop}:whatsapp:${shopper}`,
      ...(isTaken ? [`twilio:whatsapp:${shop}:whatsapp:FR.1a2B3c`] : []),
    ]);
  });

  test.each<[string, string, Record<string, string>, string]>([
    ["a number", shop, {}, shop],
    ["a number that belongs to a service", shop, { MessagingServiceSid: service }, shop],
    ["another number", shop, { To: "+33757000001" }, "+33757000001"],
    ["a service", service, { MessagingServiceSid: service }, service],
    ["another service", service, { MessagingServiceSid: service.replace(/1$/, "2") }, shop],
    [
      "the WhatsApp of a service",
      `whatsapp:${service}`,
      { ...fromWhatsApp, MessagingServiceSid: service },
      `whatsapp:${service}`,
    ],
    [
      "an SMS to a service that is served on WhatsApp",
      `whatsapp:${service}`,
      { MessagingServiceSid: service },
      shop,
    ],
  ])("to %s", (_, account, fields, expected) => {
    expect(openingOf(fields, account)?.account).toBe(expected);
  });
});

describe("statuses", () => {
  const status = (fields: Record<string, string>, url = callback) =>
    parse(form({ From: shop, To: shopper, SmsStatus: "", ...fields }), shop, url);

  test.each(["accepted", "scheduled", "queued", "sending", "partially_delivered", "new", "constructor"])(
    "%s is before all that counts",
    (name) => {
      expect(status({ MessageStatus: name })).toEqual([
        { kind: "ignored", account: shop, what: `status ${name}` },
      ]);
    },
  );

  test("without our key it is known by Twilio's id", () => {
    const [arrival] = status({ MessageStatus: "sent" }, "https://shop.example/webhooks/twilio");
    expect(arrival).toEqual({ kind: "receipt", account: shop, vendorId: "SM1", status: "sent", at });
  });

  test("an old form of it has no MessageStatus", () => {
    expect(status({ SmsStatus: "delivered" })).toEqual([expect.objectContaining({ status: "delivered" })]);
  });

  test.each<[string, Record<string, string>, object]>([
    [
      "WhatsApp's own words",
      { ErrorCode: "63024", ChannelStatusMessage: "not on WhatsApp" },
      { code: "63024", message: "not on WhatsApp" },
    ],
    ["nothing but the status", {}, { code: "canceled", message: "canceled" }],
  ])("a failure with %s", (_, fields, fault) => {
    expect(status({ MessageStatus: "canceled", ...fields })).toEqual([
      expect.objectContaining({ status: "failed", fault }),
    ]);
  });
});

test("a message that comes twice has one key", () => {
  const keys = [1, 2].map(() => eventsOf({ Body: "Bonjour" }));
  expect(keys[0]).toEqual(keys[1]);
});

test("an id that is too long is hashed, and still tells two messages apart", () => {
  const keyOf = (sid: string) => (eventsOf({ MessageSid: sid, Body: "x" })[0] as { key: string }).key;
  const long = "S".repeat(300);
  expect(keyOf(long).length).toBeLessThanOrEqual(200);
  expect(keyOf(`${long}1`)).not.toBe(keyOf(`${long}2`));
});

test("a call about something else is ignored", () => {
  expect(parse("CallSid=CA1&AccountSid=AC1&From=%2B1")).toEqual([
    { kind: "ignored", what: "not about a message" },
  ]);
});

test.each([
  ["nothing", ""],
  ["JSON", '{"MessageSid":"SM1"}'],
  ["a message from nobody", "MessageSid=SM1&To=%2B1"],
])("%s is not what Twilio sends", (_, body) => {
  expect(() => parse(body)).toThrow(WebhookBodyError);
});

test("whatever a form holds is told, ignored or refused", () => {
  const name = fc.constantFrom(
    ..."MessageSid From To Body NumMedia MediaContentType0 MessageStatus SmsStatus OptOutType ButtonPayload".split(
      " ",
    ),
    ..."Latitude Longitude ProfileName ExternalUserIdentifier ErrorCode AccountSid __proto__ toString".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string({ unit: "binary" }))), (fields) => {
      const body = new URLSearchParams(fields).toString();
      try {
        expect(parse(body).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(WebhookBodyError);
      }
    }),
  );
});

test("Twilio hears that there is nothing more to say", () => {
  expect(twilioOf(shop).webhook.accepted).toEqual({
    status: 200,
    contentType: "text/xml",
    body: "<Response/>",
  });
});
