import { expect, test } from "@jest/globals";
import { toDeliveryError } from "../../../channels/messenger/delivery-error.ts";
import { fixture, now, pageToken } from "./stand-in.ts";

const sorted = (status: number, body: unknown, headers = {}) =>
  toDeliveryError({ status, headers: new Headers(headers), body }, now);
const error = (code: number, error_subcode?: number) => ({
  error: { message: "words", type: "OAuthException", code, ...(error_subcode && { error_subcode }) },
});

test.each<[number, number | undefined, string, string]>([
  [1, undefined, "unknown, mostly downtime", "retry"],
  [2, undefined, "unexpected", "retry"],
  [1200, undefined, "a temporary failure to send", "retry"],
  [4, undefined, "too many calls of the app", "throttled"],
  [32, undefined, "too many calls for the page", "throttled"],
  [613, undefined, "too many calls of this kind", "throttled"],
  [613, 1893016, "bothersome", "throttled"],
  [80006, undefined, "too many calls of Messenger", "throttled"],
  [10, 2018278, "outside of the window", "needs-template"],
  [10, 2018065, "outside of the window", "needs-template"],
  [10, 2018108, "outside of the window", "needs-template"],
  [551, 1545041, "not available", "gone"],
  [551, undefined, "not available", "gone"],
  [200, 1545041, "blocked us", "gone"],
  [100, 2018001, "no such person", "gone"],
  [10, 2018300, "another app has the conversation", "never"],
  [200, 2018028, "no tester of an app that is not live", "never"],
  [100, undefined, "a wrong field", "never"],
  [100, 2018109, "a file that is too large", "never"],
  [3, undefined, "no capability", "credentials"],
  [10, undefined, "no permission", "credentials"],
  [10, 1893063, "the page is restricted", "credentials"],
  [102, undefined, "no session", "credentials"],
  [190, undefined, "a token that is over", "credentials"],
  [190, 460, "the password was changed", "credentials"],
  [200, undefined, "no permission", "credentials"],
  [230, undefined, "no permission for messages", "credentials"],
  [299, undefined, "the last of the permissions", "credentials"],
  [368, undefined, "blocked by the policies", "credentials"],
  [987654, undefined, "a new one", "never"],
])("%s/%s, %s: %s", (code, subcode, _, kind) => {
  expect(sorted(400, error(code, subcode)).kind).toBe(kind);
});

test.each([
  [200, "retry"],
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
  expect(sorted(status, { error: "?" }).kind).toBe(kind);
});

test("an unknown code follows the status", () => {
  expect(sorted(503, error(987654)).kind).toBe("retry");
});

test.each([
  [
    "send-error-outside-window",
    "needs-template",
    "Meta answered 400, 10/2018278: (#10) This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview",
  ],
  [
    "send-error-user-unavailable",
    "gone",
    "Meta answered 400, 551/1545041: (#551) This person isn't available right now.",
  ],
])("%s is %s, with the codes and Meta's words", (name, kind, message) => {
  expect(sorted(400, fixture(name))).toMatchObject({ name: "DeliveryError", kind, message });
});

test("a token that Meta repeats is left out", () => {
  const { message } = sorted(400, {
    error: { code: 190, message: `Malformed access token ${pageToken}`, type: "OAuthException" },
  });
  expect(message).toBe("Meta answered 400, 190: Malformed access token …");
});

test("too much of the app or the page is too much of all, too much to one shopper is not", () => {
  for (const code of [4, 32, 80006]) expect(sorted(400, error(code)).ofAccount).toBe(true);
  expect(sorted(400, error(613)).ofAccount).toBe(false);
});

test("a throttled one waits as long as it was told, else for a while", () => {
  expect(sorted(400, error(613), { "retry-after": "7" }).until).toEqual(new Date("2026-11-20T10:00:07Z"));
  expect(sorted(400, error(613)).until).toEqual(new Date("2026-11-20T10:00:30Z"));
  expect(sorted(500, undefined, { "retry-after": "7" }).until).toBeUndefined();
});
