import { describe, expect, test } from "@jest/globals";
import { emailOf, fixture, fixtureText, now, signatureOf as signed, webhookSecret } from "./stand-in.ts";

const id = fixture("headers")["svix-id"] as string;
const seconds = now.getTime() / 1000;

const signatureOf = (body: string, { secret = webhookSecret, at = seconds, of = id } = {}): string =>
  signed(body, { id: of, at, secret });

const verify = (body: string, headers: Record<string, string | undefined>, ours = {}): boolean =>
  emailOf(ours).webhook.verify(
    {
      url: "https://shop.example/webhooks/resend",
      header: (name) => ({ "svix-id": id, "svix-timestamp": String(seconds), ...headers })[name],
      body: Buffer.from(body),
    },
    now,
  );

const body = fixtureText("email.received");

test("the example of Svix's documentation is signed", () => {
  // https://docs.svix.com/receiving/verifying-payloads/how-manual
  const request = {
    url: "https://shop.example/webhooks/resend",
    header: (name: string) =>
      ({
        "svix-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "svix-timestamp": "1614265330",
        "svix-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
      })[name],
    body: Buffer.from('{"test": 2432232314}'),
  };
  expect(emailOf().webhook.verify(request, new Date(1614265330_000))).toBe(true);
});

test.each([
  ["an e-mail", body],
  ["accents", '{"subject":"L’été à Fès"}'],
  ["Arabic and an emoji", '{"subject":"أين طلبيتي؟ 🛍️"}'],
  ["something else: nothing is parsed before", "no JSON"],
  ["nothing", ""],
])("a call with %s is signed", (_, text) => {
  expect(verify(text, { "svix-signature": signatureOf(text) })).toBe(true);
});

const other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
test.each<[string, string]>([
  ["the second", `${signatureOf(body, { secret: other })} ${signatureOf(body)}`],
  ["the first", `${signatureOf(body)} ${signatureOf(body, { secret: other })}`],
  [
    "one beside those of another kind",
    `v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZ ${signatureOf(body)}`,
  ],
])("of several signatures %s may be ours", (_, signature) => {
  expect(verify(body, { "svix-signature": signature })).toBe(true);
});

test.each<[string, string, string | undefined]>([
  ["none", body, undefined],
  ["an empty one", body, ""],
  ["another one", body, signatureOf("something else")],
  ["that of another secret", body, signatureOf(body, { secret: other })],
  ["that of another call", body, signatureOf(body, { of: "msg_other" })],
  ["one without its version", body, signatureOf(body).slice("v1,".length)],
  ["one of another version", body, signatureOf(body).replace("v1,", "v2,")],
  ["the beginning of it", body, signatureOf(body).slice(0, -2)],
  ["one whose body was changed", body.replace("Acme", "acme"), signatureOf(body)],
  ["one whose body was added to", `${body} `, signatureOf(body)],
  ["one whose body was written anew", JSON.stringify(JSON.parse(body)), signatureOf(body)],
])("not signed: %s", (_, text, signature) => {
  expect(verify(text, { "svix-signature": signature })).toBe(false);
});

describe("the time of a call", () => {
  test.each<[string, number, boolean]>([
    ["now", 0, true],
    ["five minutes ago", -300, true],
    ["by a clock that is five minutes ahead", 300, true],
    ["longer ago", -301, false],
    ["later", 301, false],
    ["in milliseconds", seconds * 999, false],
  ])("%s", (_, difference, isTaken) => {
    const at = seconds + difference;
    const headers = { "svix-timestamp": String(at), "svix-signature": signatureOf(body, { at }) };
    expect(verify(body, headers)).toBe(isTaken);
  });

  test.each(["", "soon", "-5", "1e9", " 1795168800"])("%p is none", (timestamp) => {
    const signature = signed(body, { id, at: timestamp });
    expect(verify(body, { "svix-timestamp": timestamp, "svix-signature": signature })).toBe(false);
  });

  test.each(["svix-id", "svix-timestamp"])("a call without %s is not signed", (name) => {
    expect(verify(body, { "svix-signature": signatureOf(body), [name]: undefined })).toBe(false);
  });
});

test.each(["", "whsec_"])("with the secret %p nobody's call is signed", (secret) => {
  const signature = signed(body, { id, at: seconds, secret: "" });
  expect(verify(body, { "svix-signature": signature }, { webhookSecret: secret })).toBe(false);
});
