import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { ChannelName } from "../../../sandbox/channels.ts";
import { openSandbox, type Sandbox } from "../../../sandbox/index.ts";
import { account as messenger } from "../../../sandbox/vendors/messenger/account.ts";
import { account as resend } from "../../../sandbox/vendors/resend/account.ts";
import { account as telegram } from "../../../sandbox/vendors/telegram/account.ts";
import { account as twilio } from "../../../sandbox/vendors/twilio/account.ts";
import { account as whatsapp } from "../../../sandbox/vendors/whatsapp/account.ts";

// The vendors without the product: what each refuses, in its own words.

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const writes = (channel: ChannelName, from: string, text = "bonjour") =>
  sandbox.act(channel, { from }, { kind: "text", text });
const lastState = () => sandbox.chats.all().findLast(({ by }) => by === "shop");

interface Asking {
  path: string;
  body?: unknown;
  form?: Record<string, string>;
  authorization?: string;
  headers?: Record<string, string>;
}

async function ask({ path, body, form, authorization, headers = {} }: Asking) {
  const response = await fetch(sandbox.url + path, {
    method: "POST",
    headers: {
      ...(form ? {} : { "content-type": "application/json" }),
      ...(authorization && { authorization }),
      ...headers,
    },
    body: form ? new URLSearchParams(form) : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, answer: await response.json() };
}

describe("WhatsApp", () => {
  const shopper = "212661234567";
  const message = (text = "oui") => ({
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: shopper,
    type: "text",
    text: { body: text },
  });
  const send = (body: unknown, { token = whatsapp.accessToken, version = "/v25.0" } = {}) =>
    ask({
      path: `/whatsapp${version}/${whatsapp.phoneNumberId}/messages`,
      body,
      authorization: `Bearer ${token}`,
    });

  test.each<[string, () => ReturnType<typeof send>, number, number]>([
    ["a wrong token", () => send(message(), { token: "EAA" }), 401, 190],
    ["a path without version", () => send(message(), { version: "" }), 400, 2500],
    ["a field that there is not", () => send({ ...message(), buttons: [] }), 400, 100],
    ["a kind that there is not", () => send({ ...message(), type: "fax" }), 400, 100],
    ["a text too long", () => send(message("a".repeat(4097))), 400, 100],
    ["no JSON at all", () => send("x"), 400, 100],
  ])("%s", async (_, sent, status, code) => {
    await writes("whatsapp", shopper);
    const { status: told, answer } = await sent();
    expect([told, answer.error.code]).toEqual([status, code]);
    expect(lastState()).toBeUndefined();
  });

  test("free words after a day are taken, and not delivered", async () => {
    await writes("whatsapp", shopper);
    sandbox.clock.advance(24 * 3_600_000 - 60_000);
    expect((await send(message())).status).toBe(200);
    await sandbox.settled();
    expect(lastState()?.state).toBe("delivered");
    sandbox.clock.advance(60_000);
    expect((await send(message())).status).toBe(200);
    await sandbox.settled();
    expect(lastState()).toMatchObject({ state: "failed", fault: "131047" });
  });

  test("more than 45 messages to one shopper", async () => {
    await writes("whatsapp", shopper);
    for (let sent = 0; sent < 45; sent++) expect((await send(message())).status).toBe(200);
    expect((await send(message())).answer.error.code).toBe(131056);
    sandbox.clock.advance(6_000);
    expect((await send(message())).status).toBe(200);
  });

  test("whoever blocked the shop gets nothing, and nobody is told", async () => {
    await writes("whatsapp", shopper);
    await sandbox.act("whatsapp", { from: shopper }, { kind: "blocks", blocks: true });
    await send(message());
    await sandbox.settled();
    expect(lastState()?.state).toBe("sent");
  });
});

describe("Messenger", () => {
  const psid = "5275811702471834";
  const message = (text = "oui", more = {}) => ({
    recipient: { id: psid },
    messaging_type: "RESPONSE",
    message: { text },
    ...more,
  });
  const send = (body: unknown, { token = messenger.pageToken, version = "/v25.0" } = {}) =>
    ask({ path: `/messenger${version}/me/messages`, body, authorization: `Bearer ${token}` });

  test.each<[string, () => ReturnType<typeof send>, number, number, number | undefined]>([
    ["a wrong token", () => send(message(), { token: "EAA" }), 401, 190, undefined],
    ["a path without version", () => send(message(), { version: "" }), 400, 2500, undefined],
    ["a text too long", () => send(message("a".repeat(2001))), 400, 100, 2018034],
    ["somebody who never wrote", () => send(message("oui", { recipient: { id: "99" } })), 400, 100, 2018001],
  ])("%s", async (_, sent, status, code, subcode) => {
    await writes("messenger", psid);
    const { status: told, answer } = await sent();
    expect([told, answer.error.code, answer.error.error_subcode]).toEqual([status, code, subcode]);
  });

  test("after a day only a person may write, for a week; a blocked page nobody", async () => {
    const byPerson = { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" };
    await writes("messenger", psid);
    sandbox.clock.advance(24 * 3_600_000);
    expect((await send(message())).answer.error).toMatchObject({ code: 10, error_subcode: 2018278 });
    expect((await send(message("oui", byPerson))).status).toBe(200);
    sandbox.clock.advance(6 * 24 * 3_600_000);
    expect((await send(message("oui", byPerson))).answer.error.code).toBe(10);
    await writes("messenger", psid);
    await sandbox.act("messenger", { from: psid }, { kind: "blocks", blocks: true });
    expect((await send(message())).answer.error.code).toBe(551);
  });

  test("a week after who came by an ad wrote", async () => {
    await sandbox.act("messenger", { from: psid }, { kind: "ad", text: "bonjour" });
    sandbox.clock.advance(7 * 24 * 3_600_000 - 60_000);
    expect((await send(message())).status).toBe(200);
    sandbox.clock.advance(60_000);
    expect((await send(message())).answer.error).toMatchObject({ code: 10, error_subcode: 2018278 });
  });

  describe("a conversation that the page's inbox has", () => {
    const inbox = String(messenger.inboxAppId);
    const inboxDoes = (does: "takes" | "keeps") =>
      sandbox.act("messenger", { from: psid }, { kind: "inbox", does });
    const hand = (edge: string, body: object = {}, token = messenger.pageToken) =>
      ask({
        path: `/messenger/v25.0/me/${edge}`,
        body: { recipient: { id: psid }, ...body },
        authorization: `Bearer ${token}`,
      });

    test("is closed to others, until it is taken from there or passed", async () => {
      await writes("messenger", psid);
      await inboxDoes("takes");
      expect((await send(message())).answer.error).toMatchObject({ code: 10, error_subcode: 2018300 });
      expect((await hand("take_thread_control")).answer).toEqual({ success: true });
      expect((await send(message())).status).toBe(200);
      expect((await hand("pass_thread_control", { target_app_id: inbox })).answer).toEqual({ success: true });
      expect((await send(message())).answer.error.error_subcode).toBe(2018300);
    });

    test.each<[string, () => ReturnType<typeof hand>, number, number]>([
      ["a wrong token", () => hand("take_thread_control", {}, "EAA"), 401, 190],
      ["a field that there is not", () => hand("take_thread_control", { app_id: "1" }), 400, 100],
      ["an app that there is not", () => hand("pass_thread_control", { target_app_id: "1" }), 400, 100],
      ["nobody to pass it to", () => hand("pass_thread_control"), 400, 100],
      ["somebody who never wrote", () => hand("take_thread_control", { recipient: { id: "99" } }), 400, 100],
    ])("is not moved by %s", async (_, moved, status, code) => {
      await writes("messenger", psid);
      const { status: told, answer } = await moved();
      expect([told, answer.error.code]).toEqual([status, code]);
    });

    test("is not moved against its keeper", async () => {
      await writes("messenger", psid);
      await inboxDoes("keeps");
      expect((await hand("take_thread_control")).answer.error.code).toBe(10);
      const passed = await hand("pass_thread_control", { target_app_id: inbox });
      expect(passed.answer.error).toMatchObject({ code: 10, error_subcode: 2018300 });
    });
  });
});

describe("Telegram", () => {
  const id = 1111111;
  const send = (body: unknown, { token = telegram.token, method = "sendMessage" } = {}) =>
    ask({ path: `/telegram/bot${token}/${method}`, body });
  const button = (callback_data: string) => ({
    inline_keyboard: [[{ text: "Oui", callback_data }]],
  });

  test.each<[string, () => ReturnType<typeof send>, number, string]>([
    ["a wrong token", () => send({ chat_id: id, text: "a" }, { token: "1:a" }), 401, "Unauthorized"],
    [
      "a method that there is not",
      () => send({ chat_id: id }, { method: "sendFax" }),
      404,
      "Not Found: method not found",
    ],
    [
      "a text too long",
      () => send({ chat_id: id, text: "a".repeat(4097) }),
      400,
      "Bad Request: message is too long",
    ],
    [
      "more than 64 bytes in a button",
      () => send({ chat_id: id, text: "a", reply_markup: button("é".repeat(33)) }),
      400,
      "Bad Request: BUTTON_DATA_INVALID",
    ],
    ["somebody who never wrote", () => send({ chat_id: 9, text: "a" }), 400, "Bad Request: chat not found"],
  ])("%s", async (_, sent, status, description) => {
    await writes("telegram", String(id));
    const { status: told, answer } = await sent();
    expect([told, answer.ok, answer.description]).toEqual([status, false, description]);
  });

  test("whoever blocked the bot", async () => {
    await writes("telegram", String(id));
    await sandbox.act("telegram", { from: String(id) }, { kind: "blocks", blocks: true });
    expect((await send({ chat_id: id, text: "a" })).answer).toEqual({
      ok: false,
      error_code: 403,
      description: "Forbidden: bot was blocked by the user",
    });
  });
});

describe("Twilio", () => {
  const shopper = "+212661234567";
  const message = (more = {}) => ({ From: twilio.number, To: shopper, Body: "oui", ...more });
  const send = (form: Record<string, string>, { sid = twilio.accountSid, token = twilio.authToken } = {}) =>
    ask({
      path: `/twilio/2010-04-01/Accounts/${sid}/Messages.json`,
      form,
      authorization: `Basic ${Buffer.from(`${twilio.accountSid}:${token}`).toString("base64")}`,
    });

  test.each<[string, () => ReturnType<typeof send>, number, number]>([
    ["a wrong token", () => send(message(), { token: "x" }), 401, 20003],
    ["another account", () => send(message(), { sid: `AC${"9".repeat(32)}` }), 404, 20404],
    ["a number that is not the shop's", () => send(message({ From: "+15005550001" })), 400, 21606],
    ["a WhatsApp number that is not", () => send(message({ From: "whatsapp:+15005550001" })), 400, 63007],
    ["no number at all", () => send(message({ To: "Amina" })), 400, 21211],
    ["a text too long", () => send(message({ Body: "a".repeat(1601) })), 400, 21617],
    ["nothing to say", () => send(message({ Body: "" })), 400, 21602],
    ["a parameter that there is not", () => send(message({ Buttons: "1" })), 400, 20001],
  ])("%s", async (_, sent, status, code) => {
    const { status: told, answer } = await sent();
    expect([told, answer.code]).toEqual([status, code]);
    expect(lastState()).toBeUndefined();
  });

  test("who wrote STOP gets no SMS until START", async () => {
    await writes("sms", shopper, "Stop");
    expect((await send(message())).answer.code).toBe(21610);
    await writes("sms", shopper, "START");
    expect((await send(message())).status).toBe(201);
  });

  test("WhatsApp after a day: taken, and not delivered", async () => {
    const form = message({ From: twilio.whatsappNumber, To: `whatsapp:${shopper}` });
    await writes("twilio-whatsapp", shopper);
    sandbox.clock.advance(24 * 3_600_000);
    expect((await send(form)).status).toBe(201);
    await sandbox.settled();
    expect(lastState()).toMatchObject({ state: "failed", fault: "63016" });
  });
});

describe("Resend", () => {
  const email = (more = {}) => ({
    from: resend.from,
    to: ["amina@example.com"],
    subject: "Re: Robe",
    text: "oui",
    ...more,
  });
  const send = (body: unknown, { key = resend.apiKey, headers = {} } = {}) => {
    // A second of its own.
    sandbox.clock.advance(1_000);
    return ask({ path: "/resend/emails", body, headers, ...(key && { authorization: `Bearer ${key}` }) });
  };

  test.each<[string, () => ReturnType<typeof send>, number, string]>([
    ["no key", () => send(email(), { key: "" }), 401, "missing_api_key"],
    ["a wrong key", () => send(email(), { key: "re_1" }), 400, "validation_error"],
    ["a field that there is not", () => send(email({ buttons: [] })), 422, "validation_error"],
    ["a domain that is not ours", () => send(email({ from: "a@b.example" })), 403, "validation_error"],
  ])("%s", async (_, sent, status, name) => {
    const { status: told, answer } = await sent();
    expect([told, answer.statusCode, answer.name]).toEqual([status, status, name]);
    expect(lastState()).toBeUndefined();
  });

  test("a key of idempotency is one e-mail for a day, and never another one", async () => {
    const headers = { "idempotency-key": "k1" };
    const [first, again] = [await send(email(), { headers }), await send(email(), { headers })];
    expect(again.answer).toEqual(first.answer);
    expect((await send(email({ text: "non" }), { headers })).answer.name).toBe("invalid_idempotent_request");
    sandbox.clock.advance(24 * 3_600_000);
    expect((await send(email(), { headers })).answer).not.toEqual(first.answer);
  });

  test("six requests in a second", async () => {
    sandbox.clock.set("2027-01-01T00:00:00.000Z");
    const tries = [];
    for (let time = 0; time < 6; time++)
      tries.push(
        (await ask({ path: "/resend/emails", body: email(), authorization: `Bearer ${resend.apiKey}` }))
          .status,
      );
    expect(tries).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test("an address that bounces", async () => {
    await send(email({ to: ["bounced@resend.dev"] }));
    await sandbox.settled();
    expect(lastState()?.state).toBe("failed");
  });
});

describe("the Bot Framework", () => {
  const send = (id: string, activity: unknown) =>
    ask({ path: `/bot-framework/v3/conversations/conversation-${id}/activities`, body: activity });
  const activity = {
    type: "message",
    channelId: "emulator",
    conversation: { id: "conversation-7" },
    text: "oui",
  };

  test("a conversation that there is not, and an activity that is none", async () => {
    await writes("bot-framework", "7");
    expect((await send("7", activity)).status).toBe(200);
    expect((await send("8", activity)).answer.error.code).toBe("ConversationNotFound");
    expect((await send("7", { text: "oui" })).answer.error.code).toBe("BadSyntax");
  });
});
