import { expect, test } from "@jest/globals";
import { fixtureText, now, telegramOf, webhookSecret } from "./stand-in.ts";

const verify = (secret: string | undefined, body = fixtureText("message"), ours?: object): boolean =>
  telegramOf(ours).webhook.verify(
    {
      url: "https://shop.example/webhooks/telegram",
      header: (name) => (name === "x-telegram-bot-api-secret-token" ? secret : undefined),
      body: Buffer.from(body),
    },
    now,
  );

test.each([
  ["a message", fixtureText("message")],
  ["accents", fixtureText("message-photo-caption")],
  ["Arabic and an emoji", JSON.stringify({ update_id: 1, message: { text: "أين طلبيتي؟ 🛍️" } })],
  ["something else: nothing is parsed before", "no JSON"],
])("with our secret, a call with %s is Telegram's", (_, body) => {
  expect(verify(webhookSecret, body)).toBe(true);
});

test.each<[string, string | undefined]>([
  ["no secret", undefined],
  ["an empty one", ""],
  ["another one", "s3cret_of-another"],
  ["the beginning of ours", webhookSecret.slice(0, -1)],
  ["ours and more", `${webhookSecret}x`],
  ["ours in capitals", webhookSecret.toUpperCase()],
  ["ours with a space", `${webhookSecret} `],
])("a call with %s is not", (_, secret) => {
  expect(verify(secret)).toBe(false);
});

test.each([undefined, ""])("without a secret of ours nobody's call is (%p)", (none) => {
  for (const given of [undefined, "", "undefined", webhookSecret])
    expect(verify(given, "{}", { webhookSecret: none })).toBe(false);
});
