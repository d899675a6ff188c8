import type { Entry } from "../../chats.ts";
import type { Shown } from "../../shown.ts";
import { type Act, type Call, CannotError, type Desk, type Done, type Shopper } from "../../vendor.ts";
import { type FileKind, fileOf, newFile, picturePath } from "../files.ts";
import { account, bot } from "./account.ts";
import { chatOf } from "./api.ts";
import { Payload } from "./shown.ts";

/** https://core.telegram.org/bots/api#update */
function call(update: object, desk: Desk): Call {
  return {
    path: "/webhooks/telegram",
    body: JSON.stringify({ update_id: desk.nextNumber(), ...update }),
    headers: () => ({
      "content-type": "application/json",
      "x-telegram-bot-api-secret-token": account.webhookSecret,
    }),
  };
}

export function act(shopper: Shopper, deed: Act, desk: Desk): Done {
  const id = desk.nextNumber();
  const from = {
    id: Number(shopper.id),
    is_bot: false,
    first_name: shopper.name,
    language_code: shopper.language,
  };
  const date = Math.floor(desk.clock.now().getTime() / 1000);
  const common = { message_id: id, from, chat: chatOf(shopper), date };
  const message = (fields: object, shows: Shown): Done => ({
    id: String(id),
    shows,
    calls: [call({ message: { ...common, ...fields } }, desk)],
  });
  const file = (kind: FileKind) => {
    const number = newFile(desk, kind);
    return { file_id: String(number), file_unique_id: `u${number}`, file_size: fileOf(number)!.bytes.length };
  };
  switch (deed.kind) {
    case "text":
      return message({ text: deed.text, ...entitiesOf(deed.text) }, { text: deed.text });
    case "tap":
      return tapped(deed, { id, from, shopper, desk, message });
    case "image":
      return message(
        {
          photo: [{ ...file("picture"), width: 600, height: 800 }],
          ...(deed.caption && { caption: deed.caption }),
        },
        { image: picturePath, ...(deed.caption && { text: deed.caption }) },
      );
    case "file":
      return message(
        {
          document: { ...file("pdf"), file_name: deed.name, mime_type: "application/pdf" },
          ...(deed.caption && { caption: deed.caption }),
        },
        { file: { name: deed.name }, ...(deed.caption && { text: deed.caption }) },
      );
    case "voice":
      return message(
        { voice: { ...file("voice"), duration: 4, mime_type: "audio/ogg" } },
        { note: "voice message" },
      );
    case "sticker":
      return message(
        {
          sticker: {
            ...file("sticker"),
            type: "regular",
            width: 512,
            height: 512,
            is_animated: false,
            is_video: false,
          },
        },
        { note: "sticker" },
      );
    case "location":
      return message(
        { location: { latitude: deed.latitude, longitude: deed.longitude } },
        { note: `location ${deed.latitude}, ${deed.longitude}` },
      );
    case "contact":
      return message(
        { contact: { phone_number: deed.phone, first_name: shopper.name, user_id: from.id } },
        { note: `contact ${deed.phone}` },
      );
    case "edit": {
      const before = desk
        .chat("telegram", shopper.id)
        .findLast(({ by, shows }) => by === "shopper" && shows.text);
      if (!before) throw new CannotError("There is no text to edit.");
      const edited = { ...common, message_id: Number(before.id), edit_date: date, text: deed.text };
      return {
        id: String(id),
        shows: { text: deed.text, note: "edited" },
        calls: [call({ edited_message: edited }, desk)],
      };
    }
    case "react": {
      const theirs = desk.chat("telegram", shopper.id).findLast(({ by }) => by === "shop");
      if (!theirs) throw new CannotError("There is no message to react to.");
      // Only a bot that is an administrator, and asks for them, hears of reactions.
      return { id: String(id), shows: { note: deed.emoji }, calls: [] };
    }
    case "blocks":
      shopper.blocks = deed.blocks;
      return {
        id: String(id),
        shows: { note: deed.blocks ? "blocked the bot" : "unblocked the bot" },
        calls: [
          call({ my_chat_member: memberChange(deed.blocks, { from, chat: chatOf(shopper), date }) }, desk),
        ],
      };
    case "ad":
    case "inbox":
      throw new CannotError("Telegram has nothing of the kind.");
    case "consent":
      throw new CannotError("Telegram has no switch for offers: one blocks the bot.");
  }
}

interface Context {
  id: number;
  from: object;
  shopper: Shopper;
  desk: Desk;
  message(fields: object, shows: Shown): Done;
}

/** A button under a message comes back by itself, one of a keyboard as the text on it. */
function tapped({ tap, entry }: Extract<Act, { kind: "tap" }>, context: Context): Done {
  const { id, from, shopper, desk, message } = context;
  if (tap.as === "location")
    return message(
      { location: { latitude: 34.0209, longitude: -6.8416 } },
      { note: "location 34.0209, -6.8416" },
    );
  if (tap.as === "text") return message({ text: tap.label }, { text: tap.label });
  const query = {
    id: String(id),
    from,
    message: messageOf(entry!, shopper),
    chat_instance: "sandbox",
    data: tap.value,
  };
  return { id: String(id), shows: { note: tap.label }, calls: [call({ callback_query: query }, desk)] };
}

function messageOf(entry: Entry, shopper: Shopper): object {
  const { text, caption, reply_markup } = Payload.parse(entry.request);
  return {
    message_id: Number(entry.id),
    from: bot,
    chat: chatOf(shopper),
    date: Math.floor(Date.parse(entry.at) / 1000),
    ...(text !== undefined && { text }),
    ...(caption !== undefined && { caption }),
    ...(reply_markup && { reply_markup }),
  };
}

function memberChange(blocks: boolean, common: object): object {
  const [before, now] = blocks ? ["member", "kicked"] : ["kicked", "member"];
  const member = (status: string | undefined) => ({
    user: bot,
    status,
    ...(status === "kicked" && { until_date: 0 }),
  });
  return { ...common, old_chat_member: member(before), new_chat_member: member(now) };
}

/** https://core.telegram.org/bots/api#messageentity */
function entitiesOf(text: string): object {
  const [command] = /^\/\w+/.exec(text) ?? [];
  return command === undefined
    ? {}
    : { entities: [{ type: "bot_command", offset: 0, length: command.length }] };
}
