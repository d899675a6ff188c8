import type { ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import type { EmailOptions } from "../../../channels/email/index.ts";
import { InboundEvent } from "../../../models/events.ts";
import { DeliveryError } from "../../../models/ports/channel.ts";
import { virtualClock } from "../../../models/ports/clock.ts";
import { faultsOfReceived } from "../../../sandbox/vendors/resend/schema.ts";
import {
  type Asked,
  account,
  apiKey,
  emailOf,
  failure,
  json,
  parse,
  received,
  shopper,
  withStandIn,
} from "./stand-in.ts";

const id = "56761188-7520-42d8-8898-ff6fc54ce618";
const at = "2026-11-20T09:59:58.123Z";
const never = new AbortController().signal;

/** What the event knows that announces it. */
const toldOf = (call: object = {}): Record<string, unknown> => {
  const announced = parse(received(call)).at(-1);
  if (announced?.kind !== "event" || announced.event.kind !== "announced")
    throw new Error("it is not announced");
  return announced.event.told;
};

/** An e-mail as Resend keeps it. */
const kept = (fields: object = {}) => ({
  object: "email",
  id,
  to: [account],
  from: `Salma Idrissi <${shopper}>`,
  created_at: "2026-11-20T09:59:58.123456+00:00",
  subject: "Où est ma commande ?",
  bcc: [],
  cc: [],
  reply_to: [],
  html: "<p>Bonjour, c’est la 10042.</p>",
  text: "Bonjour, c’est la 10042.\n",
  headers: { "Message-ID": "<m1@mail.example.org>", DKIM: "…" },
  message_id: "<m1@mail.example.org>",
  attachments: [],
  ...fields,
});

/** Completes what a call announced, with a stand-in that answers as told. */
async function completeBy(
  answer: (response: ServerResponse, asked: Asked) => void,
  { call = {}, signal = never, ...options }: Given = {},
) {
  const asked: Asked[] = [];
  const done = await withStandIn(
    (request, response) => {
      asked.push(request);
      answer(response, request);
    },
    async (apiUrl) => {
      const { complete } = emailOf({ apiUrl, ...options }).channel;
      return complete!(toldOf(call), signal);
    },
  );
  return { asked, done };
}
type Given = Partial<EmailOptions> & { call?: object; signal?: AbortSignal };

/** The same when all is well: `fields` of the e-mail, `call` of what announced it. */
const completed = async (fields: object = {}, call: object = {}) => {
  const { done } = await completeBy((response) => json(response, 200, kept(fields)), { call });
  return done;
};
const eventsOf = async (fields: object, call: object = {}) =>
  (await completed(fields, call)).map(({ event }) => event);
const textOf = async (fields: object, subject = "Re: Robe Lina") => {
  const [event] = await eventsOf(fields, { subject });
  return event?.kind === "text" ? event.text : event;
};

test("the e-mail of these tests is as Resend's specification has it", () => {
  expect(faultsOfReceived(kept())).toEqual([]);
});

test("an e-mail is fetched by one request, and is what the shopper wrote", async () => {
  const { asked, done } = await completeBy((response) => json(response, 200, kept()));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    method: "GET",
    path: `/emails/receiving/${id}?html_format=cid`,
    headers: { authorization: `Bearer ${apiKey}` },
  });
  expect(done).toEqual([
    {
      opening: {
        channel: "email",
        account,
        peer: shopper,
        identities: [`email:${account}:${shopper}`],
        claimed: { name: "Salma Idrissi", email: shopper },
        reference: { messageId: "<m1@mail.example.org>", references: [], subject: "Où est ma commande ?" },
      },
      event: {
        kind: "text",
        key: `email:${id}`,
        at,
        text: "Où est ma commande ?\n\nBonjour, c’est la 10042.",
      },
    },
  ]);
});

test("a file waits for its turn, and is not asked for when there is none", async () => {
  const turn: EmailOptions["turn"] = async ({ name, perSecond }) => {
    throw new DeliveryError("throttled", `${name}: ${perSecond} a second`);
  };
  const asked: Asked[] = [];
  await withStandIn(
    (request) => void asked.push(request),
    async (apiUrl) => {
      const fault = { kind: "throttled", message: "email: 5 a second" };
      await expect(emailOf({ apiUrl, turn }).channel.media!(`${id}/a`, never)).rejects.toMatchObject(fault);
    },
  );
  expect(asked).toEqual([]);
});

test("what was fetched twice has the same keys", async () => {
  expect(await completed()).toEqual(await completed());
});

test("what has been announced may be kept as JSON", () => {
  expect(JSON.parse(JSON.stringify(toldOf()))).toEqual(toldOf());
});

describe("the words", () => {
  test.each<[string, object, string]>([
    ["plain text", { text: "2" }, "2"],
    ["HTML where there is no other", { text: null, html: "<div>La&nbsp;bleue</div>" }, "La bleue"],
    ["HTML where the text is empty", { text: " \n", html: "<div>La bleue</div>" }, "La bleue"],
    ["Arabic", { text: "أين طلبيتي؟ 🛍️" }, "أين طلبيتي؟ 🛍️"],
    [
      "without what they answer",
      { text: "2\n\nOn Fri, Nov 20, 2026 at 10:00 AM X <x@y.example> wrote:\n> q" },
      "2",
    ],
    ["without signature", { text: "2\n\n-- \nSalma" }, "2"],
  ])("%s", async (_, fields, text) => {
    expect(await textOf(fields)).toBe(text);
  });

  const forwarded =
    "Où est-elle ?\n\n--- Forwarded message ---\nDe : Dar Lina\nDate : lundi\nObjet : x\n\nN° 10042";
  test.each<[string, string, object, string]>([
    ["a new subject goes before", "Commande 10042", { text: "Pas reçue" }, "Commande 10042\n\nPas reçue"],
    ["one that is repeated does not", "pas reçue", { text: "Pas reçue !" }, "Pas reçue !"],
    ["that of an answer does not", "RE : Dar Lina", { text: "2" }, "2"],
    ["nor where Re: is missing", "Dar Lina", { text: "2", headers: { "In-Reply-To": "<x@y>" } }, "2"],
    ["a subject alone", "Où est ma commande ?", { text: "", html: null }, "Où est ma commande ?"],
    ["no subject", "", { text: "Bonjour" }, "Bonjour"],
    ["what is forwarded is meant to be read", "Fwd: x", { text: forwarded }, `Fwd: x\n\n${forwarded}`],
  ])("%s", async (_, subject, fields, text) => {
    expect(await textOf(fields, subject)).toBe(text);
  });

  test("a book is cut", async () => {
    expect(String(await textOf({ text: "mot ".repeat(20_000) })).length).toBeLessThanOrEqual(10_000);
  });

  test("an answer without words is something that cannot be read", async () => {
    const unread = { kind: "media", key: `email:${id}`, at, media: "unsupported" };
    expect(await textOf({ text: "> q", html: null })).toEqual(unread);
  });
});

describe("what came with it", () => {
  const file = (fields: object) => ({
    id: "2a0c9ce0-3112-4728-976e-47ddcd16a318",
    filename: "f",
    content_type: "image/jpeg",
    content_disposition: "attachment",
    size: 500_000,
    ...fields,
  });
  const stored = { vendorMedia: `${id}/2a0c9ce0-3112-4728-976e-47ddcd16a318`, fileName: "f" };
  const logo = file({ content_disposition: "inline", content_id: "image001.png@01DA", size: 4_000 });

  test("each picture or file is an event of its own, the first has the words", async () => {
    const types = [
      "image/png",
      "text/vcard",
      "application/pdf",
      "audio/amr",
      "video/3gpp",
      "model/obj",
      "text/csv",
    ];
    const attachments = types.map((content_type) => file({ content_type }));
    expect(faultsOfReceived(kept({ attachments }))).toEqual([]);
    const events = await eventsOf({ text: "Abîmée", attachments }, { subject: "Re: x" });
    expect(events).toEqual(
      ["image", "contact", "document", "audio", "video", "unsupported", "document"].map((media, place) => ({
        kind: "media",
        key: `email:${id}:${place}`,
        at,
        media,
        ...((media === "image" || media === "document") && stored),
        ...(place === 0 && { caption: "Abîmée" }),
      })),
    );
    for (const event of events) expect(InboundEvent.safeParse(event).success).toBe(true);
  });

  test("ten count", async () => {
    expect(await eventsOf({ attachments: Array(12).fill(file({})) })).toHaveLength(10);
  });

  test("a picture alone has no words", async () => {
    const fields = { text: "Envoyé de mon iPhone", attachments: [file({})] };
    expect(await eventsOf(fields, { subject: "" })).toEqual([
      { kind: "media", key: `email:${id}:0`, at, media: "image", ...stored },
    ]);
  });

  test.each<[string, object, string[]]>([
    ["the logo of a signature", logo, []],
    ["a photo within the words", file({ content_disposition: "inline", content_id: "ii_1" }), ["image"]],
    ["a small one that is attached", file({ size: 900 }), ["image"]],
    ["the signature of a program", file({ content_type: "application/pkcs7-signature" }), []],
    ["one without a name", file({ filename: null, content_disposition: null }), ["image"]],
  ])("%s", async (_, attachment, media) => {
    const events = await eventsOf({ attachments: [attachment] });
    expect(events.flatMap((event) => (event.kind === "media" ? event.media : []))).toEqual(media);
  });
});

describe("what a program sent is recorded, and not answered", () => {
  test.each<[string, Record<string, string>]>([
    ["an out-of-office reply", { "Auto-Submitted": "auto-replied" }],
    ["a report", { "auto-submitted": "auto-generated; owner-email=x" }],
    ["bulk", { Precedence: "bulk" }],
    ["an older form", { Precedence: "auto_reply" }],
    ["another older form", { "X-Autoreply": "yes" }],
    ["a third", { "X-AutoRespond": "" }],
    ["a list", { "List-Id": "<news.example.org>" }],
    ["a newsletter", { "List-Unsubscribe": "<https://news.example/u>" }],
    ["a report of a failure", { "Content-Type": "multipart/report; report-type=delivery-status" }],
    ["one that nobody is to answer", { "Return-Path": "<>" }],
  ])("%s", async (_, headers) => {
    const [done, ...others] = await completed({ headers });
    expect(done).toMatchObject({ event: { kind: "text", key: `email:${id}` }, recordedOnly: true });
    // An answer of staff goes into the thread of what the shopper wrote.
    expect(done?.opening).not.toHaveProperty("reference");
    expect(others).toEqual([]);
  });

  test.each<[string, Record<string, string> | null]>([
    ["one that says so", { "Auto-Submitted": "no" }],
    ["one of first class", { Precedence: "first-class" }],
    ["one with a way back", { "Return-Path": `<${shopper}>` }],
    ["one without headers", null],
  ])("a person's is: %s", async (_, headers) => {
    const [done] = await completed({ headers });
    expect(done).toMatchObject({ event: { kind: "text" } });
    expect(done).not.toHaveProperty("recordedOnly");
  });
});

describe("what unsubscribes", () => {
  test.each([
    "",
    "This message was automatically generated by Gmail.",
    "Apple Mail sent this email to unsubscribe from the message “x”.",
  ])("and says nothing else but %p is no event", async (text) => {
    expect(await completed({ text, html: null }, { subject: "STOP" })).toEqual([]);
  });

  test("with words of its own is answered as well", async () => {
    expect(await completed({ text: "Annulez la 10042." }, { subject: "STOP" })).toMatchObject([
      { event: { kind: "text", text: "Annulez la 10042." } },
    ]);
  });
});

describe("the thread", () => {
  const referenceOf = async (fields: object, call: object = {}) => {
    const [done] = await completed(fields, call);
    return done?.opening.reference;
  };

  test("is that of the e-mail, with those before", async () => {
    const headers = { References: "<a@x>\r\n <b@y>", "In-Reply-To": "<b@y>" };
    expect(await referenceOf({ headers }, { subject: "Re: RE : Rép: Robe Lina" })).toEqual({
      messageId: "<m1@mail.example.org>",
      references: ["<a@x>", "<b@y>"],
      subject: "Robe Lina",
    });
  });

  test("is known by what it answers, without References", async () => {
    const headers = { "in-reply-to": "<b@y>" };
    expect(await referenceOf({ headers })).toMatchObject({ references: ["<b@y>"] });
  });

  test.each<[string, object, string]>([
    ["its first words", { text: "\n  أين طلبيتي؟\nشكرا، سلمى" }, "أين طلبيتي؟"],
    [
      "as many of them as are read",
      { text: `Bonjour, ${"je cherche ".repeat(20)}` },
      `Bonjour, ${"je cherche ".repeat(5)}je ch…`,
    ],
    ["none when it has no words", { text: "", html: null, attachments: [] }, ""],
  ])("of an e-mail without a subject is under %s", async (_, fields, subject) => {
    expect(await referenceOf(fields, { subject: " " })).toMatchObject({ subject });
  });

  test("is none where the e-mail has no id", async () => {
    const fields = { message_id: "", headers: {} };
    expect(await referenceOf(fields, { message_id: "" })).toBeUndefined();
  });

  test("is found by the headers where nothing else tells the id", async () => {
    const fields = { headers: { "message-id": "<h@x>" }, message_id: null };
    expect(await referenceOf(fields, { message_id: null })).toMatchObject({ messageId: "<h@x>" });
  });
});

describe("what cannot be fetched", () => {
  const keyIsNone = failure(400, "validation_error", "API key is invalid");
  test.each<[string, (response: ServerResponse) => void, string]>([
    [
      "a key that may only send",
      (response) => json(response, 401, failure(401, "restricted_api_key")),
      "credentials",
    ],
    ["a wrong key", (response) => json(response, 400, keyIsNone), "credentials"],
    [
      "too many requests",
      (response) => json(response, 429, failure(429, "rate_limit_exceeded")),
      "throttled",
    ],
    ["one that is not there yet", (response) => json(response, 404, failure(404, "not_found")), "retry"],
    ["a fault of Resend's", (response) => json(response, 500, "<html>down</html>"), "retry"],
    ["a page of somebody else", (response) => json(response, 200, "<html>welcome</html>"), "retry"],
    ["a list", (response) => json(response, 200, "[]"), "retry"],
    ["nothing", (response) => json(response, 200, "null"), "retry"],
    ["a connection that is reset", (response) => response.socket!.resetAndDestroy(), "retry"],
  ])("%s: it is to be fetched again", async (_, answer, kind) => {
    await expect(completeBy(answer)).rejects.toMatchObject({ name: "DeliveryError", kind });
  });

  test("it ends when it is aborted", async () => {
    const abort = new AbortController();
    const fetching = completeBy(() => abort.abort(), { signal: abort.signal });
    await expect(fetching).rejects.toMatchObject({ kind: "retry" });
  });

  test("one that is still not there after a minute is told by its subject", async () => {
    const { done } = await completeBy((response) => json(response, 404, failure(404, "not_found")), {
      clock: virtualClock("2026-11-20T10:00:58.123Z"),
    });
    expect(done).toMatchObject([{ event: { kind: "text", text: "Où est ma commande ?" } }]);
  });
});
