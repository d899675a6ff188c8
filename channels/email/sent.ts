import type { DeliveryStatus, VendorFault } from "../../models/delivery.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { failureOf } from "../shared/failure.ts";
import { kindOf } from "./delivery-error.ts";
import { SentData, timeOf } from "./envelope.ts";
import { eventKey, keyOfTags } from "./event-key.ts";
import { addressOf, mailboxOf } from "./mailbox.ts";
import { openingOf } from "./opening.ts";
import { ignored } from "./received.ts";

/**
 * How far an e-mail of ours came. One that is delayed is still on its way. A click is made by one who reads; what opens
 * an e-mail may be a program.
 * https://resend.com/docs/webhooks/event-types
 */
const statuses: ReadonlyMap<string, DeliveryStatus> = new Map([
  ["email.sent", "sent"],
  ["email.delivery_delayed", "sent"],
  ["email.delivered", "delivered"],
  ["email.opened", "read"],
  ["email.clicked", "read"],
  ["email.bounced", "failed"],
  ["email.failed", "failed"],
  ["email.suppressed", "failed"],
]);

export function ofSent(
  type: string,
  value: unknown,
  { created_at, now }: { created_at: string | undefined; now: Date },
): Arrival {
  const { data } = SentData.safeParse(value);
  const account = data && addressOf(data.from);
  if (!data || !account) return ignored(`${type.slice(0, 100)} of an unknown form`);
  const at = timeOf(created_at, now);
  if (type === "email.complained") return toConsent(data, account, at);
  const status = statuses.get(type);
  if (!status) return ignored(type.slice(0, 100), account);
  const key = keyOfTags(data.tags ?? {});
  return {
    kind: "receipt",
    account,
    vendorId: data.email_id,
    ...(key !== undefined && { key }),
    status,
    at,
    ...(status === "failed" && failure(faultOf(type, data))),
  };
}

/** Who calls our e-mail spam gets no other that was not asked for. */
function toConsent({ email_id, to }: SentData, account: string, at: string): Arrival {
  const shopper = mailboxOf(to?.[0] ?? "");
  if (!shopper) return ignored("a complaint of nobody", account);
  const key = eventKey(email_id, "complained");
  return { kind: "consent", opening: openingOf(shopper, account), key, wantsMessages: false, at };
}

/** Codes: "Permanent/NoEmail", "suppressed/previous_bounce", "reached_daily_quota". */
function faultOf(type: string, { bounce, failed, suppressed }: SentData): VendorFault {
  const kind = type.slice("email.".length);
  const detail = bounce ?? failed ?? suppressed;
  const code = bounce
    ? [bounce.type ?? kind, bounce.subType]
    : [...(failed?.reason ? [] : [kind]), detail?.reason];
  return { code: code.filter(Boolean).join("/"), message: detail?.message || detail?.reason || kind };
}

const failure = (fault: VendorFault) => failureOf(fault, kindOf(fault.code));
