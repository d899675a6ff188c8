import { z } from "zod";
import type { VendorFault } from "../../models/delivery.ts";
import { DeliveryError } from "../../models/ports/channel.ts";
import { retryAfter, type VendorAnswer } from "../shared/ask-vendor.ts";
import { VendorError } from "./envelope.ts";

const Failure = z.looseObject({ error: VendorError.extend({ is_transient: z.boolean().optional() }) });

/** Too much of the app, of the business account, of the number. */
const ofAccount: ReadonlySet<number> = new Set([4, 80007, 130429]);

/**
 * What our next step after a code is: the same code comes in an answer, or later in a status. Meta asks to go by the code,
 * never by titles. https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
const kinds: Partial<Record<number, DeliveryError["kind"]>> = {
  // Unknown, down, overloaded, server busy, in maintenance.
  ...allOf("retry", [1, 2, 131000, 131016, 131057, 133004]),
  ...allOf("throttled", [...ofAccount]),
  // Too much to this shopper.
  ...allOf("throttled", [131056]),
  ...allOf("needs-template", [131047]),
  // Not on WhatsApp or too old a version, blocked by the shop.
  ...allOf("gone", [131026, 130403]),
  // Held back to spare the shopper, who may not get the like for 24 hours or stopped marketing; part of an experiment.
  ...allOf("never", [131049, 131050, 130472]),
  // A parameter, a type, a file or a template that is not right.
  ...allOf(
    "never",
    [33, 100, 131008, 131009, 131051, 131053, 132000, 132001, 132005, 132007, 132012, 132068],
  ),
  ...allOf("never", [135000]),
  // A template that is paused, disabled or limited.
  ...allOf("never", [132015, 132016, 132069, 131064]),
  // No token, or none that may do this.
  ...allOf("credentials", [0, 3, 10, 190, 131005]),
  // Restricted, locked, not paid, taken for spam; a number that is not registered.
  ...allOf("credentials", [368, 130497, 131031, 131042, 131048, 131045, 133010]),
};

/** Undefined: a code that is new to us. */
export function kindOf(code: number): DeliveryError["kind"] | undefined {
  // Every code from 200 to 299 is about a permission.
  return kinds[code] ?? (code >= 200 && code <= 299 ? "credentials" : undefined);
}

/**
 * Where Meta names no pause: after too much to one shopper four seconds, then four times as long each time.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/about-the-platform#pair-rate-limits
 */
const pairPause = { ms: 4_000, growth: 4 };

/** Sorts an answer that is no success. */
export function toDeliveryError({ status, headers, body }: VendorAnswer, now: Date): DeliveryError {
  const failure = Failure.safeParse(body).data?.error;
  const kind = (failure && kindOf(failure.code)) ?? (failure?.is_transient ? "retry" : kindOfStatus(status));
  const fault = failure && faultOf(failure);
  const named = headers.get("retry-after");
  const pause = failure?.code === 131056 && !named ? pairPause : undefined;
  return new DeliveryError(
    kind,
    `Meta answered ${status}${fault ? `, ${fault.code}: ${fault.message}` : ""}`,
    kind === "throttled"
      ? {
          until: retryAfter(named, now, pause?.ms),
          ofAccount: failure !== undefined && ofAccount.has(failure.code),
          ...(pause && { growth: pause.growth }),
        }
      : {},
  );
}

/** An error in Meta's words, those of an answer as those of a status. */
export function faultOf({ code, title, message, error_data }: VendorError): VendorFault {
  const words = [message ?? title, error_data?.details].filter(Boolean);
  return { code: String(code), message: withoutTokens(words.join(" – ")) };
}

function kindOfStatus(status: number): DeliveryError["kind"] {
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
  codes: readonly number[],
): Partial<Record<number, DeliveryError["kind"]>> {
  return Object.fromEntries(codes.map((code) => [code, kind]));
}
