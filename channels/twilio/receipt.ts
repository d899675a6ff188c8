import type { DeliveryStatus, VendorFault } from "../../models/delivery.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { failureOf } from "../shared/failure.ts";
import { kindOf } from "./delivery-error.ts";
import type { Form } from "./webhook.ts";

/**
 * How far a message of ours came. `accepted`, `scheduled`, `queued` and `sending` are before all that we count.
 * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 */
const statuses: ReadonlyMap<string, DeliveryStatus> = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["failed", "failed"],
  ["undelivered", "failed"],
  ["canceled", "failed"],
]);

/** Our key of a request, in the address that Twilio calls about it. */
const keyParameter = "key";

export function statusCallback(address: string, key: string): string {
  const url = new URL(address);
  url.searchParams.set(keyParameter, key);
  return url.href;
}

/** The receipt of a status callback. */
export function toReceipt(
  form: Form,
  call: { status: string; account: string; url: string; now: Date },
): Arrival {
  const status = statuses.get(call.status);
  if (!status) return { kind: "ignored", account: call.account, what: `status ${call.status.slice(0, 40)}` };
  const key = new URL(call.url).searchParams.get(keyParameter);
  return {
    kind: "receipt",
    account: call.account,
    vendorId: form.MessageSid,
    ...(key !== null && { key }),
    status,
    at: call.now.toISOString(),
    ...(status === "failed" && failure(faultOf(form, call.status))),
  };
}

/** Mostly Twilio tells no more than the code: then its page about it is the message. */
function faultOf(form: Form, status: string): VendorFault {
  const code = form.ErrorCode || status;
  const page = form.ErrorCode ? `https://www.twilio.com/docs/api/errors/${form.ErrorCode}` : status;
  return { code, message: form.ChannelStatusMessage || form.ErrorMessage || page };
}

const failure = (fault: VendorFault) => failureOf(fault, kindOf(Number(fault.code)));
