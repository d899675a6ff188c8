import { createHmac } from "node:crypto";
import twilioPackage from "twilio";
import { type Call, call, changed, json, type Rig, type Said } from "./rig.ts";

const bot = "7777777";
const botSecret = "s3cret_of-the-shop";
const chat = (shopper: number): number => 1_000_000 + shopper;

export const telegram: Rig = {
  name: "telegram",
  settings: (apiUrl) => ({
    vendor: "telegram",
    key: null,
    settings: { botToken: `${bot}:sandbox-token`, webhookSecret: botSecret, mode: "webhook", apiUrl },
  }),
  identityOf: (shopper) => `telegram:${bot}:${chat(shopper)}`,
  calls: (said) =>
    said.map(({ shopper, id, text, at }) =>
      call(
        "https://shop.example/webhooks/telegram",
        { "x-telegram-bot-api-secret-token": botSecret },
        JSON.stringify({
          update_id: shopper * 100_000 + id,
          message: {
            message_id: id,
            from: { id: chat(shopper), is_bot: false, first_name: "Hélène" },
            chat: { id: chat(shopper), type: "private" },
            date: Math.floor(at.getTime() / 1000),
            text,
          },
        }),
      ),
    ),
  forged: (good) => [
    ["no secret", changed(good, { headers: { "x-telegram-bot-api-secret-token": undefined } })],
    ["another bot's", changed(good, { headers: { "x-telegram-bot-api-secret-token": "another" } })],
    ["a longer one", changed(good, { headers: { "x-telegram-bot-api-secret-token": `${botSecret}x` } })],
  ],
  gets: ({ path, body }) => {
    if (!path.endsWith("/sendMessage")) return null;
    const { chat_id, text } = JSON.parse(body);
    return { shopper: chat_id - 1_000_000, text };
  },
  taken: (count) => json(200, { ok: true, result: { message_id: count } }),
  refused: json(400, { ok: false, error_code: 400, description: "Bad Request: message text is empty" }),
  failing: json(500, { ok: false, error_code: 500, description: "Internal Server Error" }),
  throttled: (seconds) =>
    json(429, {
      ok: false,
      error_code: 429,
      description: `Too Many Requests: retry after ${seconds}`,
      parameters: { retry_after: seconds },
    }),
  keeps: () => true,
};

const accountSid = "AC00000000000000000000000000000001";
const authToken = "sandbox-token";
const shop = "+33757000000";
const mobile = (shopper: number): string => `+${33600000000 + shopper}`;

function form(path: string, fields: Record<string, string>): Call {
  const url = `https://shop.example${path}`;
  const signature = twilioPackage.getExpectedTwilioSignature(authToken, url, fields);
  return call(url, { "x-twilio-signature": signature }, new URLSearchParams(fields).toString());
}

export const twilio: Rig = {
  name: "twilio",
  settings: (apiUrl) => ({
    vendor: "twilio",
    key: null,
    settings: { accountSid, authToken, from: shop, apiUrl },
  }),
  identityOf: (shopper) => `twilio:${shop}:${mobile(shopper)}`,
  calls: (said: readonly Said[]) =>
    said.map(({ shopper, id, text }) =>
      form("/webhooks/twilio", {
        MessageSid: `SM${String(shopper * 100_000 + id).padStart(32, "0")}`,
        AccountSid: accountSid,
        From: mobile(shopper),
        To: shop,
        Body: text,
      }),
    ),
  forged: (good) => [
    ["no signature", changed(good, { headers: { "x-twilio-signature": undefined } })],
    ["another body", changed(good, { body: `${good.body.toString("utf8")}&More=1` })],
    ["another's", changed(good, { headers: { "x-twilio-signature": "0RLQtb+ZQ/Q5+XQ+W3ZQ7r1c0Xc=" } })],
    ["another address", { ...good, url: `${good.url}?x=1` }],
  ],
  gets: ({ body }) => {
    const fields = new URLSearchParams(body);
    const key = new URL(fields.get("StatusCallback")!).searchParams.get("key") ?? "";
    return { shopper: Number(fields.get("To")) - 33600000000, text: fields.get("Body")!, key };
  },
  taken: (count) => json(201, { sid: `SM${String(count).padStart(32, "f")}`, status: "queued" }),
  refused: json(400, { code: 21408, message: "Permission to send an SMS has not been enabled", status: 400 }),
  failing: json(500, { code: 20500, message: "Internal Server Error", status: 500 }),
  throttled: (seconds) =>
    json(429, { code: 20429, message: "Too Many Requests" }, { "retry-after": String(seconds) }),
  echo: ({ shopper, key = "" }) =>
    form(`/webhooks/twilio/status?key=${encodeURIComponent(key)}`, {
      MessageSid: "SM00000000000000000000000000000009",
      AccountSid: accountSid,
      From: shop,
      To: mobile(shopper),
      MessageStatus: "sent",
    }),
  // A form is UTF-8: half a character cannot be in it.
  keeps: (text) => text.isWellFormed() && text.trim() !== "",
};

const mailbox = "bonjour@darlina.example";
const webhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const address = (shopper: number): string => `shopper-${shopper}@example.org`;
const emailId = (shopper: number, id: number): string =>
  `56761188-7520-42d8-8898-${String(shopper * 100_000 + id).padStart(12, "0")}`;

function svix(id: string, body: string, at: Date): Call {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(webhookSecret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  const headers = { "svix-id": id, "svix-timestamp": seconds, "svix-signature": `v1,${signature}` };
  return call("https://shop.example/webhooks/resend", headers, body);
}

export const email: Rig = {
  name: "resend",
  settings: (apiUrl) => ({
    vendor: "resend",
    key: null,
    settings: { apiKey: "sandbox-key", webhookSecret, from: `Dar Lina <${mailbox}>`, apiUrl },
  }),
  identityOf: (shopper) => `email:${mailbox}:${address(shopper)}`,
  calls: (said) =>
    said.map(({ shopper, id, at }) => {
      const data = {
        email_id: emailId(shopper, id),
        created_at: at.toISOString(),
        from: `Hélène <${address(shopper)}>`,
        to: [mailbox],
        subject: "Question",
        message_id: `<${shopper}.${id}@example.org>`,
        attachments: [],
      };
      const body = JSON.stringify({ type: "email.received", created_at: at.toISOString(), data });
      return svix(`msg_${shopper}_${id}`, body, at);
    }),
  lookUp: ({ method, path }, said) => {
    if (method !== "GET") return null;
    const one = said.find(({ shopper, id }) => path.includes(emailId(shopper, id)));
    return one
      ? json(200, { object: "email", text: one.text, html: null, headers: {}, attachments: [] })
      : json(404, { statusCode: 404, name: "not_found", message: "Email not found" });
  },
  forged: (good) => [
    ["no signature", changed(good, { headers: { "svix-signature": undefined } })],
    ["another body", changed(good, { body: `${good.body.toString("utf8")} ` })],
    ["another id", changed(good, { headers: { "svix-id": "msg_other" } })],
    ["another time", changed(good, { headers: { "svix-timestamp": "1" } })],
  ],
  gets: ({ headers, body }) => {
    const { to, text } = JSON.parse(body);
    return { shopper: Number(/\d+/.exec(to[0])![0]), text, key: String(headers["idempotency-key"]) };
  },
  dedupes: true,
  taken: (count) => json(200, { id: `49a3999c-0ce1-4ea6-ab68-${String(count).padStart(12, "0")}` }),
  refused: json(422, { statusCode: 422, name: "validation_error", message: "Invalid `to` field" }),
  failing: json(500, { statusCode: 500, name: "internal_server_error", message: "x" }),
  throttled: (seconds) =>
    json(
      429,
      { statusCode: 429, name: "rate_limit_exceeded", message: "Too many requests" },
      { "retry-after": String(seconds) },
    ),
  // Mail programs end lines as they like.
  keeps: (text) => text === text.trim() && !text.includes("\u0000") && !text.includes("\r"),
};
