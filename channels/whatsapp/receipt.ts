import type { DeliveryStatus, Pricing, VendorFault } from "../../models/delivery.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { failureOf } from "../shared/failure.ts";
import { faultOf, kindOf } from "./delivery-error.ts";
import { Status, VendorError } from "./envelope.ts";
import { ignored, type Source, timeOf } from "./source.ts";

/** `played` is of a voice message. */
const statuses: ReadonlyMap<string, DeliveryStatus> = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["played", "read"],
  ["failed", "failed"],
]);

/** How far a message of ours came. Our key comes back in it. */
export function toReceipt(value: unknown, source: Source): Arrival {
  const parsed = Status.safeParse(value);
  if (!parsed.success) return ignored(source, "a status of an unknown form");
  const { id, timestamp, biz_opaque_callback_data: key, pricing } = parsed.data;
  const status = statuses.get(parsed.data.status);
  if (!status) return ignored(source, `status ${parsed.data.status}`);
  return {
    kind: "receipt",
    account: source.account,
    vendorId: id,
    ...(key && { key }),
    status,
    at: timeOf(timestamp, source),
    ...(pricing && { pricing: pricingOf(pricing) }),
    ...(status === "failed" && failure(firstFault(parsed.data))),
  };
}

const pricingOf = ({ billable, category, type }: NonNullable<Status["pricing"]>): Pricing => ({
  billable,
  category,
  ...(type !== undefined && { type }),
});

function firstFault({ errors = [] }: Status): VendorFault {
  const error = VendorError.safeParse(errors[0]);
  return error.success ? faultOf(error.data) : { code: "failed", message: "WhatsApp gave no reason" };
}

const failure = (fault: VendorFault) => failureOf(fault, kindOf(Number(fault.code)));
