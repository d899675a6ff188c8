import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { startApp } from "../../bots/app.ts";
import { type AccountSettings, accountsOf } from "../../bots/channel-settings.ts";
import { readConfig } from "../../bots/config.ts";
import { createLog } from "../../bots/log.ts";
import { NotSandboxedError, requireSandbox } from "../../bots/sandbox-only.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { modelFolder } from "../model-folder.ts";
import { temporaryDataDir } from "../models/data-dir.ts";

const stand = "http://127.0.0.1:4000/twilio";
const twilio = {
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "sandbox-twilio",
  TWILIO_FROM: "+33757000000",
  TWILIO_API_URL: stand,
};
const telegram = {
  TELEGRAM_BOT_TOKEN: "sandbox-110201543:abc",
  TELEGRAM_WEBHOOK_SECRET: "s",
  TELEGRAM_API_URL: "http://localhost:4000/telegram/",
};

function refusal(env: Record<string, string>, more: AccountSettings[] = [], microsoft: object | null = null) {
  const { accounts, faults } = accountsOf(env);
  expect(faults).toEqual([]);
  try {
    requireSandbox([...accounts, ...more], microsoft as Parameters<typeof requireSandbox>[1]);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(NotSandboxedError);
    return (error as Error).message
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(":")[0]);
  }
}

test("a server with a clock that can be moved does not start before a real vendor", async () => {
  const { dataDir, remove } = temporaryDataDir();
  for (const entry of readdirSync(modelFolder, { withFileTypes: true }))
    if (entry.isFile()) copyFileSync(join(modelFolder, entry.name), join(dataDir, entry.name));
  const config = readConfig({ ...twilio, TWILIO_AUTH_TOKEN: "0123", PORT: "0", DATA_DIR: dataDir });
  const started = startApp({ config, log: createLog("silent"), clock: virtualClock("2026-11-20T10:00:00Z") });
  await expect(started).rejects.toThrow("TWILIO_AUTH_TOKEN: must begin with sandbox-");
  remove();
});

describe("a clock that can be moved", () => {
  test("is taken where every vendor is a stand-in on this machine", () => {
    expect(refusal({})).toEqual([]);
    expect(refusal({ ...twilio, ...telegram })).toEqual([]);
    expect(refusal({ ...twilio, TWILIO_API_URL: "http://[::1]:4000" })).toEqual([]);
  });

  test.each([
    ["a real token", { TWILIO_AUTH_TOKEN: "0123" }, ["TWILIO_AUTH_TOKEN"]],
    ["an address elsewhere", { TWILIO_API_URL: "https://api.twilio.com" }, ["TWILIO_API_URL"]],
    ["a name that only looks like it", { TWILIO_API_URL: "http://127.0.0.1.example" }, ["TWILIO_API_URL"]],
  ])("is refused for %s", (_, env, names) => {
    expect(refusal({ ...telegram, ...twilio, ...env })).toEqual(names);
  });

  test("is refused for the vendor's own address, and for each account that is at fault", () => {
    const { TWILIO_API_URL: _, ...bare } = twilio;
    expect(refusal({ ...bare, ...telegram, TELEGRAM_BOT_TOKEN: "110201543:abc" })).toEqual([
      "TELEGRAM_BOT_TOKEN",
      "TWILIO_API_URL",
    ]);
  });

  test("is refused for an account of the file and for an Azure bot", () => {
    const rabat: AccountSettings = {
      vendor: "resend",
      key: "rabat",
      settings: { apiKey: "re_1", webhookSecret: "whsec_AAAA", from: "a@b.example", apiUrl: stand },
    };
    expect(refusal({}, [rabat], { appId: "1", password: "2" })).toEqual([
      "CHANNELS_FILE resend/rabat.apiKey",
      "MICROSOFT_APP_ID",
    ]);
  });
});
