import { expect, test } from "@jest/globals";
import { readConfig } from "../../../bots/config.ts";
import { examine } from "../../../cli/doctor/index.ts";
import { faultsIn, reportOf } from "../../../cli/doctor/report.ts";
import { DeliveryError } from "../../../models/ports/channel.ts";
import { examined, faultsOf, now, origin } from "./examined.ts";

const telegram = {
  TELEGRAM_BOT_TOKEN: "110201543:AAHdqTcvCH1vGWJxf",
  TELEGRAM_WEBHOOK_SECRET: "telegram-s3cret",
};
const bot = `https://api.telegram.org/bot${telegram.TELEGRAM_BOT_TOKEN}`;
const webhook = `${origin}/webhooks/telegram`;
const told = (info: object) => ({
  [`${bot}/getMe`]: { body: { ok: true, result: { username: "dar_lina_bot" } } },
  [`${bot}/getWebhookInfo`]: { body: { ok: true, result: { url: webhook, ...info } } },
});

test("the report groups what was found by account, and ends with the sum", async () => {
  const found = await examined(telegram, told({ url: "", pending_update_count: 2 }));
  expect(reportOf(found).join("\n")).toBe(`PUBLIC_URL
  ok    the server answers at ${origin}
telegram
  ok    the server answers at ${webhook}
  ok    the bot is @dar_lina_bot
  MEND  no webhook is set
        → set PUBLIC_URL (https) and start the server, which sets it
  note  2 updates wait at Telegram
To be mended: 1.`);
  expect(faultsIn(found)).toBe(1);
  expect(reportOf(await examined(telegram, told({}))).at(-1)).toBe("Nothing is to be mended.");
});

test("without a channel there is nothing to look at", async () => {
  expect(reportOf(await examined({}, {}))).toEqual(["No channel of a vendor is on: see README, Channels."]);
});

test("an address that leads elsewhere, nowhere, or to a server that starts, is told apart", async () => {
  const faults = async (answer: { status?: number; body?: unknown }, env: Record<string, string> = {}) =>
    faultsOf(
      await examined({ ...telegram, ...env }, { ...told({}), [`${origin}/readyz`]: answer }),
      "PUBLIC_URL",
    );
  expect(await faults({ status: 200 })).toEqual([
    `${origin}/readyz answers 200, and not as this server does → start the server, and lead the address to it without a redirect`,
  ]);
  expect(await faults({ status: 503, body: { type: "urn:hanout:problem:not-ready" } })).toEqual([
    `the server at ${origin} is starting or shutting down → ask again in a minute; else see its log`,
  ]);
  const mend = "set it to the https address under which vendors find the server";
  expect(await faults({}, { PUBLIC_URL: "" })).toEqual([`PUBLIC_URL is not set → ${mend}`]);
  expect(await faults({}, { PUBLIC_URL: "http://chat.shop.example" })).toEqual([
    `PUBLIC_URL http://chat.shop.example is no https address → ${mend}`,
  ]);
  expect(await faults({}, { PUBLIC_URL: "https://localhost:3978" })).toEqual([
    `PUBLIC_URL https://localhost:3978 is this machine, which no vendor reaches → ${mend}`,
  ]);
});

test("a server that runs with other variables, or without this path, has no door for the vendor", async () => {
  const off = { status: 404, body: { type: "urn:hanout:problem:channel-off" } };
  expect(faultsOf(await examined(telegram, { ...told({}), [webhook]: off }), "telegram")).toEqual([
    `the server has no account at ${webhook} → start it with the same variables as this command`,
  ]);
  const proxy = { status: 404 };
  expect(faultsOf(await examined(telegram, { ...told({}), [webhook]: proxy }), "telegram")).toEqual([
    `${webhook} answers 404 → lead this path to the server as well`,
  ]);
});

test("what is from CHANNELS_FILE is to be mended there", async () => {
  const { accounts, microsoft } = readConfig(telegram);
  const [first] = accounts;
  const found = await examine(
    { accounts: [{ ...first!, key: "rabat" }], microsoft, publicUrl: undefined },
    { ask: async () => ({ status: 401, body: undefined }), now, templates: {} },
  );
  expect(faultsOf(found, "telegram/rabat")).toEqual([
    "CHANNELS_FILE telegram/rabat.botToken is not accepted (401) → copy it from @BotFather again",
  ]);
});

test("a vendor that is busy says nothing of the account", async () => {
  const found = await examined(telegram, { [`${bot}/getMe`]: { status: 502 } });
  expect(faultsOf(found, "telegram")).toEqual(["api.telegram.org answers 502 → ask again in a few minutes"]);
});

test("a vendor that does not answer is a finding, and the others are looked at all the same", async () => {
  const env = {
    ...telegram,
    RESEND_API_KEY: "re_1",
    RESEND_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    RESEND_FROM: "bonjour@shop.example",
  };
  const { accounts, microsoft } = readConfig(env);
  const found = await examine(
    { accounts, microsoft, publicUrl: undefined },
    {
      async ask(url) {
        if (url.startsWith(bot)) throw new DeliveryError("retry", "api.telegram.org did not answer");
        return { status: 401, body: undefined };
      },
      now,
      templates: {},
    },
  );
  expect(found.map(({ findings }) => findings[0]!.what)).toEqual([
    "PUBLIC_URL is not set",
    "api.telegram.org did not answer",
    "RESEND_API_KEY is not accepted (401)",
  ]);
});

test("no secret is shown, whatever vendors tell", async () => {
  const env = {
    ...telegram,
    WHATSAPP_PHONE_NUMBER_ID: "106540352242922",
    WHATSAPP_ACCESS_TOKEN: "EAAGwhatsapp/token",
    WHATSAPP_APP_SECRET: "whatsapp-app-secret",
    WHATSAPP_VERIFY_TOKEN: "whatsapp-verify",
    MESSENGER_PAGE_TOKEN: "EAAGpage-token",
    MESSENGER_APP_SECRET: "messenger-app-secret",
    MESSENGER_VERIFY_TOKEN: "messenger-verify",
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "twilio-auth-token",
    TWILIO_FROM: "+15005550006",
    RESEND_API_KEY: "re_resend-api-key",
    RESEND_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    RESEND_FROM: "bonjour@shop.example",
    MICROSOFT_APP_ID: "00001111-aaaa",
    MICROSOFT_APP_PASSWORD: "bot~password",
  };
  const shown = [
    "106540352242922",
    env.TWILIO_ACCOUNT_SID,
    "+15005550006",
    "bonjour@shop.example",
    "00001111-aaaa",
  ];
  const secrets = Object.values(env).filter((value) => !shown.includes(value));
  const all = secrets.map(encodeURIComponent).concat(secrets).join(" ");
  const hostile = `https://user:pass@old.example/${encodeURIComponent(env.WHATSAPP_ACCESS_TOKEN)}?token=other`;
  const { accounts, microsoft } = readConfig(env);
  const found = await examine(
    { accounts, microsoft, publicUrl: origin },
    {
      async ask(url) {
        if (url === `${origin}/readyz`) return { status: 200, body: { status: "ok" } };
        if (url.includes("getMe")) return { status: 200, body: { result: { username: all } } };
        if (url.includes("getWebhookInfo"))
          return {
            status: 200,
            body: {
              result: { url: hostile, last_error_date: now.getTime() / 1000, last_error_message: all },
            },
          };
        if (url.includes("debug_token"))
          return { status: 200, body: { data: { app_id: all, is_valid: true, expires_at: 1, scopes: [] } } };
        if (url.includes("subscriptions"))
          return {
            status: 200,
            body: {
              data: ["page", "whatsapp_business_account"].map((object) => ({
                object,
                active: true,
                callback_url: hostile,
                fields: [],
              })),
            },
          };
        if (url.endsWith(`${env.TWILIO_ACCOUNT_SID}.json`)) return { status: 200, body: { status: all } };
        return { status: 404, body: { error: all } };
      },
      now,
      templates: {},
    },
  );
  const report = reportOf(found).join("\n");
  expect(report).toContain("https://…@old.example/…?…");
  for (const secret of secrets) {
    expect(report).not.toContain(secret);
    expect(report).not.toContain(encodeURIComponent(secret));
  }
  expect(report).not.toMatch(/pass@|token=other/);
});
