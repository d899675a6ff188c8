import type { VendorFault } from "../../models/delivery.ts";
import type { DeliveryError } from "../../models/ports/channel.ts";

/** The end of a receipt that tells of a failure. */
export const failureOf = (
  fault: VendorFault,
  means: DeliveryError["kind"] | undefined,
): { fault: VendorFault; means?: DeliveryError["kind"] } => ({ fault, ...(means && { means }) });
