import { expect, test } from "@jest/globals";
import { faultOf, kindOf, toDeliveryError } from "../../../channels/whatsapp/delivery-error.ts";
import { VendorError } from "../../../channels/whatsapp/envelope.ts";
import { faultsOfAnswer } from "../../../sandbox/vendors/whatsapp/schema.ts";
import { fixture, now } from "./stand-in.ts";

const sorted = (status: number, body: unknown, headers = {}) =>
  toDeliveryError({ status, headers: new Headers(headers), body }, now);
const error = (code: number, more = {}) => ({
  error: { message: "words", type: "OAuthException", code, fbtrace_id: "A", ...more },
});

test.each([
  [1, "unknown", "retry"],
  [2, "downtime", "retry"],
  [131000, "something went wrong", "retry"],
  [131016, "overloaded", "retry"],
  [133004, "server not available", "retry"],
  [131057, "in maintenance", "retry"],
  [4, "calls of the app", "throttled"],
  [80007, "calls of the business account", "throttled"],
  [130429, "messages of the number", "throttled"],
  [131056, "messages to this shopper", "throttled"],
  [131047, "24 hours are over", "needs-template"],
  [131026, "undeliverable", "gone"],
  [131050, "no marketing wanted", "never"],
  [130403, "blocked by the shop", "gone"],
  [131049, "too much marketing for this shopper", "never"],
  [130472, "in an experiment", "never"],
  [33, "no such object", "never"],
  [100, "invalid parameter", "never"],
  [131008, "a parameter is missing", "never"],
  [131009, "a value is not valid", "never"],
  [131051, "no such type", "never"],
  [131053, "a file that cannot be fetched", "never"],
  [132000, "number of values", "never"],
  [132001, "no such template", "never"],
  [132005, "too long a template", "never"],
  [132007, "against the policy", "never"],
  [132012, "form of a value", "never"],
  [132068, "a flow that is blocked", "never"],
  [135000, "generic", "never"],
  [132015, "template paused", "never"],
  [132016, "template disabled", "never"],
  [132069, "flow throttled", "never"],
  [131064, "template limited", "never"],
  [0, "no token", "credentials"],
  [3, "no capability", "credentials"],
  [10, "no permission", "credentials"],
  [190, "token over", "credentials"],
  [200, "the first of the permissions", "credentials"],
  [299, "the last of the permissions", "credentials"],
  [131005, "access denied", "credentials"],
  [131031, "account locked", "credentials"],
  [368, "blocked by the policies", "credentials"],
  [130497, "restricted to countries", "credentials"],
  [131042, "not paid", "credentials"],
  [131048, "taken for spam", "credentials"],
  [131045, "number not registered", "credentials"],
  [133010, "number not registered", "credentials"],
])("%s, %s: %s, whatever the HTTP status", (code, _, kind) => {
  expect(faultsOfAnswer(error(code), "GraphAPIError")).toEqual([]);
  for (const status of [200, 400, 500]) expect(sorted(status, error(code)).kind).toBe(kind);
  expect(kindOf(code)).toBe(kind);
});

test.each([199, 300, 999_999])("the code %s is new to us", (code) => {
  expect(kindOf(code)).toBeUndefined();
  expect(sorted(400, error(code)).kind).toBe("never");
  expect(sorted(500, error(code)).kind).toBe("retry");
  expect(sorted(400, error(code, { is_transient: true })).kind).toBe("retry");
});

test.each([
  [200, "retry"],
  [302, "retry"],
  [400, "never"],
  [401, "credentials"],
  [403, "credentials"],
  [404, "never"],
  [408, "retry"],
  [429, "throttled"],
  [500, "retry"],
  [503, "retry"],
])("HTTP %s without a code: %s", (status, kind) => {
  for (const body of [undefined, "<html>", {}, { error: "no" }]) expect(sorted(status, body).kind).toBe(kind);
});

test("the code and Meta's words are told", () => {
  const { message } = sorted(400, fixture("send-error-131056"));
  expect(message).toBe(
    "Meta answered 400, 131056: (#131056) (Business Account, Consumer Account) pair rate limit hit – " +
      "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time",
  );
});

test("an answer and a status tell the same error in the same words", () => {
  const told = VendorError.parse({ code: 131047, title: "Re-engagement", error_data: { details: "24 h" } });
  expect(faultOf(told)).toEqual({ code: "131047", message: "Re-engagement – 24 h" });
  expect(sorted(400, { error: told }).message).toBe("Meta answered 400, 131047: Re-engagement – 24 h");
});

test("a token that Meta repeats is not told", () => {
  const token = `EAAJB${"x1Y2".repeat(20)}`;
  expect(sorted(400, error(190, { message: `Malformed access token ${token}` })).message).not.toContain(
    token,
  );
});

test.each([
  ["as it was told", { "retry-after": "7" }, error(130429), "2026-11-20T10:00:07Z"],
  ["a while", {}, error(130429), "2026-11-20T10:00:30Z"],
  ["less for one shopper alone", {}, error(131056), "2026-11-20T10:00:04Z"],
])("a throttled one waits %s", (_, headers, body, until) => {
  expect(sorted(400, body, headers).until).toEqual(new Date(until));
});

test("after too much to one shopper each pause is four times as long as the one before, unless Meta names it", () => {
  expect(sorted(400, error(131056)).growth).toBe(4);
  expect(sorted(400, error(131056), { "retry-after": "7" }).growth).toBe(1);
  expect(sorted(400, error(130429)).growth).toBe(1);
});

test("too much of the app, the business account or the number is too much of all, too much to one shopper is not", () => {
  for (const code of [4, 80007, 130429]) expect(sorted(400, error(code)).ofAccount).toBe(true);
  expect(sorted(400, error(131056)).ofAccount).toBe(false);
});

test("others are told no time", () => {
  expect(sorted(500, error(131000), { "retry-after": "7" }).until).toBeUndefined();
});
