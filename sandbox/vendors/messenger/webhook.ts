import type { Call, Desk } from "../../vendor.ts";
import { metaCall } from "../meta.ts";
import { account } from "./account.ts";

/**
 * One happening in one entry: of a conversation that another app has, for who stands by.
 * https://developers.facebook.com/docs/messenger-platform/webhooks
 */
export function call(happening: object, desk: Desk, field: "messaging" | "standby" = "messaging"): Call {
  const entry = { id: account.pageId, time: desk.clock.now().getTime(), [field]: [happening] };
  return metaCall("/webhooks/messenger", { object: "page", entry: [entry] }, account.appSecret);
}

export const byShopper = (id: string, desk: Desk) => ({
  sender: { id },
  recipient: { id: account.pageId },
  timestamp: desk.clock.now().getTime(),
});
