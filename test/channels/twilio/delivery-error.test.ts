import { expect, test } from "@jest/globals";
import { toDeliveryError } from "../../../channels/twilio/delivery-error.ts";
import { fixture, now } from "./stand-in.ts";

const sorted = (status: number, body: unknown, headers = {}) =>
  toDeliveryError({ status, headers: new Headers(headers), body }, now);
const code = (number: number) => ({ code: number, message: "words", status: 400 });

test.each([
  [21211, "no number", "gone"],
  [21610, "opted out", "gone"],
  [21614, "not mobile", "gone"],
  [21265, "a short code", "gone"],
  [30004, "blocked", "gone"],
  [30005, "unknown", "gone"],
  [30006, "landline", "gone"],
  [63003, "no such address on the channel", "gone"],
  [63024, "bad recipient", "gone"],
  [21408, "country off", "never"],
  [21612, "unroutable", "never"],
  [21617, "too long", "never"],
  [30007, "filtered", "never"],
  [63016, "outside the window", "needs-template"],
  [20429, "too many requests", "throttled"],
  [21611, "queue of the number full", "throttled"],
  [30001, "queue overflow", "throttled"],
  [63017, "more than the account may", "throttled"],
  [63018, "limit of WhatsApp", "throttled"],
  [30003, "handset off", "retry"],
  [30008, "unknown reason", "retry"],
  [20003, "wrong token", "credentials"],
  [20005, "account closed", "credentials"],
  [30002, "account suspended", "credentials"],
  [21606, "a sender that is not ours", "credentials"],
  [21609, "an address for statuses that is none", "credentials"],
  [63007, "no such WhatsApp sender", "credentials"],
  [99999, "a new one", "never"],
])("%s, %s: %s", (number, _, kind) => {
  expect(sorted(400, code(number)).kind).toBe(kind);
});

test.each([
  [400, "never"],
  [401, "credentials"],
  [403, "credentials"],
  [404, "never"],
  [408, "retry"],
  [429, "throttled"],
  [500, "retry"],
  [503, "retry"],
])("HTTP %s without a code: %s", (status, kind) => {
  expect(sorted(status, undefined).kind).toBe(kind);
  expect(sorted(status, "<html>").kind).toBe(kind);
});

test("a code of a whole that is down is told by the HTTP status", () => {
  expect(sorted(503, code(20503)).kind).toBe("retry");
});

test("the code and Twilio's words are told", () => {
  const { message } = sorted(400, JSON.parse(fixture("send-error-21610.json")));
  expect(message).toBe("Twilio answered 400, 21610: Attempt to send to unsubscribed recipient");
});

test("a throttled one waits as long as it was told, else for a while", () => {
  const tooMany = JSON.parse(fixture("send-error-20429.json"));
  expect(sorted(429, tooMany, { "retry-after": "7" }).until).toEqual(new Date("2026-11-20T10:00:07Z"));
  expect(sorted(429, tooMany).until).toEqual(new Date("2026-11-20T10:00:30Z"));
  expect(sorted(500, undefined, { "retry-after": "7" }).until).toBeUndefined();
});
