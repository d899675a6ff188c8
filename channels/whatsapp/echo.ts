import type { Arrival } from "../../models/ports/webhook.ts";
import { Echo } from "./envelope.ts";
import { identityOf, withoutPlus } from "./shopper.ts";
import { ignored, type Source, timeOf } from "./source.ts";

/** Somebody of the shop wrote in the WhatsApp Business app. What they delete or edit there says nothing to a shopper anew. */
export function toEcho(value: unknown, source: Source): Arrival {
  const parsed = Echo.safeParse(value);
  if (!parsed.success) return ignored(source, "an echo of an unknown form");
  const { id, to, to_user_id, group_id, timestamp, type, text, image, video, document } = parsed.data;
  if (type === "revoke" || type === "edit" || type === "reaction") return ignored(source, `echo ${type}`);
  const shopper = withoutPlus(to) ?? to_user_id;
  if (shopper === undefined || group_id !== undefined) return ignored(source, "echo to no shopper");
  const key = parsed.data.biz_opaque_callback_data;
  const words = text?.body ?? image?.caption ?? video?.caption ?? document?.caption;
  return {
    kind: "echo",
    account: source.account,
    identity: identityOf(source.account, shopper),
    vendorId: id,
    ...(key && { key }),
    ...(words && { text: words }),
    at: timeOf(timestamp, source),
  };
}
