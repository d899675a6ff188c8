import type { DeedOf } from "../../deeds.ts";
import type { Desk, Done, Shopper } from "../../vendor.ts";
import { account } from "./account.ts";
import { byShopper, call } from "./webhook.ts";

const ours = String(account.appId);
const inbox = String(account.inboxAppId);

/**
 * What people do in the page's inbox, as the page's apps are told.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/messaging_handovers
 */
export function actOfInbox(shopper: Shopper, does: DeedOf<"inbox">["does"], mid: string, desk: Desk): Done {
  const told = (fields: object, note: string): Done => ({
    id: mid,
    shows: { note: `the page's inbox ${note}` },
    calls: [call({ ...byShopper(shopper.id, desk), ...fields }, desk)],
  });
  switch (does) {
    case "takes":
    case "keeps": {
      shopper.inbox = does === "keeps" ? "keeps" : "has";
      const taken = { previous_owner_app_id: ours, new_owner_app_id: inbox };
      return told({ take_thread_control: taken }, `${does} the conversation`);
    }
    case "passes": {
      delete shopper.inbox;
      const passed = { previous_owner_app_id: inbox, new_owner_app_id: ours };
      return told({ pass_thread_control: passed }, "gives the conversation back");
    }
    case "leaves":
      // It falls idle after a while, of which Meta tells nobody.
      delete shopper.inbox;
      return { ...told({}, "leaves the conversation"), calls: [] };
    case "asks":
      return told({ request_thread_control: { requested_owner_app_id: inbox } }, "asks for the conversation");
    default:
      return writes(shopper, does.writes, mid, desk);
  }
}

function writes(shopper: Shopper, text: string, mid: string, desk: Desk): Done {
  const happening = {
    sender: { id: account.pageId },
    recipient: { id: shopper.id },
    timestamp: desk.clock.now().getTime(),
    message: { is_echo: true, app_id: account.inboxAppId, mid, text },
  };
  const field = shopper.inbox ? "standby" : "messaging";
  return {
    id: mid,
    shows: { note: `the page's inbox writes: ${text}` },
    calls: [call(happening, desk, field)],
  };
}
