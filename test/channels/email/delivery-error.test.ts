import { expect, test } from "@jest/globals";
import { toDeliveryError } from "../../../channels/email/delivery-error.ts";
import { failure, now } from "./stand-in.ts";

const sorted = (error: unknown, headers: Record<string, string> | null = {}) =>
  toDeliveryError({ data: null, error, headers }, now);

test.each<[number, string, string]>([
  [400, "invalid_idempotency_key", "never"],
  [400, "validation_error", "never"],
  [401, "missing_api_key", "credentials"],
  [401, "restricted_api_key", "credentials"],
  [401, "validation_error", "credentials"],
  [403, "invalid_api_key", "credentials"],
  [403, "validation_error", "credentials"],
  [404, "not_found", "never"],
  [405, "method_not_allowed", "never"],
  [409, "concurrent_idempotent_requests", "retry"],
  [409, "invalid_idempotent_request", "never"],
  [409, "a new one", "retry"],
  [422, "invalid_attachment", "never"],
  [422, "invalid_from_address", "credentials"],
  [422, "missing_required_field", "never"],
  [422, "validation_error", "never"],
  [422, "suppressed", "gone"],
  [429, "rate_limit_exceeded", "throttled"],
  [429, "daily_quota_exceeded", "throttled"],
  [429, "monthly_quota_exceeded", "credentials"],
  [451, "security_error", "never"],
  [408, "application_error", "retry"],
  [500, "application_error", "retry"],
  [500, "internal_server_error", "retry"],
  [503, "service_unavailable", "retry"],
  [418, "a new one", "never"],
])("%s, %s: %s", (status, name, kind) => {
  expect(sorted(failure(status, name)).kind).toBe(kind);
});

test("what is no key at all is told by its words", () => {
  expect(sorted(failure(400, "validation_error", "API key is invalid")).kind).toBe("credentials");
});

test.each([
  [null],
  [{}],
  ["words"],
  [{ name: "application_error", statusCode: null }],
  [{ statusCode: "5" }],
])("%j is no answer of Resend's", (error) => {
  expect(sorted(error, null).kind).toBe("retry");
});

test("the name and Resend's words are told", () => {
  expect(sorted(failure(422, "validation_error", "Invalid `to` field.")).message).toBe(
    "Resend answered 422, validation_error: Invalid `to` field.",
  );
  expect(sorted({}).message).toBe("Resend answered nothing");
});

test.each<[string, string, Record<string, string>, string]>([
  [
    "as long as it was told",
    "rate_limit_exceeded",
    { "retry-after": "7", "ratelimit-reset": "1" },
    "10:00:07",
  ],
  ["until the limit begins anew", "rate_limit_exceeded", { "ratelimit-reset": "2" }, "10:00:02"],
  ["for a while", "rate_limit_exceeded", {}, "10:00:30"],
  ["an hour, when the day's quota is used up", "daily_quota_exceeded", { "retry-after": "1" }, "11:00:00"],
])("a throttled one waits %s", (_, name, headers, until) => {
  const throttled = sorted(failure(429, name), headers);
  expect(throttled.until).toEqual(new Date(`2026-11-20T${until}Z`));
  // The limits are those of a team.
  expect(throttled.ofAccount).toBe(true);
});

test("no other waits for a time", () => {
  expect(sorted(failure(500, "application_error"), { "retry-after": "7" }).until).toBeUndefined();
});
