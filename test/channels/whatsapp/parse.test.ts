import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Arrival, WebhookBodyError } from "../../../models/ports/webhook.ts";
import { account, fixture, fixtureBytes, now, whatsAppOf } from "./stand-in.ts";

const { webhook } = whatsAppOf();
const parse = (body: Buffer | string): Arrival[] =>
  webhook.parse(
    { url: "https://shop.example/webhooks/whatsapp", header: () => undefined, body: Buffer.from(body) },
    now,
  );

const sheena = {
  channel: "whatsapp",
  account,
  peer: "16505551234",
  identities: [`whatsapp:${account}:16505551234`],
  phone: "+16505551234",
  claimed: { name: "Sheena Nelson" },
  reference: { to: "16505551234" },
};
const wamid = (end: string) => `wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQz${end}`;
const by = (opening: object, id: string, at: string, event: object) => ({
  kind: "event",
  opening,
  event: { key: `wa:${id}`, at, ...event },
});
const [usual, older] = [wamid("QTRBNjU5OUFFRTAzODEwMTQ0RgA="), wamid("QTRBNjU5OUFFRTAzODEwMTQ0RgE=")];
const sent = {
  kind: "receipt",
  account,
  vendorId: wamid("QUFERjg0NDEzNDdFODU3MUMxMAA="),
};
const pricing = { billable: true, category: "marketing", type: "regular" };
const failed = (code: string, means: string, message: string) => ({
  kind: "receipt",
  account,
  vendorId: "wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI0QUQ2MjA4NEYyRkExNjMyREUA",
  status: "failed",
  at: "2025-06-28T20:34:48.000Z",
  fault: { code, message },
  means,
});
const color = by(sheena, usual, "2025-06-08T20:59:43.000Z", {
  kind: "text",
  text: "Does it come in another color?",
});
const cancelled = by(sheena, wamid("QTZBQzg0MzQ4QjRCM0NGNkVGOAA="), "2025-06-15T22:05:36.000Z", {
  kind: "tap",
  value: "cancel-button",
  title: "Cancel",
});
const media = (kind: string, more: object = {}) =>
  by(sheena, usual, "2025-04-11T04:08:16.000Z", {
    kind: "media",
    media: kind,
    ...more,
  });
const ignored = (what: string) => ({ kind: "ignored", account, what });

describe("every published call", () => {
  test.each<[string, object[]]>([
    ["text", [color]],
    [
      "text-french-escaped.raw",
      [
        by(
          {
            ...sheena,
            peer: "33612345678",
            identities: [`whatsapp:${account}:33612345678`],
            phone: "+33612345678",
            claimed: { name: "Hélène" },
            reference: { to: "33612345678" },
          },
          "wamid.HBgLMzM2MTIzNDU2NzgVAgASGBQzQTA2NTUwRkNEMDdFQjJCRUU0NQA=",
          "2025-06-08T20:59:43.000Z",
          { kind: "text", text: "Où est ma commande n° 1042 ? 🙏" },
        ),
      ],
    ],
    [
      "text-context-product",
      [
        by(sheena, wamid("QTA2NTUwRkNEMDdFQjJCRUU0NQA="), "2025-06-15T19:46:40.000Z", {
          kind: "text",
          text: "Is this still available?",
        }),
      ],
    ],
    [
      "text-referral-ctwa",
      [
        by(sheena, wamid("QUQ0N0VFMDA2MTQ0RkJFNkNDNAA="), "2025-06-18T19:46:32.000Z", {
          kind: "text",
          text: "Hello! Can I get more info on this?",
        }),
      ],
    ],
    [
      "text-bsuid-no-phone",
      [
        by(
          {
            channel: "whatsapp",
            account,
            peer: "US.13491208655302741918",
            identities: [`whatsapp:${account}:US.13491208655302741918`],
            claimed: { name: "Sheena Nelson" },
            reference: { recipient: "US.13491208655302741918" },
          },
          wamid("QTA2NTUwRkNEMDdFQjJCRUU0NQA="),
          "2026-09-21T14:13:20.000Z",
          { kind: "text", text: "Bonjour" },
        ),
      ],
    ],
    ["interactive-button-reply", [cancelled]],
    [
      "interactive-list-reply",
      [
        by(sheena, wamid("QUJDQ0NDM0FEODY4ODkzOTc5RgA="), "2025-06-13T22:42:55.000Z", {
          kind: "tap",
          value: "priority_express",
          title: "Priority Mail Express",
        }),
      ],
    ],
    [
      "button-template-quick-reply",
      [
        by(sheena, wamid("QUU0M0MxQzQzMUJCMTMwNUZFOQA="), "2025-06-16T16:24:05.000Z", {
          kind: "tap",
          value: "Unsubscribe",
          title: "Unsubscribe",
        }),
      ],
    ],
    ["image", [media("image", { vendorMedia: "1003383421387256", caption: "Taj Mahal" })]],
    ["audio-voice", [media("audio")]],
    [
      "document",
      [
        media("document", {
          vendorMedia: "622684793477189",
          fileName: "receipt.pdf",
          caption: "my receipt",
        }),
      ],
    ],
    ["contacts", [media("contact", { phone: "+1 (983) 555-2319" })]],
    [
      "location",
      [
        by(sheena, wamid("QTU2MjZEMDBGRkE3MENEMDE0RQA="), "2025-04-11T04:08:16.000Z", {
          kind: "location",
          latitude: 37.44221496582,
          longitude: -122.16165924072,
        }),
      ],
    ],
    [
      "order",
      [
        by(sheena, wamid("QTEyQjFGNzI1QTQxMjI5QTMyOQA="), "2025-06-16T17:52:05.000Z", {
          kind: "text",
          text: "2 × di9ozbzfi4 – 30 USD\n1 × nqryix03ez – 25 USD",
        }),
      ],
    ],
    [
      "unsupported-errors",
      [
        by(sheena, "wamid.HBgLMTQyMDU1NTA3NDkVAgASGBI5N0MwRjg0RTVBNUI1RDA2OTkA", "2025-06-16T16:18:22.000Z", {
          kind: "media",
          media: "unsupported",
        }),
      ],
    ],
    ["reaction", [ignored("reaction")]],
    ["reaction-removed", [ignored("reaction")]],
    [
      "system-number-change",
      [
        {
          kind: "moved",
          opening: {
            channel: "whatsapp",
            account,
            peer: "12195555358",
            identities: [`whatsapp:${account}:16505551234`, `whatsapp:${account}:12195555358`],
            phone: "+12195555358",
            reference: { to: "12195555358" },
          },
          leaves: [`whatsapp:${account}:16505551234`, "phone:+16505551234"],
          at: "2025-06-18T17:55:42.000Z",
        },
      ],
    ],
    ["status-sent-v23", [{ ...sent, status: "sent", at: "2025-06-15T23:27:53.000Z", pricing }]],
    ["status-sent-v24", [{ ...sent, status: "sent", at: "2025-06-15T23:27:53.000Z" }]],
    ["status-delivered-v24", [{ ...sent, status: "delivered", at: "2025-06-15T23:27:55.000Z", pricing }]],
    ["status-read", [{ ...sent, status: "read", at: "2025-06-15T23:28:00.000Z" }]],
    [
      "status-failed-131026-undeliverable",
      [failed("131026", "gone", "Message undeliverable – Unable to deliver message.")],
    ],
    [
      "status-failed-131047-window",
      [
        failed(
          "131047",
          "needs-template",
          "Re-engagement message – More than 24 hours have passed since the recipient last replied to the sender number.",
        ),
      ],
    ],
    [
      "status-failed-131049",
      [
        failed(
          "131049",
          "never",
          "This message was not delivered to maintain healthy ecosystem engagement. – In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
        ),
      ],
    ],
    [
      "status-failed-131050-marketing-optout",
      [failed("131050", "never", expect.stringContaining("chosen to stop receiving marketing") as never)],
    ],
    ["errors-130429", [ignored("error 130429")]],
    [
      "user-preferences-stop",
      [
        {
          kind: "consent",
          opening: sheena,
          key: `wa:preference:whatsapp:${account}:16505551234:2024-11-15T21:22:01.000Z:stop`,
          wantsMessages: false,
          at: "2024-11-15T21:22:01.000Z",
        },
      ],
    ],
    [
      "batch-multi-entry-with-duplicate",
      [
        color,
        by(sheena, older, "2025-06-08T20:59:41.000Z", { kind: "text", text: "(older, listed second)" }),
        cancelled,
        { ...sent, status: "read", at: "2025-06-15T23:28:00.000Z" },
        { ...sent, status: "delivered", at: "2025-06-15T23:27:55.000Z" },
        color,
      ],
    ],
  ])("%s", (name, arrivals) => {
    expect(parse(fixtureBytes(name))).toEqual(arrivals);
  });
});

/** A call with one change. */
const call = (value: object, field = "messages"): string =>
  JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "1",
        changes: [
          {
            field,
            value: { messaging_product: "whatsapp", metadata: { phone_number_id: account }, ...value },
          },
        ],
      },
    ],
  });
const message = (fields: object) => ({
  id: "wamid.1",
  from: "212600000000",
  timestamp: "1790000000",
  ...fields,
});
const only = (body: string): Arrival => {
  const arrivals = parse(body);
  expect(arrivals).toHaveLength(1);
  return arrivals[0]!;
};
const eventOf = (fields: object, value = {}) => {
  const arrival = only(call({ messages: [message(fields)], ...value }));
  return arrival.kind === "event" ? arrival.event : arrival;
};
const openingOf = (fields: object, value = {}) => {
  const arrival = only(
    call({ messages: [message({ type: "text", text: { body: "x" }, ...fields })], ...value }),
  );
  return arrival.kind === "event" ? arrival.opening : undefined;
};

describe("what was sent", () => {
  test.each<[string, object, object]>([
    ["Arabic", { type: "text", text: { body: "فين الطلبية ديالي؟ 🛍️" } }, { text: "فين الطلبية ديالي؟ 🛍️" }],
    ["video", { type: "video", video: { id: "1", caption: "Abîmé" } }, { media: "video", caption: "Abîmé" }],
    ["sticker", { type: "sticker", sticker: { id: "1", animated: true } }, { media: "sticker" }],
    [
      "a picture sent as a file",
      { type: "document", document: { id: "1", mime_type: "image/png" } },
      { media: "image", vendorMedia: "1" },
    ],
    [
      "a button with a payload of ours",
      { type: "button", button: { payload: "start:order.track", text: "Suivre" } },
      { kind: "tap", value: "start:order.track", title: "Suivre" },
    ],
    ["a button without payload", { type: "button", button: { text: "Oui" } }, { kind: "tap", value: "Oui" }],
    ["a button without anything", { type: "button", button: {} }, { media: "unsupported" }],
    [
      "a cart with words",
      {
        type: "order",
        order: {
          catalog_id: "1",
          text: "Livraison à Rabat",
          product_items: [
            { product_retailer_id: "LINA-38", quantity: 1, item_price: 349.5, currency: "MAD" },
          ],
        },
      },
      { kind: "text", text: "Livraison à Rabat\n1 × LINA-38 – 349.5 MAD" },
    ],
    [
      "an empty cart",
      { type: "order", order: { catalog_id: "1", product_items: [] } },
      { media: "unsupported" },
    ],
    [
      "a form of a flow",
      { type: "interactive", interactive: { type: "nfm_reply", nfm_reply: { response_json: "{}" } } },
      { media: "unsupported" },
    ],
    [
      "a product of the catalogue",
      { type: "interactive", interactive: { type: "product", product: { product_retailer_id: "A" } } },
      { media: "unsupported" },
    ],
    ["a type that is new", { type: "hologram", hologram: { id: "1" } }, { media: "unsupported" }],
    ["a text of a new form", { type: "text", text: ["x"] }, { media: "unsupported" }],
    ["an empty text", { type: "text", text: { body: " " } }, { media: "unsupported" }],
    [
      "no time, which is that of the call",
      { type: "text", text: { body: "x" }, timestamp: "soon" },
      { at: now.toISOString() },
    ],
    [
      "a time as a number",
      { type: "text", text: { body: "x" }, timestamp: 0 },
      { at: "1970-01-01T00:00:00.000Z" },
    ],
  ])("%s", (_, fields, event) => {
    expect(eventOf(fields)).toMatchObject({ key: "wa:wamid.1", ...event });
  });

  test.each([
    ["what was edited", { type: "edit", edit: { message: { type: "text" } } }, "edit"],
    ["what was deleted", { type: "revoke", revoke: {} }, "revoke"],
    ["a chat that was opened", { type: "request_welcome" }, "request_welcome"],
    ["a group", { type: "text", text: { body: "x" }, group_id: "G" }, "a message in a group"],
    [
      "a new kind of notice",
      { type: "system", system: { type: "user_identity_changed" } },
      "system message user_identity_changed",
    ],
    [
      "somebody without an id",
      { type: "text", text: { body: "x" }, from: undefined },
      "a message of somebody without an id",
    ],
    ["no type", {}, "a message of an unknown form"],
  ])("nothing to answer: %s", (_, fields, what) => {
    expect(eventOf(fields)).toEqual(ignored(what));
  });
});

describe("who writes", () => {
  const text = (id: string, from: object) => ({
    id,
    type: "text",
    text: { body: "x" },
    timestamp: "1",
    ...from,
  });

  test("a number and a user id are each a key, the user id first", () => {
    const contacts = [
      { wa_id: "212600000000", user_id: "MA.1", profile: { name: "Samira", username: "sam" } },
    ];
    expect(openingOf({ from_user_id: "MA.1" }, { contacts })).toEqual({
      channel: "whatsapp",
      account,
      peer: "212600000000",
      identities: [`whatsapp:${account}:MA.1`, `whatsapp:${account}:212600000000`],
      phone: "+212600000000",
      claimed: { name: "Samira" },
      reference: { to: "212600000000" },
    });
  });

  test("WhatsApp's own id of a number is a key of its own where it differs", () => {
    const contacts = [{ wa_id: "5511999990000", profile: { name: "Ana" } }];
    expect(openingOf({ from: "551199990000" }, { contacts })).toMatchObject({
      peer: "551199990000",
      identities: [`whatsapp:${account}:551199990000`, `whatsapp:${account}:5511999990000`],
      phone: "+551199990000",
    });
  });

  test("a username stands in for a name", () => {
    expect(
      openingOf({}, { contacts: [{ wa_id: "212600000000", profile: { username: "sam" } }] }),
    ).toMatchObject({
      claimed: { name: "@sam" },
    });
  });

  test.each<[string, unknown]>([
    ["none", undefined],
    ["of a new form", "Samira"],
    ["with parts of a new form", [{ profile: 7, wa_id: {} }]],
  ])("contacts: %s", (_, contacts) => {
    expect(openingOf({}, { contacts })).toMatchObject({
      identities: [`whatsapp:${account}:212600000000`],
      phone: "+212600000000",
    });
  });

  test("two in one call are not taken for each other", () => {
    const contacts = [{ wa_id: "1", profile: { name: "One" } }];
    const arrivals = parse(
      call({ contacts, messages: [text("a", { from: "1" }), text("b", { from: "2" })] }),
    );
    expect(arrivals).toMatchObject([
      { opening: { peer: "1", claimed: { name: "One" } } },
      { opening: { peer: "2", identities: [`whatsapp:${account}:2`] } },
    ]);
    expect(arrivals[1]).not.toHaveProperty("opening.claimed");
  });

  test("what is no number is no claim of one", () => {
    expect(openingOf({ from: "123" })).not.toHaveProperty("claimed");
  });
});

describe("statuses", () => {
  const status = (fields: object) =>
    only(call({ statuses: [{ id: "wamid.1", timestamp: "1790000000", ...fields }] }));

  test("our key comes back", () => {
    expect(status({ status: "sent", biz_opaque_callback_data: "outbox-7:2" })).toMatchObject({
      key: "outbox-7:2",
    });
    expect(status({ status: "sent", biz_opaque_callback_data: "" })).not.toHaveProperty("key");
  });

  test.each([
    ["played", "read"],
    ["delivered", "delivered"],
  ])("%s is %s", (told, counted) => {
    expect(status({ status: told })).toMatchObject({ kind: "receipt", status: counted });
  });

  test.each(["deleted", "warning", "constructor"])("%s is nothing that counts", (told) => {
    expect(status({ status: told })).toEqual(ignored(`status ${told}`));
  });

  test.each([
    ["no error", undefined],
    ["none in the list", []],
    ["one of a new form", ["no"]],
  ])("a failure with %s", (_, errors) => {
    expect(status({ status: "failed", errors })).toMatchObject({
      fault: { code: "failed", message: "WhatsApp gave no reason" },
    });
  });
});

describe("a shopper who moves", () => {
  const system = (fields: object, from?: string) =>
    only(
      call({ messages: [{ id: "wamid.1", from, timestamp: "1790000000", type: "system", system: fields }] }),
    );

  test("to another number, and so to another user id", () => {
    const change = { type: "user_changed_number", wa_id: "2", previous_user_id: "MA.1", user_id: "MA.2" };
    expect(system(change, "1")).toEqual({
      kind: "moved",
      opening: {
        channel: "whatsapp",
        account,
        peer: "2",
        identities: ["MA.1", "1", "MA.2", "2"].map((id) => `whatsapp:${account}:${id}`),
        reference: { to: "2" },
      },
      leaves: [`whatsapp:${account}:MA.1`, `whatsapp:${account}:1`],
      at: "2026-09-21T14:13:20.000Z",
    });
  });

  test("to another user id, with a number that stays hidden", () => {
    const change = { type: "user_changed_user_id", previous_user_id: "MA.1", user_id: "MA.2" };
    expect(system(change)).toMatchObject({
      kind: "moved",
      opening: {
        peer: "MA.2",
        identities: [`whatsapp:${account}:MA.1`, `whatsapp:${account}:MA.2`],
        reference: { recipient: "MA.2" },
      },
      leaves: [`whatsapp:${account}:MA.1`],
    });
  });

  test("told as a field of its own", () => {
    const update = { wa_id: "1", user_id: { previous: "MA.1", current: "MA.2" }, timestamp: 1790000000 };
    expect(only(call({ user_id_update: [update] }, "user_id_update"))).toMatchObject({
      kind: "moved",
      opening: { peer: "1", identities: ["MA.1", "MA.2", "1"].map((id) => `whatsapp:${account}:${id}`) },
      leaves: [`whatsapp:${account}:MA.1`],
    });
  });

  test.each([
    ["nobody knows from where", { type: "user_changed_number", wa_id: "2" }, undefined],
    ["nobody knows where to", { type: "user_changed_number" }, "1"],
  ])("%s", (_, change, from) => {
    expect(system(change, from)).toMatchObject({ kind: "ignored", account });
  });
});

describe("the shop's own app", () => {
  const echo = (fields: object) =>
    only(
      call(
        { message_echoes: [{ id: "wamid.1", from: "15550783881", timestamp: "1790000000", ...fields }] },
        "smb_message_echoes",
      ),
    );
  const text = { type: "text", text: { body: "Je m'en occupe" } };

  test("what staff write there", () => {
    expect(echo({ to: "+212600000000", to_user_id: "MA.1", ...text })).toEqual({
      kind: "echo",
      account,
      identity: `whatsapp:${account}:212600000000`,
      vendorId: "wamid.1",
      text: "Je m'en occupe",
      at: "2026-09-21T14:13:20.000Z",
    });
  });

  test.each<[string, object, object]>([
    [
      "to one whose number is hidden",
      { to_user_id: "MA.1", ...text },
      { identity: `whatsapp:${account}:MA.1` },
    ],
    ["a picture with words", { to: "2126", type: "image", image: { caption: "Voilà" } }, { text: "Voilà" }],
    ["with our key", { to: "2126", ...text, biz_opaque_callback_data: "outbox-7:1" }, { key: "outbox-7:1" }],
  ])("%s", (_, fields, expected) => {
    expect(echo(fields)).toMatchObject({ kind: "echo", ...expected });
  });

  test.each([
    ["deleted", { to: "2126", type: "revoke" }, "echo revoke"],
    ["edited", { to: "2126", type: "edit" }, "echo edit"],
    ["a reaction", { to: "2126", type: "reaction" }, "echo reaction"],
    ["to a group", { to: "2126", group_id: "G", ...text }, "echo to no shopper"],
    ["to nobody", text, "echo to no shopper"],
  ])("%s says nothing anew", (_, fields, what) => {
    expect(echo(fields)).toEqual(ignored(what));
  });
});

describe("marketing", () => {
  const preference = (fields: object) =>
    only(
      call(
        { user_preferences: [{ category: "marketing_messages", timestamp: 1790000000, ...fields }] },
        "user_preferences",
      ),
    );

  test("is wanted again by one whose number is hidden", () => {
    expect(preference({ user_id: "MA.1", value: "resume" })).toMatchObject({
      kind: "consent",
      wantsMessages: true,
      opening: { peer: "MA.1" },
    });
  });

  test.each([
    ["another category", { wa_id: "1", category: "calls", value: "stop" }, "preference stop of calls"],
    ["another wish", { wa_id: "1", value: "less" }, "preference less of marketing_messages"],
    ["nobody's", { value: "stop" }, "a preference of somebody without an id"],
  ])("%s", (_, fields, what) => {
    expect(preference(fields)).toEqual(ignored(what));
  });

  test("each change has a key of its own, the same in every delivery", () => {
    const keyOf = (fields: object) => (preference(fields) as { key: string }).key;
    const stop = { wa_id: "1", value: "stop" };
    expect(keyOf(stop)).toBe(keyOf(stop));
    expect(new Set([stop, { ...stop, value: "resume" }, { ...stop, timestamp: 1 }].map(keyOf)).size).toBe(3);
  });
});

test.each([
  ["history", { history: [] }],
  ["standby", { standby: { messages: [message({ type: "text", text: { body: "x" } })] } }],
  ["messages", {}],
  ["smb_message_echoes", { message_echoes: "none" }],
])("the field %s has nothing for us", (field, value) => {
  expect(only(call(value, field))).toEqual(ignored(`field ${field}`));
});

test.each<[string, object, string]>([
  ["another product", { object: "page", entry: [] }, "object page"],
  [
    "an event about no number",
    {
      object: "whatsapp_business_account",
      entry: [{ id: "1", changes: [{ field: "account_update", value: {} }] }],
    },
    "field account_update, about no number",
  ],
  [
    "a change of a new form",
    { object: "whatsapp_business_account", entry: [{ id: "1", changes: ["x"] }] },
    "a change of an unknown form",
  ],
  [
    "an entry of a new form",
    { object: "whatsapp_business_account", entry: [7] },
    "an entry of an unknown form",
  ],
])("%s is ignored", (_, body, what) => {
  expect(parse(JSON.stringify(body))).toEqual([{ kind: "ignored", what }]);
});

test("another number of the same app is told as such", () => {
  const other = {
    metadata: { phone_number_id: "2" },
    messages: [message({ type: "text", text: { body: "x" } })],
  };
  expect(only(call(other))).toMatchObject({
    opening: { account: "2", identities: ["whatsapp:2:212600000000"] },
  });
});

test("what is of a new form does not hold up what is beside it", () => {
  const values = [7, message({ type: "text", text: { body: "x" } }), null];
  expect(parse(call({ messages: values, statuses: [7], errors: [7] })).map(({ kind }) => kind)).toEqual([
    "ignored",
    "event",
    "ignored",
    "ignored",
    "ignored",
  ]);
});

test("a call that comes twice has equal keys; an id that is too long is hashed, and still tells two apart", () => {
  const keyOf = (id: string) => (eventOf({ id, type: "text", text: { body: "x" } }) as { key: string }).key;
  const long = `wamid.${"A".repeat(300)}`;
  expect(keyOf(long)).toBe(keyOf(long));
  expect(keyOf(long).length).toBeLessThanOrEqual(200);
  expect(keyOf(`${long}1`)).not.toBe(keyOf(`${long}2`));
});

test("what is for the log has nothing of a shopper", () => {
  for (const name of ["reaction", "reaction-removed", "errors-130429"])
    for (const arrival of parse(fixtureBytes(name)))
      expect(JSON.stringify(arrival)).not.toMatch(/16505551234|Sheena/);
});

test.each([
  ["nothing", ""],
  ["a form", "a=1"],
  ["JSON of something else", '{"hello":1}'],
  ["no object", "7"],
])("%s is not what WhatsApp sends", (_, body) => {
  expect(() => parse(body)).toThrow(WebhookBodyError);
});

test("whatever a call holds is told, ignored or refused", () => {
  const text = fixtureBytes("batch-multi-entry-with-duplicate").toString("utf8");
  const paths = pathsOf(fixture("batch-multi-entry-with-duplicate"));
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
      const body = JSON.parse(text);
      set(body, path, value);
      try {
        for (const arrival of parse(JSON.stringify(body))) expect(arrival.kind).toBeTruthy();
      } catch (error) {
        expect(error).toBeInstanceOf(WebhookBodyError);
      }
    }),
  );
});

/** The way to everything inside. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return path.length === 0 ? inside : [path, ...inside];
}

function set(body: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const holder = path.slice(0, -1).reduce((part, key) => part[key] as Record<string, unknown>, body);
  holder[path.at(-1)!] = value;
}
