import { createHmac } from "node:crypto";
import { z } from "zod";
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
import { hexOf, messageSid } from "./ids.ts";
import type { Inbox } from "./lists.ts";

type Form = Readonly<Record<string, string>>;

/** Signed over the address as the product told it. https://www.twilio.com/docs/usage/webhooks/webhooks-security */
function call(address: string, form: Form): Call {
  const params = Object.keys(form)
    .sort()
    .map((name) => name + form[name])
    .join("");
  const signature = createHmac("sha1", account.authToken)
    .update(address + params)
    .digest("base64");
  const { pathname, search } = new URL(address);
  return {
    path: pathname + search,
    body: new URLSearchParams(form).toString(),
    headers: () => ({
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "user-agent": "TwilioProxy/1.1",
      "x-twilio-signature": signature,
    }),
  };
}

export type TwilioChannel = "sms" | "twilio-whatsapp";
const webhooks: Readonly<Record<TwilioChannel, string>> = {
  sms: "/webhooks/twilio",
  "twilio-whatsapp": "/webhooks/twilio/whatsapp",
};

/** https://www.twilio.com/docs/messaging/guides/webhook-request */
export function act(
  channel: TwilioChannel,
  shopper: Shopper,
  deed: Act,
  desk: Desk & { inbox: Inbox },
): Done {
  const isWhatsApp = channel === "twilio-whatsapp";
  const message = (fields: Form, shows: Shown, sid = messageSid(desk, "SM")): Done => {
    const form: Form = {
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: account.accountSid,
      ApiVersion: "2010-04-01",
      SmsStatus: "received",
      From: shopper.id,
      To: isWhatsApp ? account.whatsappNumber : account.number,
      Body: "",
      NumMedia: "0",
      NumSegments: "1",
      ...(isWhatsApp && {
        ProfileName: shopper.name,
        WaId: shopper.id.replace(/\D/g, ""),
        MessageType: "text",
      }),
      ...fields,
    };
    desk.inbox.set(sid, { form, at: desk.clock.now() });
    return { id: sid, shows, calls: [call(desk.productUrl + webhooks[channel], form)] };
  };
  const media = (kind: FileKind, type: string, shows: Shown, caption = "", more: Form = {}): Done => {
    const sid = messageSid(desk, "MM");
    const path = `/2010-04-01/Accounts/${account.accountSid}/Messages/${sid}/Media/ME${hexOf(newFile(desk, kind))}`;
    const fields = {
      NumMedia: "1",
      MediaContentType0: type,
      MediaUrl0: desk.apiUrl + path,
      Body: caption,
      ...more,
    };
    return message(fields, { ...shows, ...(caption && { text: caption }) }, sid);
  };
  switch (deed.kind) {
    case "text":
      return message(
        { Body: deed.text },
        { text: deed.text, ...(!isWhatsApp && obeyed(shopper, deed.text)) },
      );
    case "image":
      return media(
        "picture",
        "image/jpeg",
        { image: picturePath },
        deed.caption,
        isWhatsApp ? { MessageType: "image" } : {},
      );
    case "file":
      return media("pdf", "application/pdf", { file: { name: deed.name } }, deed.caption);
    default:
      if (!isWhatsApp)
        throw new CannotError("By SMS one sends words and pictures, and the words STOP and START.");
      return onWhatsApp(shopper, deed, { message, media });
  }
}

interface Ways {
  message(fields: Form, shows: Shown): Done;
  media(kind: FileKind, type: string, shows: Shown, caption?: string, more?: Form): Done;
}

function onWhatsApp(shopper: Shopper, deed: Act, { message, media }: Ways): Done {
  switch (deed.kind) {
    case "voice":
      return media("voice", "audio/ogg", { note: "voice message" }, "", { MessageType: "audio" });
    case "sticker":
      return media("sticker", "image/webp", { note: "sticker" }, "", { MessageType: "sticker" });
    case "location": {
      const [latitude, longitude] = [String(deed.latitude), String(deed.longitude)];
      const fields = { Latitude: latitude, Longitude: longitude, MessageType: "location" };
      return message(fields, { note: `location ${latitude}, ${longitude}` });
    }
    case "contact":
      return media("pdf", "text/vcard", { note: `contact ${deed.phone}` }, "", { MessageType: "contacts" });
    case "blocks":
      // WhatsApp tells nobody.
      shopper.blocks = deed.blocks;
      return { id: "", shows: { note: deed.blocks ? "blocked the shop" : "unblocked the shop" }, calls: [] };
    default:
      throw new CannotError("Twilio does not tell of this.");
  }
}

const stopWords = /^\s*(?:stop|stopall|unsubscribe|end|quit|cancel|revoke|optout)\s*$/i;
const startWords = /^\s*(?:start|unstop|yes)\s*$/i;

/** By SMS Twilio obeys its words itself, and answers them. The product hears them all the same. */
function obeyed(shopper: Shopper, text: string): Shown {
  if (stopWords.test(text)) {
    shopper.optedOut = true;
    return { note: "Twilio: You have successfully been unsubscribed. Reply START to resubscribe." };
  }
  if (!shopper.optedOut || !startWords.test(text)) return {};
  shopper.optedOut = false;
  return { note: "Twilio: You have successfully been re-subscribed." };
}

const Sent = z.looseObject({ From: z.string(), To: z.string(), StatusCallback: z.string().optional() });

/** https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
export function receipt({ id, request }: Entry, { state, code }: Reported): Call | null {
  const { From, To, StatusCallback } = Sent.parse(request);
  if (StatusCallback === undefined || (state === "read" && !To.startsWith("whatsapp:"))) return null;
  return call(StatusCallback, {
    MessageSid: id,
    SmsSid: id,
    AccountSid: account.accountSid,
    ApiVersion: "2010-04-01",
    MessageStatus: state,
    SmsStatus: state,
    From,
    To,
    ...(code !== undefined && { ErrorCode: String(code) }),
    ...(To.startsWith("whatsapp:") && {
      ChannelPrefix: "whatsapp",
      ...(state === "read" && { EventType: "READ" }),
    }),
  });
}
