import { DeliveryError } from "../../models/ports/channel.ts";

/** What a vendor's API answered. */
export interface VendorAnswer {
  status: number;
  headers: Headers;
  /** The parsed JSON; undefined when it is none. */
  body: unknown;
}

/**
 * One HTTP request, never repeated: retries are the outbox's.
 * @throws {DeliveryError} `retry` when nothing, or half an answer, came back: it may or may not have arrived.
 */
export async function askVendor(
  url: string,
  request: { method?: string; headers?: Record<string, string>; body?: string; signal: AbortSignal },
): Promise<VendorAnswer> {
  try {
    const response = await fetch(url, { method: "POST", redirect: "error", ...request });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  } catch (cause) {
    throw unanswered(url, cause);
  }
}

/** Nothing, or half an answer, came back. Where no connection was made, nothing was taken. */
export function unanswered(url: string, cause: unknown): DeliveryError {
  const { code } = (cause instanceof Error ? (cause.cause ?? cause) : {}) as { code?: unknown };
  const isUnsure = !neverConnected.has(String(code));
  return new DeliveryError("retry", `${new URL(url).host} did not answer`, { cause, isUnsure });
}

/** https://nodejs.org/api/errors.html#common-system-errors */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds or as a date; else after a pause. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfter(header: string | null, now: Date, pauseMs = 30_000): Date {
  const seconds = Number(header);
  if (header !== null && header !== "" && Number.isFinite(seconds))
    return new Date(now.getTime() + Math.max(0, seconds) * 1000);
  const at = Date.parse(header ?? "");
  return new Date(Number.isNaN(at) ? now.getTime() + pauseMs : at);
}
