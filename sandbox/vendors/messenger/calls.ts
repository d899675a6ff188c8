import type { Entry } from "../../chats.ts";
import type { Shown } from "../../shown.ts";
import {
  type Act,
  type Call,
  CannotError,
  type Desk,
  type Done,
  type Reported,
  type Shopper,
} from "../../vendor.ts";
import { type FileKind, newFile, picturePath } from "../files.ts";
import { account } from "./account.ts";
import { messageId } from "./ids.ts";
import { actOfInbox } from "./inbox.ts";
import { Request } from "./request.ts";
import { byShopper, call } from "./webhook.ts";

export function act(shopper: Shopper, deed: Act, desk: Desk): Done {
  const mid = messageId(desk);
  const told = (fields: object, shows: Shown): Done => ({
    id: mid,
    shows,
    calls: [
      call({ ...byShopper(shopper.id, desk), ...fields }, desk, shopper.inbox ? "standby" : "messaging"),
    ],
  });
  const message = (fields: object, shows: Shown): Done => told({ message: { mid, ...fields } }, shows);
  const attachment = (type: string, payload: object, shows: Shown, text?: string): Done =>
    message({ ...(text && { text }), attachments: [{ type, payload }] }, shows);
  const file = (kind: FileKind) => ({ url: `${desk.apiUrl}/files/${newFile(desk, kind)}` });
  switch (deed.kind) {
    case "text":
      return message({ text: deed.text }, { text: deed.text });
    case "ad": {
      shopper.wroteByAdAt = desk.clock.now();
      const referral = { source: "ADS", type: "OPEN_THREAD", ad_id: "120210000000000000" };
      return message({ text: deed.text, referral }, { text: deed.text });
    }
    case "inbox":
      return actOfInbox(shopper, deed.does, mid, desk);
    case "tap": {
      const { label, value, as } = deed.tap;
      if (as === "quick-reply")
        return message({ text: label, quick_reply: { payload: value } }, { text: label });
      return told({ postback: { mid, title: label, payload: value } }, { text: label });
    }
    case "image":
      return attachment(
        "image",
        file("picture"),
        { image: picturePath, ...(deed.caption && { text: deed.caption }) },
        deed.caption,
      );
    case "file":
      return attachment(
        "file",
        file("pdf"),
        { file: { name: deed.name }, ...(deed.caption && { text: deed.caption }) },
        deed.caption,
      );
    case "voice":
      return attachment("audio", file("voice"), { note: "voice message" });
    case "sticker":
      return attachment("sticker", { ...file("sticker"), sticker_id: 369239263222822 }, { note: "sticker" });
    case "location":
      return attachment(
        "location",
        { coordinates: { lat: deed.latitude, long: deed.longitude } },
        { note: `location ${deed.latitude}, ${deed.longitude}` },
      );
    case "edit": {
      const before = desk
        .chat("messenger", shopper.id)
        .findLast(({ by, shows }) => by === "shopper" && shows.text);
      if (!before) throw new CannotError("There is no text to edit.");
      return told(
        { message_edit: { mid: before.id, text: deed.text, num_edit: 1 } },
        { text: deed.text, note: "edited" },
      );
    }
    case "react": {
      const theirs = desk.chat("messenger", shopper.id).findLast(({ by }) => by === "shop");
      if (!theirs) throw new CannotError("There is no message to react to.");
      return told(
        { reaction: { mid: theirs.id, action: "react", reaction: "other", emoji: deed.emoji } },
        { note: deed.emoji },
      );
    }
    case "blocks":
      // Meta tells nobody; the next message is refused.
      shopper.blocks = deed.blocks;
      return { id: mid, shows: { note: deed.blocks ? "blocked the page" : "unblocked the page" }, calls: [] };
    case "contact":
    case "consent":
      throw new CannotError("Messenger has nothing of the kind.");
  }
}

/**
 * `sent` is the echo, which repeats our metadata; the others are watermarks: all messages up to then.
 * https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-echoes
 */
export function receipt({ id, at, shopper, request }: Entry, { state }: Reported, desk: Desk): Call | null {
  const watermark = Date.parse(at);
  switch (state) {
    case "sent": {
      const { text, metadata } = Request.parse(request).message ?? {};
      return call(
        {
          sender: { id: account.pageId },
          recipient: { id: shopper },
          timestamp: watermark,
          message: {
            is_echo: true,
            app_id: account.appId,
            mid: id,
            ...(metadata !== undefined && { metadata }),
            ...(text !== undefined && { text }),
          },
        },
        desk,
      );
    }
    case "delivered":
      return call({ ...byShopper(shopper, desk), delivery: { mids: [id], watermark } }, desk);
    case "read":
      return call({ ...byShopper(shopper, desk), read: { watermark } }, desk);
    case "failed":
      return null;
  }
}
