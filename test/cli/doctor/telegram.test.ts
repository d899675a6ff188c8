import { expect, test } from "@jest/globals";
import { type Answers, examined, faultsOf, notesOf, now, origin } from "./examined.ts";

const telegram = { TELEGRAM_BOT_TOKEN: "110201543:AAHdqTcv", TELEGRAM_WEBHOOK_SECRET: "s" };
const bot = "https://api.telegram.org/bot110201543:AAHdqTcv";
const webhook = `${origin}/webhooks/telegram`;
const told = (info: object): Answers => ({
  [`${bot}/getMe`]: { body: { ok: true, result: { id: 110201543, username: "dar_lina_bot" } } },
  [`${bot}/getWebhookInfo`]: {
    body: {
      ok: true,
      result: { url: webhook, has_custom_certificate: false, pending_update_count: 0, ...info },
    },
  },
});
const seconds = (agoMs: number): number => (now.getTime() - agoMs) / 1000;

test("a bot with its webhook is well, and one sees where Telegram calls it", async () => {
  const found = await examined(
    telegram,
    told({ ip_address: "203.0.113.7", allowed_updates: ["message", "callback_query", "my_chat_member"] }),
  );
  expect(faultsOf(found, "telegram")).toEqual([]);
  expect(found[1]!.findings.map(({ what }) => what)).toEqual([
    `the server answers at ${webhook}`,
    "the bot is @dar_lina_bot",
    `the webhook is ${webhook}`,
    "Telegram calls it at 203.0.113.7",
  ]);
});

test("a token that Telegram refuses, and a webhook that leads elsewhere, are named", async () => {
  expect(faultsOf(await examined(telegram, {}), "telegram")).toEqual([
    "TELEGRAM_BOT_TOKEN is not accepted (404) → copy it from @BotFather again",
  ]);
  const elsewhere = await examined(telegram, told({ url: "https://old.example/hook" }));
  expect(faultsOf(elsewhere, "telegram")).toEqual([
    "the webhook is https://old.example/hook → set PUBLIC_URL (https) and start the server, which sets it",
  ]);
});

test("a webhook that does not tell of taps is set anew", async () => {
  const found = await examined(telegram, told({ allowed_updates: ["message"] }));
  expect(faultsOf(found, "telegram")).toEqual([
    "the webhook does not tell of callback_query, my_chat_member → start the server, which sets it anew",
  ]);
});

test("a fault of this hour is to be mended, an older one is told of, and so is what waits", async () => {
  const fault = { last_error_message: "Wrong response from the webhook: 401 Unauthorized" };
  const fresh = await examined(
    telegram,
    told({ ...fault, last_error_date: seconds(60_000), pending_update_count: 3 }),
  );
  expect(faultsOf(fresh, "telegram")).toEqual([
    "Telegram's last fault at the webhook, 2026-11-26T11:59:00.000Z: Wrong response from the webhook: 401 Unauthorized → see docs/channels/telegram.md; if it was mended since, nothing",
  ]);
  expect(notesOf(fresh, "telegram")).toEqual(["3 updates wait at Telegram"]);
  const old = await examined(telegram, told({ ...fault, last_error_date: seconds(7_200_000) }));
  expect(faultsOf(old, "telegram")).toEqual([]);
});

test("a bot that is polled needs no public address, and no webhook", async () => {
  const polled = {
    TELEGRAM_BOT_TOKEN: telegram.TELEGRAM_BOT_TOKEN,
    TELEGRAM_MODE: "polling",
    PUBLIC_URL: "",
  };
  const well = await examined(polled, told({ url: "" }));
  expect(well.map(({ name }) => name)).toEqual(["telegram"]);
  expect(faultsOf(well, "telegram")).toEqual([]);
  expect(faultsOf(await examined(polled, told({})), "telegram")).toEqual([
    `the webhook ${webhook} is set, and forbids polling → start the server, which takes it away`,
  ]);
});

test("Telegram calls four ports only", async () => {
  const at = "https://chat.shop.example:9000";
  const found = await examined(
    { ...telegram, PUBLIC_URL: at },
    {
      ...told({ url: `${at}/webhooks/telegram` }),
      [`${at}/readyz`]: { body: { status: "ok" } },
      [`${at}/webhooks/telegram`]: { status: 405 },
    },
  );
  expect(faultsOf(found, "telegram")).toEqual([
    "Telegram calls ports 443, 80, 88 and 8443 only → change the port of PUBLIC_URL",
  ]);
});
