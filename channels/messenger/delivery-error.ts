import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import { retryAfter, type VendorAnswer } from "../shared/ask-vendor.ts";

/** https://developers.facebook.com/docs/graph-api/guides/error-handling */
const Failure = z.looseObject({
  error: z.looseObject({
    code: z.number(),
    error_subcode: z.number().optional(),
    message: z.string().optional(),
  }),
});

/** Too many calls of the app, for the page, by Messenger. */
const ofAccount: ReadonlySet<number> = new Set([4, 32, 80006]);

/**
 * What our next step after a code, or a code with its subcode, is. Codes that are not here follow the HTTP status.
 * https://developers.facebook.com/docs/messenger-platform/error-codes
 */
const kinds: Partial<Record<string, DeliveryError["kind"]>> = {
  // Downtime, a temporary failure to send.
  ...allOf("retry", ["1", "2", "1200"]),
  ...allOf("throttled", [...ofAccount].map(String)),
  // Too many calls of this kind.
  ...allOf("throttled", ["613"]),
  // The three wordings of "outside of the allowed window".
  ...allOf("needs-template", ["10/2018278", "10/2018065", "10/2018108"]),
  // Not available or blocked us; no such person for this page.
  ...allOf("gone", ["551", "200/1545041", "100/2018001"]),
  // Another app has this conversation at present; the app is not live and this person is none of its testers.
  ...allOf("never", ["10/2018300", "200/2018028"]),
  // No login, no capability, no permission, a token that is over; blocked by the policies, the page restricted.
  ...allOf("credentials", ["3", "10", "102", "190", "368", "10/1893063"]),
};

/** Sorts an answer that is no success. */
export function toDeliveryError({ status, headers, body }: VendorAnswer, now: Date): DeliveryError {
  const failure = Failure.safeParse(body).data?.error;
  const kind = (failure && ofCode(failure.code, failure.error_subcode)) ?? ofStatus(status);
  const codes = failure && [failure.code, failure.error_subcode].filter((code) => code !== undefined);
  const detail = failure && codes ? `, ${codes.join("/")}: ${withoutTokens(failure.message ?? "")}` : "";
  const pause = kind === "throttled" && {
    until: retryAfter(headers.get("retry-after"), now),
    ofAccount: failure !== undefined && ofAccount.has(failure.code),
  };
  return new DeliveryError(kind, `Meta answered ${status}${detail}`, pause || {});
}

function ofCode(code: number, subcode: number | undefined): DeliveryError["kind"] | undefined {
  // Every code from 200 to 299 is about a permission.
  const ofRange = code >= 200 && code <= 299 ? "credentials" : undefined;
  return kinds[`${code}/${subcode}`] ?? kinds[code] ?? ofRange;
}

function ofStatus(status: number): DeliveryError["kind"] {
  if (status === 429) return "throttled";
  if (status === 401 || status === 403) return "credentials";
  // Somebody else's page, or half of an answer.
  if (status < 400) return "retry";
  return status >= 500 || status === 408 ? "retry" : "never";
}

/** Meta repeats a token that it cannot read. */
const withoutTokens = (text: string): string => text.replace(/\w{40,}/g, "…");

function allOf(
  kind: DeliveryError["kind"],
  codes: readonly string[],
): Partial<Record<string, DeliveryError["kind"]>> {
  return Object.fromEntries(codes.map((code) => [code, kind]));
}
