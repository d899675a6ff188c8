import { expect, test } from "@jest/globals";
import { toDeliveryError } from "../../../channels/telegram/delivery-error.ts";
import type { DeliveryError } from "../../../models/ports/channel.ts";
import { fixture, now } from "./stand-in.ts";

const answered = (status: number, body: unknown, headers = {}): DeliveryError =>
  toDeliveryError({ status, headers: new Headers(headers), body }, now);
const refused = (error_code: number, description: string, parameters?: object): DeliveryError =>
  answered(error_code, { ok: false, error_code, description, ...(parameters && { parameters }) });

test.each<[DeliveryError["kind"], string, DeliveryError]>([
  ["gone", "blocked", answered(403, fixture("error-403-blocked"))],
  ["gone", "deactivated", refused(403, "Forbidden: user is deactivated")],
  ["gone", "never wrote", refused(403, "Forbidden: bot can't initiate conversation with a user")],
  ["gone", "no chat", refused(400, "Bad Request: chat not found")],
  ["gone", "no peer", refused(400, "Bad Request: PEER_ID_INVALID")],
  ["gone", "a group elsewhere", refused(400, "Bad Request: group upgraded", { migrate_to_chat_id: -100 })],
  ["never", "too long", answered(400, fixture("error-400-too-long"))],
  ["never", "a picture that it cannot fetch", refused(400, "Bad Request: failed to get HTTP URL content")],
  ["never", "too large", refused(413, "Request Entity Too Large")],
  ["credentials", "a token that was revoked", refused(401, "Unauthorized")],
  ["credentials", "no token", refused(404, "Not Found")],
  ["retry", "somebody else asks", refused(409, "Conflict: terminated by other getUpdates request")],
  ["retry", "a fault of Telegram", refused(500, "Internal Server Error")],
  ["retry", "a gateway", answered(502, undefined)],
  ["retry", "success that says nothing", answered(200, undefined)],
  ["retry", "success of another form", answered(200, { ok: true })],
])("%s: %s", (kind, _, error) => {
  expect(error.kind).toBe(kind);
  expect(error.until).toBeUndefined();
});

test.each<[string, DeliveryError, string]>([
  ["as Telegram says", answered(429, fixture("error-429")), "2026-11-20T10:00:05.000Z"],
  ["as its gateway says", answered(429, undefined, { "retry-after": "7" }), "2026-11-20T10:00:07.000Z"],
  ["half a minute where nobody says", refused(429, "Too Many Requests"), "2026-11-20T10:00:30.000Z"],
])("throttled: %s", (_, error, until) => {
  expect(error).toMatchObject({ kind: "throttled", until: new Date(until) });
});

test("the message tells code and words, where there are any", () => {
  expect(answered(403, fixture("error-403-blocked")).message).toBe(
    "Telegram answered 403: Forbidden: bot was blocked by the user",
  );
  expect(answered(502, undefined).message).toBe("Telegram answered 502");
});
