import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import { retryAfter } from "../shared/ask-vendor.ts";

/** What the package makes of an answer: it never throws. `headers` is null when nothing came back. */
export interface Answer {
  data: unknown;
  error: unknown;
  headers: Record<string, string> | null;
}

const Failure = z.looseObject({
  name: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  statusCode: z.number().nullish().catch(null),
});

type Kind = DeliveryError["kind"];

/**
 * What our next step after an error is. Names that are not here (validation_error and application_error among them, which
 * stand for many) follow the HTTP status. https://resend.com/docs/api-reference/errors
 */
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["rate_limit_exceeded", "throttled"],
  ["daily_quota_exceeded", "throttled"],
  // Until somebody pays for more.
  ["monthly_quota_exceeded", "credentials"],
  // No key, a wrong one, one that may do less; a sender whose domain is not verified.
  ["missing_api_key", "credentials"],
  ["invalid_api_key", "credentials"],
  ["restricted_api_key", "credentials"],
  ["invalid_from_address", "credentials"],
  // The first try is still on its way.
  ["concurrent_idempotent_requests", "retry"],
  // Something else went out under this key, most likely the same answer before the shopper wrote again.
  ["invalid_idempotent_request", "never"],
]);

/** What the code of a receipt's fault asks for, as that of a `DeliveryError` does. Undefined: it does not tell. */
export function kindOf(code: string): Kind | undefined {
  const [family = ""] = code.split("/");
  if (family === "Permanent" || family === "suppressed") return "gone";
  return family === "Transient" || family === "Undetermined" ? "retry" : kinds.get(code);
}

/** Where the quota of a day is used up; the headers tell of the limit per second only. */
const quotaPauseMs = 3600_000;

/** Sorts an answer that is no success. */
export function toDeliveryError({ error, headers }: Answer, now: Date): DeliveryError {
  const { name = "", message = "", statusCode } = Failure.safeParse(error).data ?? {};
  const status = statusCode ?? null;
  const kind = kindOf(name) ?? kindOfStatus(status, message);
  const detail = [name, message].filter(Boolean).join(": ");
  const text = `Resend answered ${status ?? "nothing"}${detail && `, ${detail}`}`;
  if (kind !== "throttled") return new DeliveryError(kind, text);
  const until =
    name === "daily_quota_exceeded"
      ? retryAfter(null, now, quotaPauseMs)
      : retryAfter(headers?.["retry-after"] ?? headers?.["ratelimit-reset"] ?? null, now);
  // The limits are those of a whole team.
  return new DeliveryError(kind, text, { until, ofAccount: true });
}

export const isNotFound = ({ error }: Answer): boolean => Failure.safeParse(error).data?.statusCode === 404;

function kindOfStatus(status: number | null, message: string): Kind {
  if (status === 429) return "throttled";
  if (status === 401 || status === 403) return "credentials";
  // What is no key at all is a fault of the request for Resend, told apart by its words alone.
  if (status === 400 && /api key/i.test(message)) return "credentials";
  // No answer, half of one, or one that is not Resend's.
  if (status === null || status < 400) return "retry";
  return status >= 500 || status === 408 || status === 409 ? "retry" : "never";
}
