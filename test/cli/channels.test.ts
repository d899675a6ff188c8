import { execFile } from "node:child_process";
import { access, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { readConfig } from "../../bots/config.ts";
import { channelsList } from "../../cli/channels-list.ts";

const telegram = { TELEGRAM_BOT_TOKEN: "110201543:AAHdqTcv", TELEGRAM_WEBHOOK_SECRET: "s" };

test("every channel is listed, on or off, with the variables that switch it on", () => {
  const config = readConfig({ ...telegram, PUBLIC_URL: "https://chat.shop.example" });
  const [first] = config.accounts;
  expect(channelsList({ ...config, listed: [{ ...first!, key: "rabat" }] }).join("\n")).toBe(
    `off  whatsapp        docs/channels/whatsapp.md
     WHATSAPP_PHONE_NUMBER_ID, WHATSAPP_ACCESS_TOKEN, WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN, WHATSAPP_API_URL
off  messenger       docs/channels/messenger.md
     MESSENGER_PAGE_TOKEN, MESSENGER_PAGE_ID, MESSENGER_APP_ID, MESSENGER_APP_SECRET, MESSENGER_VERIFY_TOKEN, MESSENGER_API_URL
on   telegram        https://chat.shop.example/webhooks/telegram
     TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET, TELEGRAM_MODE, TELEGRAM_API_URL
on   telegram/rabat  https://chat.shop.example/webhooks/telegram/rabat
     CHANNELS_FILE
off  twilio          docs/channels/twilio.md
     TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, TWILIO_API_URL
off  resend          docs/channels/email.md
     RESEND_API_KEY, RESEND_WEBHOOK_SECRET, RESEND_FROM, RESEND_API_URL
on   bot-framework   for this machine only: docs/channels/bot-framework.md
     MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD, MICROSOFT_APP_TENANT_ID`,
  );
});

test("every page that the list names is there", async () => {
  const pages = channelsList({ accounts: [], listed: [], microsoft: null }).flatMap(
    (line) => /docs\/\S+/.exec(line) ?? [],
  );
  expect(pages).toHaveLength(6);
  await Promise.all(pages.map((page) => access(join(import.meta.dirname, "../..", page))));
});

test("a bot that is polled has no address", () => {
  const config = readConfig({ TELEGRAM_BOT_TOKEN: "110201543:AAHdqTcv", TELEGRAM_MODE: "polling" });
  expect(channelsList({ ...config, listed: [] })).toContain("on   telegram        it asks Telegram itself");
});

/** What the command says, and its exit code. */
const command = (env: Record<string, string>, ...args: string[]): Promise<{ code: number; said: string }> =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, "../../cli/channels.ts"), ...args], {
    env: { PATH: process.env.PATH, ...env },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr, stdout }) => ({ code, said: stdout + stderr }),
  );

test("a CHANNELS_FILE that is missing, or ill, is named with its path", async () => {
  const folder = await mkdtemp(join(tmpdir(), "channels-"));
  const [missing, ill] = ["none.json", "ill.json"].map((name) => join(folder, name));
  await writeFile(ill!, "[{]");
  const [absent, broken] = await Promise.all([
    command({ CHANNELS_FILE: missing! }, "doctor"),
    command({ CHANNELS_FILE: ill! }),
  ]);
  expect(absent).toEqual({
    code: 1,
    said: `CHANNELS_FILE ${missing}:\n  ENOENT: no such file or directory, open '${missing}'\n`,
  });
  expect(broken!.code).toBe(1);
  expect(broken!.said).toMatch(new RegExp(`^CHANNELS_FILE ${ill}:\n  is no JSON: [^\n]*\n$`));
});

test("another word is answered with what there is", async () => {
  expect(await command({}, "heal")).toEqual({
    code: 1,
    said: "npm run channels, or npm run channels -- doctor\n",
  });
});
