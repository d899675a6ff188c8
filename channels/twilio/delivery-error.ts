import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import { retryAfter, type VendorAnswer } from "../shared/ask-vendor.ts";

/** https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
const Failure = z.looseObject({ code: z.coerce.number(), message: z.string() });

/**
 * What our next step after an error code is. Those of delivery come by the status callback as well. Codes that are not
 * here follow the HTTP status. https://www.twilio.com/docs/api/errors
 */
const kinds: Partial<Record<number, DeliveryError["kind"]>> = {
  // No number, no mobile, opted out, a short code; blocked, unknown or a landline; no user of WhatsApp.
  ...allOf("gone", [21211, 21610, 21614, 21265, 30004, 30005, 30006, 63003, 63024]),
  // The country is off, no route from this sender, too long, filtered.
  ...allOf("never", [21408, 21612, 21617, 30007]),
  ...allOf("needs-template", [63016]),
  // Too many requests, full queues, limits of WhatsApp.
  ...allOf("throttled", [20429, 21611, 30001, 63017, 63018]),
  // The handset is off, or nobody knows why.
  ...allOf("retry", [30003, 30008]),
  // Wrong token, account closed or suspended; a sender that is not ours, a service without numbers, no such WhatsApp
  // sender; an address for statuses that Twilio cannot call.
  ...allOf("credentials", [20003, 20005, 30002, 21603, 21606, 21660, 21703, 63007, 21609]),
};

/** Undefined: a code that is new to us. */
export const kindOf = (code: number): DeliveryError["kind"] | undefined => kinds[code];

/** Sorts an answer that is no success. */
export function toDeliveryError({ status, headers, body }: VendorAnswer, now: Date): DeliveryError {
  const failure = Failure.safeParse(body);
  const kind = (failure.success && kindOf(failure.data.code)) || kindOfStatus(status);
  const detail = failure.success ? `, ${failure.data.code}: ${failure.data.message}` : "";
  const until = kind === "throttled" ? { until: retryAfter(headers.get("retry-after"), now) } : {};
  return new DeliveryError(kind, `Twilio answered ${status}${detail}`, until);
}

function kindOfStatus(status: number): DeliveryError["kind"] {
  if (status === 429) return "throttled";
  if (status === 401 || status === 403) return "credentials";
  return status >= 500 || status === 408 ? "retry" : "never";
}

function allOf(
  kind: DeliveryError["kind"],
  codes: readonly number[],
): Partial<Record<number, DeliveryError["kind"]>> {
  return Object.fromEntries(codes.map((code) => [code, kind]));
}
