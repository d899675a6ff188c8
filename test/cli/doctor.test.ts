import { expect, test } from "@jest/globals";
import { accountsOf } from "../../bots/channel-settings.ts";
import { type Examined, examine } from "../../cli/doctor/index.ts";
import type { Templates } from "../../models/templates.ts";

const templates: Templates = {
  "reservation.reminder": {
    values: [],
    whatsapp: { name: "reservation_reminder", languages: { fr: "fr", en: "en_US" } },
  },
};

/** Answers of vendors by the end of the address; anything else is not found. */
type Answers = Record<string, { status?: number; body: unknown }>;

const origin = "https://chat.shop.example";
const sid = `AC${"0".repeat(32)}`;
const number = "%2B15005550006";

async function examined(env: Record<string, string>, answers: Answers): Promise<Examined[]> {
  const { accounts, faults } = accountsOf(env);
  expect(faults).toEqual([]);
  const known: Answers = { [`${origin}/healthz`]: { body: {} }, ...answers };
  return examine(
    { accounts, publicUrl: origin },
    {
      ask: async (url) => {
        const { status = 200, body } = known[url] ?? { status: 404, body: undefined };
        return { status, body };
      },
      now: new Date("2026-11-26T12:00:00Z"),
      templates,
    },
  );
}

/** What is to be mended of an account. */
const faultsOf = (all: Examined[], name: string): string[] =>
  all
    .find((one) => one.name === name)!
    .findings.flatMap(({ what, mend }) => (mend === undefined ? [] : [`${what} → ${mend}`]));

const telegram = { TELEGRAM_BOT_TOKEN: "110201543:AAHdqTcv", TELEGRAM_WEBHOOK_SECRET: "s" };
const bot = "https://api.telegram.org/bot110201543:AAHdqTcv";
const me = { body: { ok: true, result: { id: 110201543, username: "dar_lina_bot" } } };

test("a bot with its webhook is well", async () => {
  const found = await examined(telegram, {
    [`${bot}/getMe`]: me,
    [`${bot}/getWebhookInfo`]: { body: { ok: true, result: { url: `${origin}/webhooks/telegram` } } },
  });
  expect(found.flatMap(({ findings }) => findings).filter(({ mend }) => mend)).toEqual([]);
  expect(found[1]!.findings.map(({ what }) => what)).toContain("the bot is @dar_lina_bot");
});

test("a token that Telegram refuses, and a webhook that leads elsewhere, are named", async () => {
  expect(faultsOf(await examined(telegram, {}), "telegram")).toEqual([
    "TELEGRAM_BOT_TOKEN is not accepted (404) → copy it from @BotFather again",
  ]);
  const elsewhere = await examined(telegram, {
    [`${bot}/getMe`]: me,
    [`${bot}/getWebhookInfo`]: { body: { ok: true, result: { url: "https://old.example/hook" } } },
  });
  expect(faultsOf(elsewhere, "telegram")).toEqual([
    "the webhook is https://old.example/hook → set PUBLIC_URL (https) and start the server, which sets it",
  ]);
});

const twilio = { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: "t", TWILIO_FROM: "+15005550006" };
const twilioAccount = `https://api.twilio.com/2010-04-01/Accounts/${sid}`;

test("a webhook at Twilio without its override, or without a fallback, loses messages", async () => {
  const numbers = (sms_url: string, sms_fallback_url: string): Answers => ({
    [`${twilioAccount}.json`]: { body: { status: "active" } },
    [`${twilioAccount}/IncomingPhoneNumbers.json?PhoneNumber=${number}`]: {
      body: { incoming_phone_numbers: [{ sms_url, sms_fallback_url }] },
    },
  });
  const webhook = `${origin}/webhooks/twilio`;
  const right = `${webhook}#rc=5&rp=all`;
  expect(faultsOf(await examined(twilio, numbers(webhook, "")), "twilio")).toEqual([
    `the webhook is ${webhook} → set it to ${right}`,
    `no fallback is set → set it to ${right}`,
  ]);
  expect(faultsOf(await examined(twilio, numbers(right, right)), "twilio")).toEqual([]);
});

const graph = "https://graph.facebook.com/v25.0";
const whatsapp = {
  WHATSAPP_PHONE_NUMBER_ID: "106540352242922",
  WHATSAPP_ACCESS_TOKEN: "EAAG",
  WHATSAPP_APP_SECRET: "secret",
  WHATSAPP_VERIFY_TOKEN: "verify",
};
const scopes = ["whatsapp_business_messaging", "whatsapp_business_management"];
const meta = (token: object, subscription: object): Answers => ({
  [`${graph}/debug_token?input_token=EAAG`]: {
    body: { data: { app_id: "42", is_valid: true, expires_at: 0, scopes, ...token } },
  },
  [`${graph}/42/subscriptions`]: { body: { data: [subscription] } },
  [`${graph}/106540352242922?fields=display_phone_number`]: { body: { display_phone_number: "+212 5" } },
});
const subscription = {
  object: "whatsapp_business_account",
  callback_url: `${origin}/webhooks/whatsapp`,
  active: true,
  fields: [{ name: "messages" }],
};

test("a WhatsApp number is well with a token that does not end and its webhook subscribed", async () => {
  expect(faultsOf(await examined(whatsapp, meta({}, subscription)), "whatsapp")).toEqual([]);
});

test("a token that ends, a permission and a field that lack are named", async () => {
  const answers = meta({ expires_at: 1_795_000_000, scopes: [] }, { ...subscription, fields: [] });
  expect(faultsOf(await examined(whatsapp, answers), "whatsapp")).toEqual([
    "WHATSAPP_ACCESS_TOKEN ends 2026-11-18T11:06:40.000Z: it is over → make one that does not end, of a system user",
    "WHATSAPP_ACCESS_TOKEN lacks whatsapp_business_messaging → make a token with this permission",
    "WHATSAPP_ACCESS_TOKEN lacks whatsapp_business_management → make a token with this permission",
    "the webhook is not subscribed to messages → subscribe whatsapp_business_account to it",
  ]);
});

test("another app's secret, and another number's id, are named", async () => {
  const answers = meta({}, subscription);
  answers[`${graph}/42/subscriptions`] = { status: 400, body: { error: { code: 190 } } };
  delete answers[`${graph}/106540352242922?fields=display_phone_number`];
  expect(faultsOf(await examined(whatsapp, answers), "whatsapp")).toEqual([
    "WHATSAPP_APP_SECRET is not accepted as the secret of app 42 (400) → copy it from App settings, Basic",
    "WHATSAPP_PHONE_NUMBER_ID 106540352242922 cannot be read (404) → copy the id of the number, not the number, and give its account to the system user",
  ]);
});

test("a WhatsApp account that no app is subscribed to, and a template that Meta has not approved, are named", async () => {
  const granted = [{ scope: "whatsapp_business_management", target_ids: ["77"] }];
  const found = await examined(whatsapp, {
    ...meta({ granular_scopes: granted }, subscription),
    [`${graph}/77/subscribed_apps`]: { body: { data: [] } },
    [`${graph}/77/message_templates?fields=name,language,status&limit=250`]: {
      body: { data: [{ name: "reservation_reminder", language: "fr", status: "APPROVED" }] },
    },
  });
  expect(faultsOf(found, "whatsapp")).toEqual([
    "no app is subscribed to WhatsApp account 77 → POST to v25.0/77/subscribed_apps",
    "template reservation_reminder (en_US) is not at Meta → see the WhatsApp Manager, and locales/templates.yaml",
  ]);
});

const messenger = { MESSENGER_PAGE_TOKEN: "EAAG", MESSENGER_APP_SECRET: "s", MESSENGER_VERIFY_TOKEN: "v" };

test("a page that no app is subscribed to hears nothing", async () => {
  const answers = meta(
    { scopes: ["pages_messaging"] },
    {
      object: "page",
      callback_url: `${origin}/webhooks/messenger`,
      active: true,
      fields: [{ name: "messages" }, { name: "messaging_postbacks" }],
    },
  );
  expect(faultsOf(await examined(messenger, answers), "messenger")).toEqual([
    "the page is subscribed to no app → add the page in the app's Messenger settings",
  ]);
});

test("where a page has other apps, the id of ours is checked, and that we hear who has a conversation", async () => {
  const answers = meta(
    { scopes: ["pages_messaging"] },
    {
      object: "page",
      callback_url: `${origin}/webhooks/messenger`,
      active: true,
      fields: [{ name: "messages" }, { name: "messaging_postbacks" }, { name: "standby" }],
    },
  );
  answers[`${graph}/me/subscribed_apps`] = { body: { data: [{ id: "42" }] } };
  const found = await examined({ ...messenger, MESSENGER_APP_ID: "43" }, answers);
  expect(faultsOf(found, "messenger")).toEqual([
    "the webhook is not subscribed to messaging_handovers → subscribe page to it",
    "MESSENGER_APP_ID is 43, and the token is of app 42 → set it to 42",
  ]);
});

const resend = {
  RESEND_API_KEY: "re_1",
  RESEND_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  RESEND_FROM: "Dar Lina <bonjour@shop.example>",
};

test("a domain that is not verified, and a webhook that hears of no e-mail, are named", async () => {
  const found = await examined(resend, {
    "https://api.resend.com/domains": { body: { data: [{ name: "shop.example", status: "pending" }] } },
    "https://api.resend.com/webhooks": {
      body: {
        data: [{ endpoint: `${origin}/webhooks/resend`, status: "enabled", events: ["email.delivered"] }],
      },
    },
  });
  expect(faultsOf(found, "resend")).toEqual([
    "shop.example is pending → add the domain and its DNS records in Resend",
    "the webhook does not tell of e-mails that come in → add email.received to its events",
  ]);
});

test("a vendor that does not answer is a finding, and the others are looked at all the same", async () => {
  const { accounts } = accountsOf({ ...telegram, ...resend });
  const found = await examine(
    { accounts, publicUrl: undefined },
    {
      ask: async (url) => {
        if (url.startsWith(bot)) throw new Error("api.telegram.org did not answer");
        return { status: 401, body: undefined };
      },
      now: new Date(),
      templates: {},
    },
  );
  expect(found.map(({ findings }) => findings[0]!.what)).toEqual([
    "PUBLIC_URL is no https address",
    "api.telegram.org did not answer",
    "RESEND_API_KEY is not accepted (401)",
  ]);
});
