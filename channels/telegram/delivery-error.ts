import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import { retryAfter, type VendorAnswer } from "../shared/ask-vendor.ts";

/** https://core.telegram.org/bots/api#making-requests, https://core.telegram.org/bots/api#responseparameters */
const Failure = z.looseObject({
  error_code: z.number(),
  description: z.string().optional(),
  parameters: z
    .looseObject({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
    .optional(),
});

/** Sorts an answer that is no success. Telegram lists no errors: the codes are those of HTTP, the words may change. */
export function toDeliveryError({ status, headers, body }: VendorAnswer, now: Date): DeliveryError {
  const failure = Failure.safeParse(body).data;
  const { error_code: code = status, description = "", parameters } = failure ?? {};
  const kind = parameters?.migrate_to_chat_id === undefined ? kindOf(code, description) : "gone";
  const pause = parameters?.retry_after?.toString() ?? headers.get("retry-after");
  return new DeliveryError(kind, `Telegram answered ${code}${description && `: ${description}`}`, {
    ...(kind === "throttled" && { until: retryAfter(pause, now) }),
  });
}

function kindOf(code: number, description: string): DeliveryError["kind"] {
  if (code === 429) return "throttled";
  // 404: the token is none at all.
  if (code === 401 || code === 404) return "credentials";
  // Blocked, deactivated, or never wrote to us.
  if (code === 403) return "gone";
  // A bad request like any other, told apart by its words alone.
  if (code === 400)
    return /chat not found|user not found|PEER_ID_INVALID/i.test(description) ? "gone" : "never";
  // 409: somebody else asks for the updates of this bot. Below 400: an answer that is none of the Bot API.
  return code === 409 || code < 400 || code >= 500 ? "retry" : "never";
}
