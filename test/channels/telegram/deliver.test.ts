import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { toActivity } from "../../../models/activity.ts";
import type { InboundEvent } from "../../../models/events.ts";
import { DeliveryError } from "../../../models/ports/channel.ts";
import { faultsOf } from "../../../sandbox/vendors/telegram/schema.ts";
import { type Asked, fixture, json, ok, telegramOf, token, webhookSecret, withStandIn } from "./stand-in.ts";

const recipient = { conversationId: "c", peer: "1111111", reference: null };
const never = new AbortController().signal;
const said: InboundEvent = { kind: "text", key: "tg:1", at: "2026-01-05T09:00:00.000Z", text: "salut" };

/** Sends the first request of a message once. */
function send(apiUrl: string, text = "Votre commande est prête 👗 – شكرا", signal = never) {
  const { channel } = telegramOf({ apiUrl });
  const [request] = channel.render(toActivity({ text, choices: [{ title: "Oui", value: "start:a" }] }, "fr"));
  return channel.deliver(recipient, request!, signal);
}

const faultOf = (work: Promise<unknown>): Promise<DeliveryError> =>
  work.then(
    () => Promise.reject(new Error("it went well")),
    (fault) => (fault instanceof DeliveryError ? fault : Promise.reject(fault)),
  );

test("a message is one POST, and its id comes back", async () => {
  const asked: Asked[] = [];
  const receipt = await withStandIn(
    (request, response) => {
      asked.push(request);
      ok(response, { message_id: 1371, date: 1, chat: { id: 1111111 }, new_thing: 1 });
    },
    (apiUrl) => send(apiUrl),
  );
  expect(receipt).toEqual({ vendorId: "1371" });
  expect(asked).toEqual([
    {
      method: "POST",
      path: `/bot${token}/sendMessage`,
      contentType: "application/json",
      body: {
        chat_id: 1111111,
        text: "Votre commande est prête 👗 – شكرا",
        reply_markup: { inline_keyboard: [[{ text: "Oui", callback_data: "start:a" }]] },
      },
    },
  ]);
});

test("nothing is asked for where a bot cannot show that it has seen something", async () => {
  const { channel } = telegramOf({ apiUrl: "http://127.0.0.1:9" });
  await expect(channel.show!(recipient, "seen", said, never)).resolves.toBeUndefined();
});

test("a message without an id went out all the same", async () => {
  const receipt = withStandIn((_, response) => ok(response, true), send);
  expect(await receipt).toEqual({});
});

describe("a failure is told, and nothing is tried twice", () => {
  const half = (response: ServerResponse, headers = {}) => {
    response.writeHead(200, headers);
    response.write('{"ok":true,"result":{"message_id":', () => response.socket?.destroy());
  };

  test.each<[string, (response: ServerResponse) => void, object]>([
    [
      "429",
      (response) => json(response, 429, fixture("error-429")),
      { kind: "throttled", until: new Date("2026-11-20T10:00:05Z") },
    ],
    ["403", (response) => json(response, 403, fixture("error-403-blocked")), { kind: "gone" }],
    ["400", (response) => json(response, 400, fixture("error-400-too-long")), { kind: "never" }],
    [
      "401",
      (response) => json(response, 401, { ok: false, error_code: 401, description: "Unauthorized" }),
      { kind: "credentials" },
    ],
    ["500", (response) => json(response, 500, { ok: false, error_code: 500 }), { kind: "retry" }],
    ["a page of a gateway", (response) => json(response, 502, "<html>Bad Gateway</html>"), { kind: "retry" }],
    ["something that is no JSON", (response) => json(response, 200, "<html>"), { kind: "retry" }],
    ["half an answer", (response) => half(response, { "content-length": "500" }), { kind: "retry" }],
    ["half an answer, in chunks", half, { kind: "retry" }],
    ["a way elsewhere", elsewhere, { kind: "retry" }],
    ["a cut connection", (response) => response.socket?.destroy(), { kind: "retry" }],
  ])("%s", async (_, answer, fault) => {
    let requests = 0;
    const told = await withStandIn(
      (_request, response) => {
        requests += 1;
        answer(response);
      },
      (apiUrl) => faultOf(send(apiUrl)),
    );
    expect(told).toMatchObject(fault);
    expect(inspect(told, { depth: null })).not.toContain(token);
    expect(requests).toBe(1);
  });

  test("nobody listens", async () => {
    const apiUrl = await withStandIn(
      () => {},
      async (url) => url,
    );
    expect(await faultOf(send(apiUrl))).toMatchObject({ kind: "retry" });
  });
});

describe("the signal ends a request", () => {
  test("that waits for its answer", async () => {
    const patience = new AbortController();
    const fault = await withStandIn(
      () => patience.abort(),
      (apiUrl) => faultOf(send(apiUrl, "a", patience.signal)),
    );
    expect(fault).toMatchObject({ kind: "retry" });
  });

  test("that waits for the rest of its answer", async () => {
    const patience = new AbortController();
    const fault = await withStandIn(
      (_, response) => {
        response.writeHead(200, { "content-length": "500" });
        response.write('{"ok":', () => patience.abort());
      },
      (apiUrl) => faultOf(send(apiUrl, "a", patience.signal)),
    );
    expect(fault).toMatchObject({ kind: "retry" });
  });

  test("before it begins", async () => {
    let requests = 0;
    const fault = await withStandIn(
      () => {
        requests += 1;
      },
      (apiUrl) => faultOf(send(apiUrl, "a", AbortSignal.abort())),
    );
    expect([fault.kind, requests]).toEqual(["retry", 0]);
  });
});

describe("other calls", () => {
  type Telegram = ReturnType<typeof telegramOf>;
  const address = "https://shop.example/webhooks/telegram";
  const titles = new Map([
    ["assist.help", "Le menu"],
    ["product.search", "Chercher"],
    ["store.hours", "no command of ours"],
  ]);
  const allowed_updates = ["message", "callback_query", "my_chat_member"];

  test.each<[string, object, (telegram: Telegram) => Promise<void>]>([
    [
      "answerCallbackQuery",
      { callback_query_id: "4382bfdwdsb323b2d9" },
      (telegram) => telegram.answerCallback("4382bfdwdsb323b2d9", never),
    ],
    [
      "sendChatAction",
      { chat_id: 1111111, action: "typing" },
      ({ channel }) => channel.show!(recipient, "typing", said, never),
    ],
    [
      "setMyCommands",
      {
        commands: [
          { command: "search", description: "Chercher" },
          { command: "help", description: "Le menu" },
        ],
        language_code: "fr",
      },
      (telegram) => telegram.setCommands({ titles, language: "fr", isFirst: false }, never),
    ],
    [
      "setWebhook",
      { url: address, secret_token: webhookSecret, allowed_updates },
      (telegram) => telegram.setWebhook(address, never),
    ],
  ])("%s", async (method, payload, call) => {
    const asked: Asked[] = [];
    await withStandIn(
      (request, response) => {
        asked.push(request);
        ok(response, true);
      },
      (apiUrl) => call(telegramOf({ apiUrl })),
    );
    expect(asked).toMatchObject([{ path: `/bot${token}/${method}`, body: payload }]);
    expect(faultsOf(method, asked[0]!.body)).toEqual([]);
  });

  test("a tap that waited for too long is answered no more", async () => {
    const old = { ok: false, error_code: 400, description: "Bad Request: query is too old" };
    const fault = await withStandIn(
      (_, response) => json(response, 400, old),
      (apiUrl) => faultOf(telegramOf({ apiUrl }).answerCallback("1", never)),
    );
    expect(fault).toMatchObject({ kind: "never" });
  });

  test("there is no webhook without a secret", async () => {
    await expect(telegramOf({ webhookSecret: undefined }).setWebhook(address, never)).rejects.toThrow(
      "webhookSecret",
    );
  });
});

/** In two steps: where restify was loaded before, `writeHead` returns nothing. */
function elsewhere(response: ServerResponse): void {
  response.writeHead(307, { location: "/" });
  response.end();
}
