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
import { metaCall } from "../meta.ts";
import { account } from "./account.ts";
import { wordsOf } from "./codes.ts";
import { messageId } from "./ids.ts";
import { Request } from "./request.ts";

const path = "/webhooks/whatsapp";

const seconds = ({ clock }: Desk): string => String(Math.floor(clock.now().getTime() / 1000));

function call(field: string, value: object): Call {
  const metadata = {
    display_phone_number: account.displayPhoneNumber,
    phone_number_id: account.phoneNumberId,
  };
  return metaCall(
    path,
    {
      object: "whatsapp_business_account",
      entry: [
        {
          id: account.businessId,
          changes: [{ value: { messaging_product: "whatsapp", metadata, ...value }, field }],
        },
      ],
    },
    account.appSecret,
  );
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages */
export function act(shopper: Shopper, deed: Act, desk: Desk): Done {
  const id = messageId(desk);
  const [{ contact, from }, timestamp] = [whoIs(shopper), seconds(desk)];
  const contacts = [contact];
  const message = (fields: object, shows: Shown, entry?: Entry | null): Done => ({
    id,
    shows,
    calls: [
      call("messages", {
        contacts,
        messages: [
          {
            ...(entry && { context: { from: account.displayPhoneNumber, id: entry.id } }),
            ...from,
            id,
            timestamp,
            ...fields,
          },
        ],
      }),
    ],
  });
  const file = (kind: FileKind, fields: object) => ({
    sha256: "c2FuZGJveA==",
    id: String(newFile(desk, kind)),
    ...fields,
  });
  switch (deed.kind) {
    case "text":
      return message({ type: "text", text: { body: deed.text } }, { text: deed.text });
    case "tap":
      return tapped(deed.tap.as, deed, message);
    case "image":
      return message(
        {
          type: "image",
          image: file("picture", { mime_type: "image/jpeg", ...(deed.caption && { caption: deed.caption }) }),
        },
        { image: picturePath, ...(deed.caption && { text: deed.caption }) },
      );
    case "file":
      return message(
        {
          type: "document",
          document: file("pdf", {
            filename: deed.name,
            mime_type: "application/pdf",
            ...(deed.caption && { caption: deed.caption }),
          }),
        },
        { file: { name: deed.name }, ...(deed.caption && { text: deed.caption }) },
      );
    case "voice":
      return message(
        { type: "audio", audio: file("voice", { mime_type: "audio/ogg; codecs=opus", voice: true }) },
        { note: "voice message" },
      );
    case "sticker":
      return message(
        { type: "sticker", sticker: file("sticker", { mime_type: "image/webp", animated: false }) },
        { note: "sticker" },
      );
    case "location":
      return message(
        { type: "location", location: { latitude: deed.latitude, longitude: deed.longitude } },
        { note: `location ${deed.latitude}, ${deed.longitude}` },
      );
    case "contact":
      return message(
        {
          type: "contacts",
          contacts: [
            {
              name: { formatted_name: shopper.name, first_name: shopper.name },
              phones: [{ phone: deed.phone, type: "CELL" }],
            },
          ],
        },
        { note: `contact ${deed.phone}` },
      );
    case "edit":
      return message(
        {
          type: "edit",
          edit: {
            original_message_id: lastOwn(shopper, desk).id,
            message: { type: "text", text: { body: deed.text } },
          },
        },
        { text: deed.text, note: "edited" },
      );
    case "react":
      return message(
        { type: "reaction", reaction: { message_id: lastOfShop(shopper, desk).id, emoji: deed.emoji } },
        { note: deed.emoji },
      );
    case "blocks":
      // WhatsApp tells nobody.
      shopper.blocks = deed.blocks;
      return { id, shows: { note: deed.blocks ? "blocked the shop" : "unblocked the shop" }, calls: [] };
    case "ad":
    case "inbox":
      throw new CannotError("The stand-in of WhatsApp does not play this.");
    case "consent":
      shopper.optedOut = !deed.wantsMessages;
      return {
        id,
        shows: { note: deed.wantsMessages ? "resumed offers" : "stopped offers" },
        calls: [
          call("user_preferences", {
            contacts,
            user_preferences: [
              {
                ...(isNumber(shopper.id) ? { wa_id: shopper.id } : { user_id: shopper.id }),
                detail: "User changed the marketing messages",
                category: "marketing_messages",
                value: deed.wantsMessages ? "resume" : "stop",
                timestamp: Number(seconds(desk)),
              },
            ],
          }),
        ],
      };
  }
}

const isNumber = (id: string): boolean => /^\d+$/.test(id);

/** One who hides the number has a user id only. https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids */
const whoIs = ({ id, name }: Shopper) =>
  isNumber(id)
    ? { contact: { profile: { name }, wa_id: id }, from: { from: id } }
    : { contact: { profile: { name, username: "sandbox" }, user_id: id }, from: { from_user_id: id } };

type Message = (fields: object, shows: Shown, entry?: Entry | null) => Done;

function tapped(as: string, { tap, entry }: Extract<Act, { kind: "tap" }>, message: Message): Done {
  const reply = { id: tap.value, title: tap.label };
  if (as === "location")
    return message(
      { type: "location", location: { latitude: 34.0209, longitude: -6.8416 } },
      { note: "location 34.0209, -6.8416" },
      entry,
    );
  return message(
    {
      type: "interactive",
      interactive:
        as === "row"
          ? {
              type: "list_reply",
              list_reply: { ...reply, ...(tap.description && { description: tap.description }) },
            }
          : { type: "button_reply", button_reply: reply },
    },
    { text: tap.label },
    entry,
  );
}

function lastOwn({ id }: Shopper, desk: Desk): Entry {
  const own = desk
    .chat("whatsapp", id)
    .findLast(({ by, shows }) => by === "shopper" && shows.text !== undefined);
  if (!own) throw new CannotError("There is no text to edit.");
  return own;
}

function lastOfShop({ id }: Shopper, desk: Desk): Entry {
  const theirs = desk.chat("whatsapp", id).findLast(({ by }) => by === "shop");
  if (!theirs) throw new CannotError("There is no message to react to.");
  return theirs;
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status */
export function receipt(entry: Entry, { state, code }: Reported, desk: Desk): Call {
  const key = Request.parse(entry.request).biz_opaque_callback_data;
  const errors = code !== undefined && {
    errors: [{ code, title: wordsOf(code), message: wordsOf(code), error_data: { details: wordsOf(code) } }],
  };
  return call("messages", {
    statuses: [
      {
        id: entry.id,
        status: state,
        timestamp: seconds(desk),
        ...(isNumber(entry.shopper) ? { recipient_id: entry.shopper } : { recipient_user_id: entry.shopper }),
        ...(key !== undefined && { biz_opaque_callback_data: key }),
        ...(state === "sent" && {
          pricing: {
            billable: false,
            pricing_model: "PMP",
            type: "free_customer_service",
            category: "service",
          },
        }),
        ...errors,
      },
    ],
  });
}
