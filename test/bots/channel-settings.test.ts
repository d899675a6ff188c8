import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { accountsOf, readChannelsFile } from "../../bots/channel-settings.ts";

const twilio = {
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "t",
  TWILIO_FROM: "+15005550006",
};

describe("the environment", () => {
  test("a vendor with no variable is off", () => {
    expect(accountsOf({ PORT: "1" })).toEqual({ accounts: [], faults: [] });
  });

  test("one with all of them is on", () => {
    expect(accountsOf({ ...twilio, TELEGRAM_BOT_TOKEN: "1:a", TELEGRAM_MODE: "polling" })).toEqual({
      accounts: [
        { vendor: "telegram", key: null, settings: { botToken: "1:a", mode: "polling" } },
        {
          vendor: "twilio",
          key: null,
          settings: {
            accountSid: twilio.TWILIO_ACCOUNT_SID,
            authToken: "t",
            from: "+15005550006",
          },
        },
      ],
      faults: [],
    });
  });

  test("a token of a stand-in is one too", () => {
    const { accounts, faults } = accountsOf({ TELEGRAM_BOT_TOKEN: "sandbox-1:a", TELEGRAM_MODE: "polling" });
    expect(faults).toEqual([]);
    expect(accounts).toMatchObject([{ settings: { botToken: "sandbox-1:a" } }]);
  });

  test.each([
    [
      "missing ones",
      { TWILIO_FROM: "+15005550006" },
      ["TWILIO_ACCOUNT_SID: is missing; twilio needs it", "TWILIO_AUTH_TOKEN: is missing; twilio needs it"],
    ],
    [
      "a webhook without its secret",
      { TELEGRAM_BOT_TOKEN: "1:a" },
      ["TELEGRAM_WEBHOOK_SECRET: is missing; telegram needs it"],
    ],
    [
      "a token that is none",
      { TELEGRAM_BOT_TOKEN: "bot", TELEGRAM_MODE: "polling" },
      ["TELEGRAM_BOT_TOKEN: a token of @BotFather, such as 110201543:AAHdqTcv"],
    ],
    [
      "an id that is none",
      { ...twilio, TWILIO_ACCOUNT_SID: "SK1" },
      ["TWILIO_ACCOUNT_SID: AC and 32 hexadecimal digits"],
    ],
    [
      "a sender that is no mailbox",
      { RESEND_API_KEY: "re_1", RESEND_WEBHOOK_SECRET: "whsec_AAAA", RESEND_FROM: "Dar Lina" },
      ["RESEND_FROM: a mailbox such as Dar Lina <bonjour@shop.example>"],
    ],
  ])("%s: named, with the mend", (_, env, faults) => {
    expect(accountsOf(env)).toEqual({ accounts: [], faults });
  });
});

describe("CHANNELS_FILE", () => {
  const folder = mkdtempSync(join(tmpdir(), "hanout-channels-"));
  const file = join(folder, "channels.json");
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (content: unknown) => {
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return readChannelsFile(file, "dar-lina");
  };
  const entry = {
    channel: "telegram",
    key: "rabat",
    shopId: "dar-lina",
    botToken: "1:a",
    webhookSecret: "s",
  };

  test("lists accounts", async () => {
    const settings = { botToken: "1:a", webhookSecret: "s", mode: "webhook" };
    expect(await read([entry])).toEqual([{ vendor: "telegram", key: "rabat", settings }]);
  });

  test.each([
    ["no JSON", "[", /CHANNELS_FILE .*channels\.json:\n {2}is no JSON/],
    ["an unknown channel", [{ ...entry, channel: "fax" }], /\[0\]\.channel: /],
    [
      "a missing setting",
      [{ ...entry, botToken: undefined }],
      /\[0\]\.botToken: is missing; telegram needs it/,
    ],
    ["a misspelt one", [{ ...entry, secret: "s" }], /\[0\]\.secret: telegram has no such setting/],
    [
      "another shop",
      [{ ...entry, shopId: "other" }],
      /\[0\]\.shopId: other; the shop of this server is dar-lina/,
    ],
    [
      "a key that is there twice",
      [entry, entry],
      /\[1\]\.key: telegram has one account for a key, and \[0\] has this one/,
    ],
    ["a key that is no end of a path", [{ ...entry, key: "Rabat/1" }], /\[0\]\.key: small letters/],
    ["the address of Twilio's receipts", [{ ...entry, key: "status" }], /\[0\]\.key: any but status/],
  ])("%s: says where", async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  const number = {
    channel: "whatsapp",
    key: "meta",
    shopId: "dar-lina",
    phoneNumberId: "1",
    accessToken: "a",
    appSecret: "s",
    verifyToken: "v",
  };

  test("several numbers of one app share a key", async () => {
    expect(await read([number, { ...number, phoneNumberId: "2", accessToken: "b" }])).toMatchObject([
      { key: "meta", settings: { phoneNumberId: "1" } },
      { key: "meta", settings: { phoneNumberId: "2" } },
    ]);
  });

  test("which differ in their number, and in no secret of the app", async () => {
    await expect(read([number, { ...number, appSecret: "other" }])).rejects.toThrow(
      /\[1\]\.appSecret: another than that of \[0\].*\n.*\[1\]\.phoneNumberId: each that shares a key needs one/s,
    );
  });

  test("one that is not there", async () => {
    await expect(readChannelsFile(join(folder, "none.json"), "dar-lina")).rejects.toThrow(
      /none\.json:\n {2}ENOENT/,
    );
  });
});
