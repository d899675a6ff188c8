import { describe, expect, test } from "@jest/globals";
import type { MessengerOptions } from "../../../channels/messenger/index.ts";
import { pageInbox } from "../../../channels/messenger/thread.ts";
import { InboundEvent } from "../../../models/events.ts";
import { encodePayload } from "../../../models/payload.ts";
import { type Arrival, WebhookBodyError } from "../../../models/ports/webhook.ts";
import { account, fixtureText, messengerOf, now, otherPage, psid } from "./stand-in.ts";

const parse = (body: string | object, options: Partial<MessengerOptions> = {}): Arrival[] =>
  messengerOf(options).webhook.parse(
    {
      url: "https://shop.example/webhooks/messenger",
      header: () => undefined,
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    },
    now,
  );

const identity = `messenger:${account}:${psid}`;
const shopper = { channel: "messenger", account, peer: psid, identities: [identity] };
const atOther = {
  channel: "messenger",
  account: otherPage,
  peer: psid,
  identities: [`messenger:${otherPage}:${psid}`],
};
const did = (event: object, opening: object = shopper) => ({ kind: "event", opening, event });
const ignored = (what: string) => ({ kind: "ignored", account, what });

const moment = (app: string) => ({
  opening: shopper,
  key: expect.stringMatching(/^fb:5275811702471834:1458692752478:[\w-]{43}$/),
  app,
  at,
});

const mid = "mid.1457764197618:41d102a3e1ae206a38";
const at = "2016-03-23T00:25:52.478Z";

test.each<[string, object[]]>([
  ["text", [did({ kind: "text", key: `fb:${mid}`, at, text: "hello, world!" })]],
  [
    "reply-to",
    [did({ kind: "text", key: "fb:m_1457764197618:41d102a3e1ae206a38", at, text: "hello, world!" })],
  ],
  [
    "quick-reply",
    [
      did({
        kind: "tap",
        key: `fb:${mid}`,
        at,
        value: "<DEVELOPER_DEFINED_PAYLOAD>",
        title: "hello, world!",
      }),
    ],
  ],
  [
    "attachment-image",
    [
      did({
        kind: "media",
        key: "fb:mid.$cAAJdkrCd2ORnva8ErFhjGm0X_Q_c",
        at: "2018-02-12T23:46:35.308Z",
        media: "image",
        vendorMedia: "<ATTACHMENT_URL>",
      }),
    ],
  ],
  [
    "attachment-fallback-no-payload",
    [
      did({
        kind: "media",
        key: "fb:mid.$cAAJdkrCd2ORnva8ErFhjGm0X_Q_d",
        at: "2018-02-12T23:46:35.308Z",
        media: "unsupported",
      }),
    ],
  ],
  [
    "postback",
    [
      did({
        kind: "tap",
        key: "fb:m_MESSAGE-ID",
        at,
        value: "<DEVELOPER_DEFINED_PAYLOAD>",
        title: "<BUTTON_TITLE>",
      }),
    ],
  ],
  [
    "postback-get-started-referral",
    [
      did({
        kind: "tap",
        key: "fb:m_MESSAGE-ID",
        at,
        value: "USER-DEFINED-PAYLOAD",
        title: "TITLE-FOR-THE-CTA",
      }),
    ],
  ],
  ["referral", [ignored("referral")]],
  ["read", [{ kind: "watermark", account, identity, status: "read", at: "2016-03-22T17:47:36.253Z" }]],
  [
    "delivery",
    [{ kind: "watermark", account, identity, status: "delivered", at: "2016-03-22T17:47:36.253Z" }],
  ],
  [
    "delivery-watermark-only",
    [{ kind: "watermark", account, identity, status: "delivered", at: "2016-03-22T17:47:36.253Z" }],
  ],
  [
    "echo",
    [
      {
        kind: "echo",
        account,
        identity,
        vendorId: mid,
        key: "<DEVELOPER_DEFINED_METADATA_STRING>",
        text: "(text sent by the Page)",
        at: "2016-03-12T06:29:57.627Z",
      },
    ],
  ],
  [
    "echo-standby",
    [
      {
        kind: "echo",
        account,
        identity,
        vendorId: "qT7ywaKpO9kkQR7Gv-nM8LIfLZDamVrALniheUYEDdHJXjDXEAyaS1xxONzb2Iv-DFzmTihfWJV012P5pK0AhQ",
        heldBy: pageInbox,
        text: "(text)",
        at: "2019-10-02T21:52:50.673Z",
      },
    ],
  ],
  [
    "text-standby",
    [{ ...did({ kind: "text", key: `fb:${mid}`, at, text: "hello, world!" }), overheard: true }],
  ],
  [
    "text-ad-referral",
    [
      did({
        kind: "text",
        key: `fb:${mid}`,
        at,
        text: "hello, world!",
        freeWordsMs: 7 * 24 * 3_600_000,
      }),
    ],
  ],
  ["pass-thread-control", [{ kind: "control", ...moment("123456789"), isOurs: true }]],
  ["take-thread-control", [{ kind: "control", ...moment(pageInbox), isOurs: false }]],
  ["request-thread-control", [{ kind: "control-request", ...moment(pageInbox) }]],
  ["app-roles", [ignored("app_roles: 123456789 primary_receiver")]],
  [
    "batch-two-entries",
    [
      did({ kind: "text", key: `fb:${mid}`, at, text: "1" }),
      did({
        kind: "text",
        key: "fb:mid.1457764197618:41d102a3e1ae206a39",
        at: "2016-03-23T00:25:52.470Z",
        text: "0 (older, listed second)",
      }),
      did({ kind: "text", key: "fb:mid.1457764197618:41d102a3e1ae206a40", at, text: "other page" }, atOther),
    ],
  ],
])("%s", (name, arrivals) => {
  expect(parse(fixtureText(name))).toEqual(arrivals);
});

const call = (...messaging: unknown[]) => ({
  object: "page",
  entry: [{ id: account, time: 1458692752478, messaging }],
});
const happening = (fields: object) => ({
  sender: { id: psid },
  recipient: { id: account },
  timestamp: 1458692752478,
  ...fields,
});
const message = (fields: object) => happening({ message: { mid: "m_1", ...fields } });
/** What one thing that happened becomes; events are held against the port. */
const arrivalOf = (one: unknown) => {
  const [arrival] = parse(call(one));
  return arrival?.kind === "event" ? InboundEvent.parse(arrival.event) : arrival;
};

describe("texts", () => {
  test.each(["L’été à Fès", "أين طلبيتي؟ 🛍️", "start:order.track", "1"])("%s", (text) => {
    expect(arrivalOf(message({ text }))).toMatchObject({ kind: "text", text });
  });

  test("a quick reply of another app, without its payload, is the text it says", () => {
    expect(arrivalOf(message({ text: "Oui", quick_reply: {} }))).toMatchObject({ kind: "text", text: "Oui" });
  });
});

const url = "https://scontent.example/a";
describe("attachments", () => {
  test.each<[string, object, object]>([
    ["a picture", { type: "image", payload: { url } }, { media: "image", vendorMedia: url }],
    ["a voice note", { type: "audio", payload: { url } }, { media: "audio" }],
    ["a film", { type: "video", payload: { url } }, { media: "video" }],
    ["a file", { type: "file", payload: { url } }, { media: "document", vendorMedia: url }],
    [
      "a picture with an address that is too long to be one",
      { type: "image", payload: { url: `${url}${"a".repeat(2000)}` } },
      { media: "image" },
    ],
    ["a sticker", { type: "sticker", payload: { url, sticker_id: 1 } }, { media: "sticker" }],
    [
      "a sticker of before",
      { type: "image", payload: { url, sticker_id: 369239263222822 } },
      { media: "sticker" },
    ],
    ["a reel", { type: "reel", payload: { url, reel_video_id: 1 } }, { media: "video" }],
    ["a post", { type: "post", payload: { url } }, { media: "unsupported" }],
    [
      "a link",
      { type: "fallback", payload: { title: "Robe Lina", url: "https://shop.example/lina" } },
      { media: "unsupported", caption: "Robe Lina\nhttps://shop.example/lina" },
    ],
    [
      "a link of before",
      { type: "fallback", title: "Robe Lina", url: "https://shop.example/lina", payload: null },
      { media: "unsupported", caption: "Robe Lina\nhttps://shop.example/lina" },
    ],
    [
      "a product of the page's shop",
      { type: "template", payload: { product: { elements: [{ id: "1", title: "Robe Lina" }] } } },
      { media: "unsupported", caption: "Robe Lina" },
    ],
    ["something new", { type: "hologram", payload: "?" }, { media: "unsupported" }],
    ["something without a type", {}, { media: "unsupported" }],
  ])("%s", (_, attachment, event) => {
    expect(arrivalOf(message({ attachments: [attachment] }))).toEqual({
      kind: "media",
      key: "fb:m_1",
      at,
      ...event,
    });
  });

  test("a place", () => {
    const attachment = { type: "location", payload: { coordinates: { lat: 33.59, long: -7.62 } } };
    expect(arrivalOf(message({ attachments: [attachment] }))).toMatchObject({
      kind: "location",
      latitude: 33.59,
      longitude: -7.62,
    });
  });

  test("several are an event each, the words are those of the first", () => {
    const attachments = [
      { type: "image", payload: { url } },
      { type: "image", payload: { url } },
    ];
    expect(parse(call(message({ text: "Abîmé", attachments })))).toEqual([
      did({ kind: "media", key: "fb:m_1", at, media: "image", vendorMedia: url, caption: "Abîmé" }),
      did({ kind: "media", key: "fb:m_1:1", at, media: "image", vendorMedia: url }),
    ]);
  });

  test("the preview of a link that was written is no event", () => {
    const attachments = [{ type: "fallback", payload: { title: "Lina", url } }];
    expect(parse(call(message({ text: `Elle est là ? ${url}`, attachments })))).toEqual([
      did({ kind: "text", key: "fb:m_1", at, text: `Elle est là ? ${url}` }),
    ]);
  });

  test("a message of which nothing is told is not unheard", () => {
    expect(arrivalOf(message({}))).toMatchObject({ kind: "media", media: "unsupported" });
  });
});

const track = encodePayload({ kind: "start", flow: "order.track", slots: { number: "10042" } });
const answer = encodePayload({ kind: "answer", flow: "cod.confirm", frame: "f3", slots: { yes: "yes" } });
const refOf = (value: string): string => Buffer.from(value).toString("base64url");

describe("links", () => {
  const referral = (ref?: string) => ({ source: "SHORTLINK", type: "OPEN_THREAD", ...(ref && { ref }) });

  test("our own parameter fits into what Meta lets through", () => {
    expect(refOf(track)).toMatch(/^[\w=-]{1,250}$/);
  });

  test.each<[string, string | undefined, string]>([
    ["our own", refOf(track), track],
    ["one that answers a question", refOf(answer), "start:menu"],
    ["that of a campaign", "summer-2026", "start:menu"],
    ["none", undefined, "start:menu"],
  ])("who begins by a link with %s", (_, ref, value) => {
    const postback = { title: "Démarrer", payload: "start:menu", referral: referral(ref) };
    expect(arrivalOf(happening({ postback }))).toMatchObject({ kind: "tap", value, title: "Démarrer" });
  });

  test("who wrote before and follows one of ours", () => {
    expect(arrivalOf(happening({ referral: referral(refOf(track)) }))).toMatchObject({
      kind: "tap",
      value: track,
      at,
    });
  });

  test.each([refOf(answer), "summer-2026", undefined])("or another one: %s", (ref) => {
    expect(arrivalOf(happening({ referral: referral(ref) }))).toEqual(ignored("referral"));
  });
});

describe("ads", () => {
  const referral = { source: "ADS", type: "OPEN_THREAD", ad_id: "1", ref: "summer" };
  const postback = { title: "Démarrer", payload: "start:menu" };
  const attachments = [{ type: "image", payload: { url } }];

  test.each<[string, object, object]>([
    ["who writes", message({ text: "Bonjour", referral }), { kind: "text", text: "Bonjour" }],
    ["who sends a picture", message({ attachments, referral }), { kind: "media", media: "image" }],
    ["who begins", happening({ postback: { ...postback, referral } }), { kind: "tap", value: "start:menu" }],
    [
      "who wrote before, by an ad with a parameter of ours",
      happening({ referral: { ...referral, ref: refOf(track) } }),
      { kind: "tap", value: track },
    ],
    ["an ad of which only the id is told", message({ text: "Bonjour", referral: { ad_id: 1 } }), {}],
  ])("give 7 days for free words: %s", (_, one, event) => {
    expect(arrivalOf(one)).toMatchObject({ ...event, freeWordsMs: 7 * 24 * 3_600_000 });
  });

  test.each<[string, object]>([
    ["a text without one", message({ text: "Bonjour" })],
    ["a link", happening({ postback: { ...postback, referral: { source: "SHORTLINK", ref: "summer" } } })],
    ["something that is no referral", message({ text: "Bonjour", referral: "ADS" })],
  ])("and nothing else does: %s", (_, one) => {
    expect(arrivalOf(one)).not.toHaveProperty("freeWordsMs");
  });

  test("a click without a message gives nothing yet", () => {
    expect(arrivalOf(happening({ referral }))).toEqual(ignored("referral"));
  });
});

describe("echoes", () => {
  const echo = (fields: object) => ({
    sender: { id: account },
    recipient: { id: psid },
    timestamp: 1458692752478,
    message: { mid: "m_2", is_echo: true, ...fields },
  });

  test.each<[string, object, object]>([
    ["ours", { metadata: "outbox-7:1", app_id: 1, text: "Bonjour" }, { key: "outbox-7:1", text: "Bonjour" }],
    ["one of the page's inbox", { text: "Je m’en occupe" }, { text: "Je m’en occupe" }],
    ["one of another app", { app_id: 2, text: "Bonjour" }, { text: "Bonjour" }],
    ["a picture of the page's inbox", { attachments: [{ type: "image", payload: { url } }] }, {}],
  ])("%s", (_, fields, told) => {
    expect(arrivalOf(echo(fields))).toEqual({
      kind: "echo",
      account,
      identity,
      vendorId: "m_2",
      at,
      ...told,
    });
  });
});

describe("who has a conversation", () => {
  const passed = (app: string | number) => ({ pass_thread_control: { new_owner_app_id: app } });
  const taken = (app?: string) => ({
    take_thread_control: { previous_owner_app_id: "1", ...(app && { new_owner_app_id: app }) },
  });
  const tells = (fields: object, options = {}) => parse(call(happening(fields)), options)[0];

  test.each<[string, object, object]>([
    ["passed to us", passed("1"), { app: "1", isOurs: true }],
    ["passed to us, by a number", passed(1), { app: "1", isOurs: true }],
    ["passed from one app to another", passed("2"), { app: "2", isOurs: false }],
    ["taken by us", taken("1"), { app: "1", isOurs: true }],
    ["taken by the page's inbox", taken(pageInbox), { app: pageInbox, isOurs: false }],
    ["taken by nobody knows whom", taken(), { app: pageInbox, isOurs: false }],
  ])("%s", (_, fields, told) => {
    expect(tells(fields, { appId: "1" })).toMatchObject({ kind: "control", opening: shopper, at, ...told });
  });

  test.each<[string, object, boolean]>([
    ["is passed, to us", passed("1"), true],
    ["is passed to the page's inbox, to another", passed(pageInbox), false],
    ["is taken, by another", taken("2"), false],
  ])("as long as the id of our app is not known, what %s", (_, fields, isOurs) => {
    expect(tells(fields)).toMatchObject({ kind: "control", isOurs });
  });

  test("two changes in one millisecond are two", () => {
    const keys = parse(call(happening(passed("1")), happening(passed("2")))).map((told) =>
      told.kind === "control" ? told.key : null,
    );
    expect(new Set(keys).size).toBe(2);
  });

  test("what is overheard is told as such; how far our own messages came, as always", () => {
    const echo = { message: { mid: "m_2", is_echo: true, app_id: 2, text: "Bonjour" } };
    const standby = [
      message({ text: "a", attachments: [{ type: "image", payload: { url } }] }),
      { ...happening(echo), sender: { id: account }, recipient: { id: psid } },
      happening({ read: { watermark: 1458668856253 } }),
      happening({ postback: { title: "Oui" } }),
    ];
    expect(parse({ object: "page", entry: [{ id: account, standby }] })).toMatchObject([
      { kind: "event", event: { kind: "media", caption: "a" }, overheard: true },
      { kind: "echo", heldBy: "2", text: "Bonjour" },
      { kind: "watermark", status: "read" },
      { kind: "ignored", what: "postback of another app" },
    ]);
  });
});

describe("of no concern to us", () => {
  test.each<[string, object]>([
    ["pass_thread_control", { new_owner_app_id: null, previous_owner_app_id: "1" }],
    ["request_thread_control", {}],
    ["reaction", { mid: "m_1", action: "react", emoji: "❤️", reaction: "love" }],
    ["optin", { type: "one_time_notif_req", payload: "Robe Lina" }],
    ["policy_enforcement", { action: "block", reason: "…" }],
    ["message_edit", { mid: "m_1", text: "Non", num_edit: "1" }],
    ["account_linking", { status: "linked" }],
    ["response_feedback", { feedback: "Good response", mid: "m_1" }],
    ["something_new", {}],
  ])("%s", (kind, value) => {
    expect(arrivalOf(happening({ [kind]: value }))).toEqual(ignored(kind));
  });

  test.each<[string, unknown, string]>([
    [
      "the page alone is concerned",
      { recipient: { id: account }, policy_enforcement: {} },
      "policy_enforcement",
    ],
    [
      "a postback of another app's button",
      happening({ postback: { title: "Oui" } }),
      "postback of another app",
    ],
    [
      "a visitor of a web site",
      { sender: { user_ref: "1" }, message: { mid: "m_1", text: "a" } },
      "message of somebody without an id",
    ],
    ["a message of an unknown form", happening({ message: { text: "a" } }), "message of an unknown form"],
    ["a reading of an unknown form", happening({ read: {} }), "read of an unknown form"],
    ["nothing", happening({}), "nothing"],
    ["a text", "hello", "something of an unknown form"],
    ["null", null, "something of an unknown form"],
  ])("%s", (_, one, what) => {
    expect(arrivalOf(one)).toEqual(ignored(what));
  });

  test("a comment on the page", () => {
    const entry = { id: account, time: 1458692752, changes: [{ field: "feed", value: {} }] };
    expect(parse({ object: "page", entry: [entry] })).toEqual([ignored("changes")]);
  });

  test.each(["instagram", "whatsapp_business_account"])("a call about %s", (object) => {
    expect(parse({ object, entry: [{ id: "1" }] })).toEqual([{ kind: "ignored", what: `object ${object}` }]);
  });
});

describe("a batch", () => {
  test("loses nothing by the one that we do not understand", () => {
    const body = {
      object: "page",
      entry: [
        { messaging: [message({ text: "of nobody" })] },
        { id: account, messaging: [null, message({ text: "heard" })] },
      ],
    };
    expect(parse(body)).toMatchObject([
      { kind: "ignored", what: "an entry of an unknown form" },
      { kind: "ignored", account },
      { kind: "event", event: { text: "heard" } },
    ]);
  });
});

describe("keys", () => {
  const keysOf = (...happenings: unknown[]) =>
    parse(call(...happenings)).map((arrival) => (arrival.kind === "event" ? arrival.event.key : null));
  const postback = (payload: string, timestamp: number) => happening({ timestamp, postback: { payload } });

  test("what is delivered again has the same", () => {
    const twice = [
      message({ text: "a" }),
      postback("start:menu", 1),
      happening({ referral: { ref: refOf(track) } }),
    ];
    expect(keysOf(...twice)).toEqual(keysOf(...twice));
    expect(new Set(keysOf(...twice, ...twice)).size).toBe(3);
  });

  test("taps without an id are told apart by when and what", () => {
    const keys = keysOf(postback("start:menu", 1), postback("start:menu", 2), postback("start:other", 1));
    expect(new Set(keys).size).toBe(3);
  });

  test("a long id is hashed", () => {
    const [key, other] = keysOf(
      happening({ message: { mid: `m_${"a".repeat(300)}`, text: "a" } }),
      happening({ message: { mid: `m_${"a".repeat(301)}`, text: "a" } }),
    );
    expect(key).toMatch(/^fb:[\w-]{43}$/);
    expect(key).not.toBe(other);
  });
});

test.each([
  ["missing", undefined],
  ["no time", "yesterday"],
  ["too late for a date", 8.64e15],
])("a time that is %s is that of the call, else now", (_, timestamp) => {
  expect(arrivalOf({ ...message({ text: "a" }), timestamp })).toMatchObject({ at });
  const entry = { id: account, messaging: [{ ...message({ text: "a" }), timestamp }] };
  expect(parse({ object: "page", entry: [entry] })).toMatchObject([{ event: { at: now.toISOString() } }]);
});

test.each(["", "no JSON", "null", "[]", "{}", '{"object":"page"}', '{"object":"page","entry":{}}'])(
  "no call of Messenger: %s",
  (body) => {
    expect(() => parse(body)).toThrow(WebhookBodyError);
  },
);
