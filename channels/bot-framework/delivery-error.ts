import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";

/** What botbuilder's HTTP client throws, in the fields that we sort by. */
const RestError = z.object({
  statusCode: z.number().optional(),
  response: z.object({ headers: z.unknown() }).optional(),
});
const defaultPauseMs = 30_000;

/**
 * Sorts an error of the connector. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#errors
 * An aborted or unanswered request may or may not have arrived: it is tried again.
 */
export function toDeliveryError(cause: unknown, now: Date): DeliveryError {
  if (cause instanceof DeliveryError) return cause;
  const parsed = RestError.safeParse(cause);
  const status = parsed.success ? parsed.data.statusCode : undefined;
  const text = `the Bot Framework channel answered ${status ?? "nothing"}`;
  if (status === 429) {
    const until = new Date(now.getTime() + pauseMs(parsed.data?.response?.headers));
    return new DeliveryError("throttled", text, { cause, until });
  }
  if (status === 401)
    return new DeliveryError("credentials", `${text}: check MICROSOFT_APP_PASSWORD`, { cause });
  if (status === 403 || status === 404 || status === 410) return new DeliveryError("gone", text, { cause });
  if (status !== undefined && status >= 400 && status < 500 && status !== 408)
    return new DeliveryError("never", text, { cause });
  return new DeliveryError("retry", text, { cause });
}

interface Headers {
  get(name: string): string | undefined;
}
const hasGet = (value: unknown): value is Headers =>
  typeof value === "object" && value !== null && "get" in value && typeof value.get === "function";

function pauseMs(headers: unknown): number {
  const seconds = hasGet(headers) ? Number(headers.get("retry-after")) : Number.NaN;
  return seconds > 0 ? seconds * 1000 : defaultPauseMs;
}
