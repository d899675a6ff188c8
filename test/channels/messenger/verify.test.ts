import { createHmac } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { appSecret, fixtureText, messengerOf, now, verifyToken } from "./stand-in.ts";

const signatureOf = (body: string, secret = appSecret): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

const verify = (body: string, signature: string | undefined, ours = {}): boolean =>
  messengerOf(ours).webhook.verify(
    {
      url: "https://shop.example/webhooks/messenger",
      header: (name) => (name === "x-hub-signature-256" ? signature : undefined),
      body: Buffer.from(body),
    },
    now,
  );

const body = fixtureText("text");
/** As Meta writes it. */
const escaped = String.raw`{"object":"page","entry":[{"id":"1","messaging":[{"message":{"text":"\u00e9t\u00e9"}}]}]}`;

test("the signature is that of OpenSSL", () => {
  // printf '{"a":"\\u00e9"}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
  const signature = "sha256=d69fdd2bdb11ef1f4d205bc0bce2b9582a466c2da1de055c7cb0c68eb3a434a9";
  expect(verify(String.raw`{"a":"\u00e9"}`, signature)).toBe(true);
});

test.each([
  ["a message", body],
  ["accents that are escaped", escaped],
  ["accents that are not", "L’été à Fès"],
  ["Arabic and an emoji", "أين طلبيتي؟ 🛍️"],
  ["something else: nothing is parsed before", "no JSON"],
  ["nothing", ""],
])("a call with %s is signed", (_, text) => {
  expect(verify(text, signatureOf(text))).toBe(true);
});

test.each<[string, string, string | undefined]>([
  ["none", body, undefined],
  ["an empty one", body, ""],
  ["another one", body, signatureOf("something else")],
  ["that of another secret", body, signatureOf(body, "f".repeat(32))],
  ["one without its algorithm", body, signatureOf(body).slice("sha256=".length)],
  ["the beginning of it", body, signatureOf(body).slice(0, -1)],
  ["one whose body was changed", body.replace("hello", "Hello"), signatureOf(body)],
  ["one whose body was added to", `${body} `, signatureOf(body)],
  ["one whose body was written anew", JSON.stringify(JSON.parse(escaped)), signatureOf(escaped)],
])("not signed: %s", (_, text, signature) => {
  expect(verify(text, signature)).toBe(false);
});

test("without a secret of ours nobody's call is", () => {
  expect(verify(body, signatureOf(body, ""), { appSecret: "" })).toBe(false);
});

describe("the handshake", () => {
  const ask = (query: Record<string, string>, ours = {}) =>
    messengerOf(ours).webhook.handshake!(
      `https://shop.example/webhooks/messenger?${new URLSearchParams(query)}`,
    );
  const asked = {
    "hub.mode": "subscribe",
    "hub.verify_token": verifyToken,
    "hub.challenge": "1158201444",
  };

  test("answers the bare challenge to who knows our token", () => {
    expect(ask(asked)).toEqual({ status: 200, contentType: "text/plain", body: "1158201444" });
  });

  test.each<[string, Record<string, string>]>([
    ["another token", { ...asked, "hub.verify_token": "another" }],
    ["an empty token", { ...asked, "hub.verify_token": "" }],
    ["another mode", { ...asked, "hub.mode": "unsubscribe" }],
    ["nothing", {}],
  ])("refuses %s", (_, query) => {
    expect(ask(query)).toEqual({ status: 403 });
  });

  test("refuses one without a challenge", () => {
    const { "hub.challenge": _, ...rest } = asked;
    expect(ask(rest)).toEqual({ status: 403 });
  });

  test("refuses everybody as long as we have no token", () => {
    const { "hub.verify_token": _, ...rest } = asked;
    expect(ask(rest, { verifyToken: "" })).toEqual({ status: 403 });
  });
});
