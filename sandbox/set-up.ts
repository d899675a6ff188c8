import type { Answer, Asked, Vendor } from "./vendor.ts";
import { account as messenger } from "./vendors/messenger/account.ts";
import { account as resend } from "./vendors/resend/account.ts";
import { bot, account as telegram } from "./vendors/telegram/account.ts";
import { account as twilio } from "./vendors/twilio/account.ts";
import { account as whatsapp } from "./vendors/whatsapp/account.ts";

/** What is read with which authorization, by the path that follows the vendor's name. */
type SetUp = Record<string, { by?: string; json: object }>;

/** The vendor as it answers who reads how the shop is set up there, as `npm run channels -- doctor` does: all is well. */
export function withSetUp(vendor: Vendor, productUrl: string): Vendor {
  const setUp = setUps(productUrl)[vendor.name] ?? {};
  const read = ({ method, path, headers }: Asked): Answer | undefined => {
    const found = method === "GET" ? setUp[path.split("?")[0]!] : undefined;
    return found && found.by === headers.authorization ? { status: 200, json: found.json } : undefined;
  };
  return { ...vendor, answer: (asked) => read(asked) ?? vendor.answer(asked) };
}

const setUps = (productUrl: string): Record<string, SetUp> => ({
  whatsapp: whatsappSetUp(`${productUrl}/webhooks/whatsapp`),
  messenger: messengerSetUp(`${productUrl}/webhooks/messenger`),
  telegram: telegramSetUp(`${productUrl}/webhooks/telegram`),
  twilio: twilioSetUp(`${productUrl}/webhooks/twilio#rc=5&rp=all`),
  resend: resendSetUp(`${productUrl}/webhooks/resend`),
});

const graph = "/v25.0";
const app = String(messenger.appId);

/** https://developers.facebook.com/docs/graph-api/reference/debug_token and .../app/subscriptions */
const metaSetUp = (token: string, secret: string, scopes: string[], subscription: object): SetUp => ({
  [`${graph}/debug_token`]: {
    by: `Bearer ${token}`,
    json: { data: { app_id: app, is_valid: true, expires_at: 0, scopes } },
  },
  [`${graph}/${app}/subscriptions`]: {
    by: `Bearer ${app}|${secret}`,
    json: { data: [{ active: true, ...subscription }] },
  },
});

const named = (names: string[]) => names.map((name) => ({ name }));

function whatsappSetUp(callback_url: string): SetUp {
  const { phoneNumberId: id, businessId, accessToken, appSecret } = whatsapp;
  const by = `Bearer ${accessToken}`;
  const entities = [{ entity_type: "WABA", id: businessId, can_send_message: "AVAILABLE" }];
  return {
    ...metaSetUp(accessToken, appSecret, ["whatsapp_business_messaging", "whatsapp_business_management"], {
      object: "whatsapp_business_account",
      callback_url,
      fields: named(["messages", "user_preferences"]),
    }),
    [`${graph}/${id}`]: {
      by,
      json: { id, display_phone_number: `+${whatsapp.displayPhoneNumber}`, health_status: { entities } },
    },
    [`${graph}/${businessId}/subscribed_apps`]: {
      by,
      json: { data: [{ whatsapp_business_api_data: { id: app } }] },
    },
  };
}

function messengerSetUp(callback_url: string): SetUp {
  const by = `Bearer ${messenger.pageToken}`;
  const told = ["messages", "messaging_postbacks", "messaging_referrals", "message_deliveries"];
  const subscribed_fields = [...told, "message_reads", "message_echoes", "messaging_handovers", "standby"];
  return {
    ...metaSetUp(messenger.pageToken, messenger.appSecret, ["pages_messaging", "pages_manage_metadata"], {
      object: "page",
      callback_url,
      fields: named(subscribed_fields),
    }),
    [`${graph}/me`]: { by, json: { id: messenger.pageId, name: telegram.name } },
    [`${graph}/me/subscribed_apps`]: { by, json: { data: [{ id: app, subscribed_fields }] } },
  };
}

const telegramSetUp = (url: string): SetUp => ({
  [`/bot${telegram.token}/getMe`]: { json: { ok: true, result: bot } },
  [`/bot${telegram.token}/getWebhookInfo`]: { json: { ok: true, result: { url } } },
});

function twilioSetUp(url: string): SetUp {
  const { accountSid, authToken, number } = twilio;
  const by = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const account = `/2010-04-01/Accounts/${accountSid}`;
  const numbers = [{ sid: "PN1", phone_number: number, sms_url: url, sms_fallback_url: url }];
  return {
    [`${account}.json`]: { by, json: { status: "active" } },
    [`${account}/IncomingPhoneNumbers.json`]: { by, json: { incoming_phone_numbers: numbers } },
    "/v1/Services": { by, json: { services: [] } },
  };
}

function resendSetUp(endpoint: string): SetUp {
  const by = `Bearer ${resend.apiKey}`;
  const capabilities = { sending: "enabled", receiving: "enabled" };
  const webhook = { id: "webhook", endpoint, status: "enabled", signing_secret: resend.webhookSecret };
  return {
    "/domains": {
      by,
      json: { data: [{ id: "domain", name: resend.domain, status: "verified", capabilities }] },
    },
    "/webhooks": { by, json: { data: [webhook] } },
    [`/webhooks/${webhook.id}`]: { by, json: webhook },
  };
}
