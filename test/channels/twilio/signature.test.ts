import { expect, test } from "@jest/globals";
import twilio from "twilio";
import { authToken, fixture, now, shop, twilioOf } from "./stand-in.ts";

const address = "https://shop.example/webhooks/twilio";
const { webhook } = twilioOf(shop);

/** As the package signs it, which is how Twilio does. */
const signatureOf = (url: string, body: string, token = authToken): string => {
  const form = new URLSearchParams(body);
  const params = Object.fromEntries([...new Set(form.keys())].map((name) => [name, [...form.getAll(name)]]));
  return twilio.getExpectedTwilioSignature(token, url, params);
};

const verify = (url: string, body: string, signature: string | undefined): boolean =>
  webhook.verify(
    {
      url,
      header: (name) => (name === "x-twilio-signature" ? signature : undefined),
      body: Buffer.from(body),
    },
    now,
  );

const body = fixture("sms-inbound.urlencoded");

test.each([
  ["a message", body],
  ["a status", fixture("status-callback-delivered.urlencoded")],
  ["accents", fixture("whatsapp-inbound-image.urlencoded")],
  ["Arabic and an emoji", new URLSearchParams({ Body: "أين طلبيتي؟ 🛍️", From: shop }).toString()],
  ["parameters that we do not know", `${body}&NewThing=1&Another=`],
  ["space around a value", `${body}&Note=%20+x+%20`],
  ["names in capitals and small letters", "b=2&B=1&a=0&A=9"],
  ["a name that comes twice", "a=2&a=1&a=2"],
])("a form with %s is signed", (_, form) => {
  expect(verify(address, form, signatureOf(address, form))).toBe(true);
});

test.each([
  ["none", body, undefined],
  ["an empty one", body, ""],
  ["another one", body, signatureOf(address, "Body=else")],
  ["that of another secret", body, signatureOf(address, body, "f".repeat(32))],
  ["that of another address", body, signatureOf("https://evil.example/webhooks/twilio", body)],
  ["one in small letters", body, signatureOf(address, body).toLowerCase()],
  ["one whose body was changed", body.replace("commande", "Commande"), signatureOf(address, body)],
  ["one whose body was added to", `${body}&Extra=1`, signatureOf(address, body)],
])("not signed: %s", (_, form, signature) => {
  expect(verify(address, form, signature)).toBe(false);
});

const withPort = "https://shop.example:443/webhooks/twilio";
const other = "https://shop.example:8443/webhooks/twilio?a=1";
test.each([
  ["the port is told, and is not signed", withPort, address],
  ["the port is signed, and is not told", address, withPort],
  ["a port of its own, signed", other, other],
  ["a port of its own, not signed", other, "https://shop.example/webhooks/twilio?a=1"],
  ["the port of http", "http://shop.example/x", "http://shop.example:80/x"],
  ["a fragment that tells how to retry", `${address}#rc=5&rp=all`, address],
  ["an address of numbers", "http://[::1]:3978/x", "http://[::1]:3978/x"],
  [
    "a query, as it was written",
    `${address}/status?key=outbox%3A1&b=%C3%A9`,
    `${address}/status?key=outbox%3A1&b=%C3%A9`,
  ],
])("the address: %s", (_, called, signed) => {
  expect(verify(called, body, signatureOf(signed, body))).toBe(true);
});

test("a query that was put in another order is another address", () => {
  expect(verify(`${address}?b=2&a=1`, body, signatureOf(`${address}?a=1&b=2`, body))).toBe(false);
});
