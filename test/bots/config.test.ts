import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { channelVariables } from "../../bots/channel-settings.ts";
import { ConfigError, Environment, readConfig } from "../../bots/config.ts";

test("an empty environment gives settings for one shop on this machine", () => {
  expect(readConfig({})).toEqual({
    development: true,
    eventSecrets: [],
    port: 3978,
    host: "127.0.0.1",
    dataDir: "./data",
    localesDir: "data/locales",
    logLevel: "info",
    trustProxy: [],
    allowedOrigins: [],
    rates: { newConversationsPerMinute: 120, messagesPerMinute: 2000, conversationMessagesPerMinute: 300 },
    retention: { transcriptDays: 400, failedDays: 90 },
    accounts: [],
    microsoft: null,
  });
});

test("an empty variable counts as absent", () => {
  expect(readConfig({ PORT: "", PUBLIC_URL: "", MICROSOFT_APP_ID: "" })).toEqual(readConfig({}));
});

test("lists are split at commas", () => {
  const config = readConfig({
    ALLOWED_ORIGINS: "https://shop.example, https://www.shop.example",
    TRUST_PROXY: "loopback,10.0.0.0/8,::1",
  });
  expect(config.allowedOrigins).toEqual(["https://shop.example", "https://www.shop.example"]);
  expect(config.trustProxy).toEqual(["loopback", "10.0.0.0/8", "::1"]);
});

test("every fault is in one message, with its variable and how to mend it", () => {
  const read = () =>
    readConfig({
      PORT: "99999",
      LOG_LEVEL: "loud",
      PUBLIC_URL: "https://shop.example/chat",
      ALLOWED_ORIGINS: "shop.example",
      TRUST_PROXY: "everyone",
      RATE_MESSAGES_PER_MINUTE: "0",
    });
  expect(read).toThrow(ConfigError);
  for (const name of ["PORT", "LOG_LEVEL", "PUBLIC_URL", "ALLOWED_ORIGINS", "TRUST_PROXY", "RATE_MESSAGES"])
    expect(read).toThrow(new RegExp(`^ {2}${name}\\S*: .{4,}`, "m"));
  expect(read).toThrow(/6 fault/);
});

test.each([
  ["MICROSOFT_APP_PASSWORD", { MICROSOFT_APP_ID: "id" }],
  ["MICROSOFT_APP_ID", { MICROSOFT_APP_PASSWORD: "secret" }],
  ["MICROSOFT_APP_ID", { MICROSOFT_APP_TENANT_ID: "tenant" }],
])("half of the bot's credentials: names the missing %s", (missing, env) => {
  expect(() => readConfig(env)).toThrow(new RegExp(`${missing}: is missing`));
});

test("a fault elsewhere does not hide a missing credential", () => {
  expect(() => readConfig({ PORT: "x", MICROSOFT_APP_ID: "id" })).toThrow(
    /PORT[\s\S]*MICROSOFT_APP_PASSWORD/,
  );
});

test("a message about a secret never shows it", () => {
  expect(() => readConfig({ MICROSOFT_APP_PASSWORD: "hunter2" })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
  );
});

test(".env.example names exactly the variables that the server reads", () => {
  const lines = readFileSync(new URL("../../.env.example", import.meta.url), "utf8").split("\n");
  const named = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split("=")[0]);
  expect(named.sort()).toEqual([...Object.keys(Environment.shape), ...channelVariables].sort());
});

test(".env.example as it is gives the default settings", () => {
  const lines = readFileSync(new URL("../../.env.example", import.meta.url), "utf8").split("\n");
  const env = Object.fromEntries(lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split("=")));
  expect(readConfig(env)).toEqual(readConfig({}));
});
