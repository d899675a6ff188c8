import { createHmac } from "node:crypto";
import { expect, test } from "@jest/globals";
import { appSecret, fixtureBytes, now, verifyToken, whatsAppOf } from "./stand-in.ts";

const { webhook } = whatsAppOf();
const address = "https://shop.example/webhooks/whatsapp";
const sign = (body: Buffer | string, secret = appSecret): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
const verify = (body: Buffer | string, signature: string | undefined): boolean =>
  webhook.verify(
    {
      url: address,
      header: (name) => (name === "x-hub-signature-256" ? signature : undefined),
      body: Buffer.from(body),
    },
    now,
  );

const escaped = fixtureBytes("text-french-escaped.raw");

test.each<[string, Buffer | string]>([
  ["a message", fixtureBytes("text")],
  ["accents and an emoji as Meta writes them", escaped],
  ["accents, Arabic and an emoji", JSON.stringify({ text: "Été, أين طلبيتي؟ 🛍️" })],
  ["nothing", ""],
])("signed: %s", (_, body) => {
  expect(verify(body, sign(body))).toBe(true);
});

test.each<[string, Buffer | string, string | undefined]>([
  ["no signature", escaped, undefined],
  ["an empty one", escaped, ""],
  ["only its name", escaped, "sha256="],
  ["without its name", escaped, sign(escaped).slice(7)],
  ["of another secret", escaped, sign(escaped, "f".repeat(32))],
  ["of another body", escaped, sign("{}")],
  ["half of it", escaped, sign(escaped).slice(0, 39)],
  ["SHA-1", escaped, `sha1=${createHmac("sha1", appSecret).update(escaped).digest("hex")}`],
  ["a body that was changed", escaped.toString().replace("1042", "1043"), sign(escaped)],
  ["a body that was written anew", JSON.stringify(JSON.parse(escaped.toString())), sign(escaped)],
  ["a line break at the end", `${escaped}\n`, sign(escaped)],
])("not signed: %s", (_, body, signature) => {
  expect(verify(body, signature)).toBe(false);
});

const handshake = (query: Record<string, string>) =>
  webhook.handshake!(`${address}?${new URLSearchParams(query)}`);
const asked = { "hub.mode": "subscribe", "hub.verify_token": verifyToken, "hub.challenge": "1158201444" };

test("who knows our token hears the bare challenge", () => {
  expect(handshake(asked)).toEqual({ status: 200, contentType: "text/plain", body: "1158201444" });
});

test.each<[string, Record<string, string>]>([
  ["another token", { ...asked, "hub.verify_token": "guessed" }],
  ["an empty token", { ...asked, "hub.verify_token": "" }],
  ["another mode", { ...asked, "hub.mode": "unsubscribe" }],
  ["nothing", {}],
])("the address is not confirmed to %s", (_, query) => {
  expect(handshake(query)).toEqual({ status: 403 });
});
