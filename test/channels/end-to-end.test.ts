import { createHmac } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import twilioPackage from "twilio";
import { appForTests } from "./app.ts";
import * as resend from "./email/stand-in.ts";
import { type Asked as ResendAsked, withStandIn as withResend } from "./email/stand-in.ts";
import {
  appSecret,
  type Asked as MessengerAsked,
  account as page,
  pageToken,
  psid,
  withStandIn as withMessenger,
} from "./messenger/stand-in.ts";
import {
  fixture,
  json,
  type Asked as TelegramAsked,
  token,
  withStandIn as withTelegram,
} from "./telegram/stand-in.ts";
import {
  accountSid,
  authToken,
  type Asked as TwilioAsked,
  withStandIn as withTwilio,
} from "./twilio/stand-in.ts";
import * as whatsApp from "./whatsapp/stand-in.ts";
import { type Asked as WhatsAppAsked, withStandIn as withWhatsApp } from "./whatsapp/stand-in.ts";

// The whole product, with a vendor's stand-in on this machine: what the shopper writes comes in as the vendor calls,
// and the answer goes out as the vendor takes it.

const { withApp } = appForTests();

/** What a stand-in was asked for, and the moment at which it has been asked for so much. */
function inbox<T>() {
  const all: T[] = [];
  let wake = (): void => {};
  return {
    all,
    add(one: T) {
      all.push(one);
      wake();
    },
    async until(isDone: () => boolean): Promise<void> {
      while (!isDone())
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}

describe("Telegram", () => {
  const update = (id: number, text: string) => {
    const message = { ...fixture("message").message, message_id: id, text };
    return { update_id: id, message: { ...message, date: Math.floor(Date.now() / 1000) } };
  };

  test("by webhook: once, whoever delivers again", () =>
    withTelegram(
      ({ path, body }, response) => {
        seen.add({ path, body } as TelegramAsked);
        json(response, 200, { ok: true, result: { message_id: seen.all.length } });
      },
      (apiUrl) =>
        withApp(
          { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: "s3cret", TELEGRAM_API_URL: apiUrl },
          async ({ url, worker }) => {
            const call = (secret: string) =>
              fetch(`${url}/webhooks/telegram`, {
                method: "POST",
                headers: { "x-telegram-bot-api-secret-token": secret, "content-type": "application/json" },
                body: JSON.stringify(update(1, "où est ma commande ?")),
              }).then(({ status }) => status);
            expect([await call("wrong"), await call("s3cret"), await call("s3cret")]).toEqual([
              401, 200, 200,
            ]);
            await seen.until(() => sent().length > 0);
            await worker.idle();
            expect(sent()).toHaveLength(1);
            expect(sent()[0]!.body.text).toContain("Quel est votre numéro de commande ?");
          },
        ),
    ));

  test("by polling, with no public address", () =>
    withTelegram(
      ({ path, body }, response) => {
        if (path.endsWith("/getUpdates") && body.offset === undefined)
          return json(response, 200, { ok: true, result: [update(7, "وين الطلبية ديالي؟")] });
        if (path.endsWith("/getUpdates")) return;
        seen.add({ path, body } as TelegramAsked);
        json(response, 200, { ok: true, result: { message_id: 1 } });
      },
      (apiUrl) =>
        withApp(
          { TELEGRAM_BOT_TOKEN: token, TELEGRAM_MODE: "polling", TELEGRAM_API_URL: apiUrl },
          async () => {
            const before = sent().length;
            await seen.until(() => sent().length > before);
            expect(sent().at(-1)!.body.text).toMatch(/رقم/);
          },
        ),
    ));

  const seen = inbox<TelegramAsked>();
  const sent = () => seen.all.filter(({ path }) => path.endsWith("/sendMessage"));
});

describe("Messenger", () => {
  test("a page without a given id: its app's check of the address, and a signed message", () => {
    const seen = inbox<MessengerAsked>();
    return withMessenger(
      (asked, response) => {
        seen.add(asked);
        json(response, 200, { recipient_id: psid, message_id: "m_1" });
      },
      (apiUrl) =>
        withApp(
          {
            MESSENGER_PAGE_TOKEN: pageToken,
            MESSENGER_APP_SECRET: appSecret,
            MESSENGER_VERIFY_TOKEN: "v",
            MESSENGER_API_URL: apiUrl,
          },
          async ({ url, worker }) => {
            const address = `${url}/webhooks/messenger`;
            const check = (token: string) =>
              fetch(`${address}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=42`);
            expect([(await check("x")).status, await (await check("v")).text()]).toEqual([403, "42"]);
            const messaging = {
              sender: { id: psid },
              recipient: { id: page },
              timestamp: Date.now(),
              message: { mid: "m_0", text: "where is my order? 📦" },
            };
            const body = JSON.stringify({
              object: "page",
              entry: [{ id: page, time: 1, messaging: [messaging] }],
            });
            const signature = createHmac("sha256", appSecret).update(body).digest("hex");
            const call = (signed: string) =>
              fetch(address, {
                method: "POST",
                body,
                headers: { "x-hub-signature-256": `sha256=${signed}` },
              });
            const statuses = [(await call("0".repeat(64))).status, (await call(signature)).status];
            expect(statuses).toEqual([401, 200]);
            const said = () => seen.all.filter((asked) => "message" in asked.body);
            await seen.until(() => said().length > 0);
            await worker.idle();
            expect(said()[0]!.body).toMatchObject({
              recipient: { id: psid },
              message: { text: expect.stringContaining("What is your order number?") },
            });
          },
        ),
    );
  });
});

describe("WhatsApp", () => {
  test("a shopper whose number is not told is answered by the id that is", () => {
    const seen = inbox<WhatsAppAsked>();
    return withWhatsApp(
      (asked, response) => {
        seen.add(asked);
        json(response, 200, whatsApp.fixture("send-response-200"));
      },
      (apiUrl) =>
        withApp(
          {
            WHATSAPP_PHONE_NUMBER_ID: whatsApp.account,
            WHATSAPP_ACCESS_TOKEN: whatsApp.accessToken,
            WHATSAPP_APP_SECRET: whatsApp.appSecret,
            WHATSAPP_VERIFY_TOKEN: whatsApp.verifyToken,
            WHATSAPP_API_URL: apiUrl,
          },
          async ({ url, worker }) => {
            const call = whatsApp.fixture("text-bsuid-no-phone");
            const [message] = call.entry[0].changes[0].value.messages;
            Object.assign(message, {
              timestamp: String(Math.floor(Date.now() / 1000)),
              text: { body: "où est ma commande ?" },
            });
            const body = JSON.stringify(call);
            const signature = createHmac("sha256", whatsApp.appSecret).update(body).digest("hex");
            const { status } = await fetch(`${url}/webhooks/whatsapp`, {
              method: "POST",
              body,
              headers: { "x-hub-signature-256": `sha256=${signature}` },
            });
            expect(status).toBe(200);
            const bodies = () => seen.all.map((asked) => JSON.stringify(asked.body));
            await seen.until(() =>
              bodies().some((said) => said.includes("Quel est votre numéro de commande ?")),
            );
            await worker.idle();
            expect(bodies().filter((said) => said.includes(message.from_user_id))).toHaveLength(1);
            expect(bodies().filter((said) => said.includes('"status":"read"'))).toHaveLength(1);
          },
        ),
    );
  });
});

describe("Twilio", () => {
  test("an SMS is answered by SMS, and its receipt is kept", () => {
    const seen = inbox<TwilioAsked>();
    return withTwilio(
      (asked, response) => {
        if (asked.method === "GET") return json(response, 200, { messages: [], page_size: 1000 });
        seen.add(asked);
        json(response, 201, { sid: "SM00000000000000000000000000000009", status: "queued" });
      },
      (apiUrl) =>
        withApp(
          {
            TWILIO_ACCOUNT_SID: accountSid,
            TWILIO_AUTH_TOKEN: authToken,
            TWILIO_FROM: "+33757000000",
            TWILIO_API_URL: apiUrl,
            PUBLIC_URL: "https://shop.example",
          },
          async ({ url, store, worker }) => {
            const call = (path: string, form: Record<string, string>) =>
              fetch(`${url}${path}`, {
                method: "POST",
                headers: {
                  "x-twilio-signature": twilioPackage.getExpectedTwilioSignature(
                    authToken,
                    `https://shop.example${path}`,
                    form,
                  ),
                },
                body: new URLSearchParams(form),
              }).then(({ status }) => status);
            const message = {
              MessageSid: "SM00000000000000000000000000000001",
              AccountSid: accountSid,
              From: "+33612345678",
              To: "+33757000000",
              Body: "Bonjour, où est ma commande ?",
            };
            expect(await call("/webhooks/twilio", message)).toBe(200);
            await seen.until(() => seen.all.length > 0);
            await worker.idle();
            const { form } = seen.all[0]!;
            expect([form.get("To"), form.get("From")]).toEqual(["+33612345678", "+33757000000"]);
            expect(form.get("Body")).toContain("Quel est votre numéro de commande ?");

            const callback = new URL(form.get("StatusCallback")!);
            const receipt = { ...message, From: message.To, To: message.From, MessageStatus: "delivered" };
            expect(await call(`${callback.pathname}${callback.search}`, receipt)).toBe(200);
            const [conversationId = ""] = callback.searchParams.get("key")!.split(":");
            const answer = (await store.transcript(conversationId, 0)).at(-1);
            expect(answer).toMatchObject({ from: "bot", status: "sent", delivery: { status: "delivered" } });
          },
        ),
    );
  });
});

describe("e-mail", () => {
  test("one is taken as it is announced, fetched once it can be had, and answered in its thread", () => {
    const sent = inbox<ResendAsked>();
    let isThere = false;
    const kept = {
      text: "Où est ma commande ?\n",
      headers: {},
      message_id: "<m1@mail.example.org>",
      attachments: [],
    };
    return withResend(
      (asked, response) => {
        if (asked.method === "GET")
          return isThere
            ? resend.json(response, 200, { object: "email", id: "x", ...kept })
            : resend.json(response, 500, resend.failure(500, "internal_server_error"));
        sent.add(asked);
        resend.json(response, 200, { id: "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794" });
      },
      (apiUrl) =>
        withApp(
          {
            RESEND_API_KEY: resend.apiKey,
            RESEND_WEBHOOK_SECRET: resend.webhookSecret,
            RESEND_FROM: resend.from,
            RESEND_API_URL: apiUrl,
          },
          async ({ url, worker }) => {
            const at = Math.floor(Date.now() / 1000);
            const created_at = new Date(at * 1000).toISOString();
            const body = JSON.stringify({ ...resend.received({ created_at }), created_at });
            const call = () =>
              fetch(`${url}/webhooks/resend`, {
                method: "POST",
                body,
                headers: {
                  "svix-id": "msg_1",
                  "svix-timestamp": String(at),
                  "svix-signature": resend.signatureOf(body, { id: "msg_1", at }),
                },
              }).then(({ status }) => status);
            expect([await call(), await call()]).toEqual([200, 200]);
            isThere = true;
            await sent.until(() => sent.all.length > 0);
            await worker.idle();
            expect(sent.all).toHaveLength(1);
            expect(sent.all[0]!.body).toMatchObject({
              to: [resend.shopper],
              subject: "Re: Où est ma commande ?",
              text: expect.stringContaining("Quel est votre numéro de commande ?"),
            });
          },
        ),
    );
  });
});
