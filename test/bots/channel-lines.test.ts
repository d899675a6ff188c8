import { expect, test } from "@jest/globals";
import { channelLines } from "../../bots/channel-lines.ts";
import type { AccountSettings } from "../../bots/channel-settings.ts";

const telegram = (key: string | null, mode: "webhook" | "polling"): AccountSettings => ({
  vendor: "telegram",
  key,
  settings: { botToken: "1:a", mode, webhookSecret: "s", apiUrl: undefined },
});

test("the start names each account's webhook, and the channels that are off", () => {
  expect(
    channelLines([telegram(null, "webhook"), telegram("rabat", "webhook")], "https://shop.example"),
  ).toEqual([
    "telegram: on, webhook https://shop.example/webhooks/telegram",
    "telegram: on, webhook https://shop.example/webhooks/telegram/rabat",
    "off, none of its variables is set: whatsapp, messenger, twilio, resend",
  ]);
});

test("a bot that polls has no webhook to be set", () => {
  expect(channelLines([telegram(null, "polling")], "https://shop.example")[0]).toBe(
    "telegram: on, it asks Telegram itself",
  );
});
