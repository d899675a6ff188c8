import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TelegramArrival } from "../../../channels/telegram/index.ts";
import { InboundEvent } from "../../../models/events.ts";
import { encodePayload } from "../../../models/payload.ts";
import { WebhookBodyError } from "../../../models/ports/webhook.ts";
import { account, fixture, fixtureText, now, telegramOf } from "./stand-in.ts";

const parse = (body: string | object): TelegramArrival[] =>
  telegramOf().webhook.parse(
    {
      url: "https://shop.example/webhooks/telegram",
      header: () => undefined,
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    },
    now,
  );

const shopper = {
  channel: "telegram",
  account,
  peer: "1111111",
  identities: [`telegram:${account}:1111111`],
  claimed: { name: "Test Firstname Test Lastname" },
  language: "fr",
};
const key = (update: number): string => `tg:${account}:${update}`;
const greeting = { kind: "tap", value: "start:smalltalk.greeting", title: "/start" };

test.each<[string, object]>([
  [
    "message",
    {
      kind: "event",
      opening: shopper,
      event: { ...greeting, key: key(10000), at: "2015-09-07T17:05:32.000Z" },
    },
  ],
  [
    "message-photo-caption",
    {
      kind: "event",
      opening: shopper,
      event: {
        kind: "media",
        key: key(10001),
        at: "2015-09-07T17:05:40.000Z",
        media: "image",
        vendorMedia: "AgACAgQAAx1",
        caption: "Produit abîmé",
      },
    },
  ],
  [
    "message-contact-shared",
    {
      kind: "event",
      opening: { ...shopper, phone: "+33612345678" },
      event: {
        kind: "media",
        key: key(10002),
        at: "2015-09-07T17:05:45.000Z",
        media: "contact",
        phone: "33612345678",
      },
    },
  ],
  ["edited-message", { kind: "ignored", account, what: "edited_message" }],
  [
    "callback-query",
    {
      kind: "event",
      opening: shopper,
      event: {
        kind: "tap",
        key: key(10004),
        at: now.toISOString(),
        value: "track:1042",
        title: "Suivre ma commande",
      },
      callbackId: "4382bfdwdsb323b2d9",
    },
  ],
  [
    "callback-query-inaccessible-message",
    {
      kind: "event",
      opening: shopper,
      event: { kind: "tap", key: key(10005), at: now.toISOString(), value: "track:1042" },
      callbackId: "4382bfdwdsb323b2da",
    },
  ],
  [
    "my-chat-member-blocked",
    {
      kind: "consent",
      opening: shopper,
      key: key(10006),
      wantsMessages: false,
      at: "2015-09-07T17:25:00.000Z",
    },
  ],
  [
    "my-chat-member-unblocked",
    {
      kind: "consent",
      opening: shopper,
      key: key(10007),
      wantsMessages: true,
      at: "2015-09-07T17:26:40.000Z",
    },
  ],
])("%s", (name, arrival) => {
  expect(parse(fixtureText(name))).toEqual([arrival]);
});

const { text: _, entities: __, ...empty } = fixture("message").message;
/** A message of the shopper that holds these fields. */
const message = (fields: object, update = 20000) => ({
  update_id: update,
  message: { ...empty, ...fields },
});
const eventOf = (fields: object) => {
  const [arrival] = parse(message(fields));
  return arrival?.kind === "event" ? InboundEvent.parse(arrival.event) : arrival;
};

const linked = (value: string): string => `/start ${Buffer.from(value).toString("base64url")}`;
const track = encodePayload({ kind: "start", flow: "order.track", slots: { number: "10042" } });
const answer = encodePayload({ kind: "answer", flow: "cod.confirm", frame: "f3", slots: { yes: "yes" } });

describe("texts and commands", () => {
  test.each<[string, object]>([
    ["Où est ma commande ?", { kind: "text", text: "Où est ma commande ?" }],
    ["أين طلبيتي؟ 🛍️", { kind: "text", text: "أين طلبيتي؟ 🛍️" }],
    ["/start", greeting],
    ["/START@shop_bot", greeting],
    ["/start instagram", greeting],
    ["/start ???", greeting],
    [linked(track), { kind: "tap", value: track, title: "/start" }],
    [linked(answer), greeting],
    ["/help", { kind: "tap", value: "start:assist.help", title: "/help" }],
    ["/track", { kind: "tap", value: "start:order.track", title: "/track" }],
    ["/track 10042", { kind: "text", text: "track 10042" }],
    ["/toString", { kind: "text", text: "toString" }],
    ["/stop", { kind: "text", text: "stop" }],
    ["/track_order 10042", { kind: "text", text: "track order 10042" }],
    ["/track@shop_bot  10042\n", { kind: "text", text: "track 10042" }],
    ["/10042", { kind: "text", text: "10042" }],
    ["/", { kind: "text", text: "/" }],
    ["/ 38", { kind: "text", text: "/ 38" }],
    ["38/40", { kind: "text", text: "38/40" }],
    [track, { kind: "text", text: track }],
  ])("%s", (text, event) => {
    expect(eventOf({ text })).toMatchObject(event);
  });

  test("a link's parameter fits into what Telegram lets through", () => {
    expect(linked(track)).toMatch(/^\/start [\w-]{1,64}$/);
  });
});

const file = { file_id: "A", file_unique_id: "B" };
const document = { ...file, mime_type: "application/pdf", file_name: "facture.pdf" };
const place = { latitude: 34.02, longitude: -6.83 };

describe("what else a message holds", () => {
  test.each<[string, object, object]>([
    ["a photo", { photo: [{ file_id: "small" }, file] }, { kind: "media", media: "image", vendorMedia: "A" }],
    ["a live photo", { live_photo: file, photo: [file] }, { kind: "media", media: "image" }],
    ["a part of an album", { photo: [file], media_group_id: "9" }, { kind: "media", media: "image" }],
    [
      "a document",
      { document, caption: "ici" },
      { kind: "media", media: "document", vendorMedia: "A", fileName: "facture.pdf", caption: "ici" },
    ],
    [
      "a picture as a file",
      { document: { ...file, mime_type: "image/png" } },
      { kind: "media", media: "image", vendorMedia: "A" },
    ],
    ["a document of no type", { document: file }, { kind: "media", media: "document" }],
    ["a voice note", { voice: file }, { kind: "media", media: "audio" }],
    ["music", { audio: file }, { kind: "media", media: "audio" }],
    ["a video", { video: file }, { kind: "media", media: "video" }],
    ["a round video", { video_note: file }, { kind: "media", media: "video" }],
    ["an animation", { animation: file, document }, { kind: "media", media: "video" }],
    ["a sticker", { sticker: file }, { kind: "media", media: "sticker" }],
    [
      "a contact",
      { contact: { phone_number: "06 12 34 56 78", first_name: "A" } },
      { kind: "media", media: "contact", phone: "06 12 34 56 78" },
    ],
    ["a place", { location: place }, { kind: "location", ...place }],
    [
      "a venue",
      { venue: { title: "Café", location: place }, location: place },
      { kind: "location", ...place },
    ],
    ["a poll", { poll: { id: "1" } }, { kind: "media", media: "unsupported" }],
    ["dice", { dice: { emoji: "🎲", value: 3 } }, { kind: "media", media: "unsupported" }],
    ["a story", { story: { id: 1 } }, { kind: "media", media: "unsupported" }],
    ["a gift", { gift: {} }, { kind: "media", media: "unsupported" }],
    ["a rich message", { rich_message: { blocks: [] } }, { kind: "media", media: "unsupported" }],
    ["a text with fields of tomorrow", { text: "a", new_thing: 1 }, { kind: "text", text: "a" }],
  ])("%s", (_name, fields, event) => {
    expect(eventOf(fields)).toMatchObject(event);
  });

  test("each part of an album is an event", () => {
    const parts = [1, 2].map((update) => parse(message({ photo: [file], media_group_id: "9" }, update)));
    expect(parts.flat().map((part) => part.kind === "event" && part.event.key)).toEqual([key(1), key(2)]);
  });
});

describe("whose number a contact is", () => {
  const openingOf = (contact: object) => {
    const [arrival] = parse(message({ contact: { first_name: "A", ...contact } }));
    return arrival?.kind === "event" ? arrival.opening.phone : undefined;
  };

  test.each<[string, object, string | undefined]>([
    ["the shopper's", { phone_number: "212612345678", user_id: 1111111 }, "+212612345678"],
    ["the shopper's, with +", { phone_number: "+212 6 12 34 56 78", user_id: 1111111 }, "+212612345678"],
    ["somebody else's", { phone_number: "212612345678", user_id: 2222222 }, undefined],
    ["nobody's on Telegram", { phone_number: "212612345678" }, undefined],
    ["no number", { phone_number: "secret", user_id: 1111111 }, undefined],
  ])("%s", (_, contact, phone) => {
    expect(openingOf(contact)).toBe(phone);
  });
});

describe("what is known of the shopper", () => {
  const openingOf = (from: object) => {
    const [arrival] = parse(message({ text: "a", from: { id: 1111111, is_bot: false, ...from } }));
    return arrival?.kind === "event" ? arrival.opening : arrival;
  };

  test.each<[string, object, object]>([
    ["a first name", { first_name: "Hélène" }, { claimed: { name: "Hélène" } }],
    ["both names", { first_name: "Hélène", last_name: "B." }, { claimed: { name: "Hélène B." } }],
    ["a username beside", { first_name: "لينا", username: "lina" }, { claimed: { name: "لينا" } }],
    ["a username only", { first_name: " ", username: "lina" }, { claimed: { name: "@lina" } }],
    ["French", { first_name: "A", language_code: "fr" }, { language: "fr" }],
    ["French of Canada", { first_name: "A", language_code: "fr-CA" }, { language: "fr" }],
    ["Arabic", { first_name: "A", language_code: "ar" }, { language: "ar" }],
    ["English", { first_name: "A", language_code: "en" }, { language: "en" }],
  ])("%s", (_, from, known) => {
    expect(openingOf(from)).toMatchObject(known);
  });

  test.each([undefined, "es", "pt-br", "frr", ""])("language %p is none of ours", (language_code) => {
    expect(openingOf({ first_name: "A", language_code })).not.toHaveProperty("language");
  });

  test("nothing at all", () => {
    expect(openingOf({})).not.toHaveProperty("claimed");
  });

  test("ids have up to 52 bits", () => {
    const id = 2 ** 52 - 1;
    const [arrival] = parse(message({ text: "a", chat: { id, type: "private" }, from: { id } }));
    expect(arrival).toMatchObject({
      opening: { peer: String(id), identities: [`telegram:${account}:${id}`] },
    });
  });
});

const group = { id: -100, type: "supergroup", title: "Amis" };
const tap = fixture("callback-query").callback_query;
const blocked = fixture("my-chat-member-blocked").my_chat_member;

describe("ignored", () => {
  test.each<[string, object]>([
    ["a message in a group", message({ text: "a", chat: group })],
    ["a group that moved", message({ chat: group, migrate_to_chat_id: -1001 })],
    ["a post in a channel", { update_id: 1, channel_post: { text: "a" } }],
    ["a message of a bot", message({ text: "a", from: { ...empty.from, is_bot: true } })],
    ["a message of nobody", message({ text: "a", from: undefined })],
    ["a message of a business", { update_id: 1, business_message: { text: "a" } }],
    ["a pinned message", message({ pinned_message: { text: "my secret" } })],
    ["a message of a kind to come", message({ new_thing: { text: "my secret" } })],
    ["a message of another form", message({ text: { html: "my secret" } })],
    ["a message of another time", message({ text: "a", date: 1e15 })],
    ["a message that is none", { update_id: 1, message: "my secret" }],
    ["a reaction", { update_id: 1, message_reaction: {} }],
    ["an update of a kind to come", { update_id: 1, new_thing: { text: "my secret" } }],
    ["an update of nothing", { update_id: 1 }],
    ["a tap of another form", { update_id: 1, callback_query: { id: 5 } }],
    ["a block in a group", { update_id: 1, my_chat_member: { ...blocked, chat: group } }],
    [
      "another membership",
      { update_id: 1, my_chat_member: { ...blocked, new_chat_member: { status: "left" } } },
    ],
    ["a membership of another form", { update_id: 1, my_chat_member: {} }],
  ])("%s", (_, update) => {
    const arrivals = parse(update);
    expect(arrivals).toEqual([{ kind: "ignored", account, what: expect.any(String) }]);
    expect(JSON.stringify(arrivals)).not.toContain("secret");
  });

  test.each<[string, object]>([
    ["in a group", { ...tap, message: { ...tap.message, chat: group } }],
    ["of a message sent by inline mode", { ...tap, message: undefined, inline_message_id: "1" }],
    ["on a game", { ...tap, data: undefined, game_short_name: "chess" }],
  ])("a tap %s, which still waits for its answer", (_, query) => {
    expect(parse({ update_id: 1, callback_query: query })).toEqual([
      { kind: "ignored", account, what: expect.any(String), callbackId: tap.id },
    ]);
  });

  test("why, for the log", () => {
    expect(parse(message({ pinned_message: {}, new_thing: 1 }))).toMatchObject([
      { what: "a message with pinned_message, new_thing" },
    ]);
  });
});

test("whatever an update holds, one thing is told", () => {
  const fields = ["text", "from", "chat", "date", "location", "contact", "document", "photo", "caption"];
  const strange = fc.tuple(fc.constantFrom(...fields), fc.jsonValue());
  const query = fc.tuple(fc.constantFrom("id", "from", "message", "data"), fc.jsonValue());
  const updates = fc.oneof(
    fc.jsonValue().map((value) => ({ message: value, callback_query: value, my_chat_member: value })),
    strange.map(([field, value]) => ({ message: { ...empty, text: "a", [field]: value } })),
    query.map(([field, value]) => ({ callback_query: { ...tap, [field]: value } })),
  );
  fc.assert(fc.property(updates, (update) => parse({ update_id: 1, ...update }).length === 1));
});

test("the same update again has the same key, another one another", () => {
  const keyOf = (update: number) =>
    parse(message({ text: "a" }, update)).map((one) => "event" in one && one.event.key);
  expect(keyOf(5)).toEqual(keyOf(5));
  expect(keyOf(5)).not.toEqual(keyOf(6));
});

test.each([
  ["no JSON", "<html>"],
  ["half of it", fixtureText("message").slice(0, 100)],
  ["nothing", ""],
  ["no update", "{}"],
  ["a list", "[]"],
  ["null", "null"],
  ["an id of another form", '{"update_id":"1"}'],
])("refused: %s", (_, body) => {
  expect(() => parse(body)).toThrow(WebhookBodyError);
});
