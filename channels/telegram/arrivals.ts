import type { Arrival } from "../../models/ports/webhook.ts";
import { eventOf, fieldsOf } from "./message.ts";
import { openingOf } from "./opening.ts";
import { ownPhone } from "./shared-contact.ts";
import { CallbackQuery, MemberChange, Message, type Update, type User } from "./update.ts";

/** `callbackId`: of a tapped button, which shows that it waits until this id is answered. */
export type TelegramArrival = Arrival & { callbackId?: string };

/** Whose bot it is, and which update: what all kinds of updates need. */
interface Source {
  account: string;
  key: string;
  now: Date;
}

/**
 * What an update tells: one thing, as Telegram sends each part of an album by itself. Only private chats are served.
 * A message that was edited keeps its id and is not asked anew; a group that became a supergroup is still a group.
 */
export function toArrival(update: Update, account: string, now: Date): TelegramArrival {
  const source = { account, key: `tg:${account}:${update.update_id}`, now };
  if (update.message !== undefined) return ofMessage(Message.safeParse(update.message).data, source);
  if (update.callback_query !== undefined)
    return ofCallback(CallbackQuery.safeParse(update.callback_query).data, source);
  if (update.my_chat_member !== undefined)
    return ofMemberChange(MemberChange.safeParse(update.my_chat_member).data, source);
  const [kind = "nothing"] = Object.keys(update).filter((field) => field !== "update_id");
  return ignored(source, kind.slice(0, 100));
}

function ofMessage(message: Message | undefined, source: Source): TelegramArrival {
  if (!message) return ignored(source, "a message of an unknown form");
  const { from, chat, date } = message;
  if (!from || !isShopper(from, chat)) return ignored(source, "a message outside of a shopper's chat");
  const event = eventOf(message, { key: source.key, at: isoOf(date) });
  if (!event) return ignored(source, `a message with ${fieldsOf(message)}`);
  return { kind: "event", opening: openingOf(from, source.account, ownPhone(message)), event };
}

/** Telegram says no time of a tap: it is the one of the call. */
function ofCallback(query: CallbackQuery | undefined, source: Source): TelegramArrival {
  if (!query) return ignored(source, "a tap of an unknown form");
  const { id: callbackId, from, message, data } = query;
  if (!message || data === undefined || !isShopper(from, message.chat))
    return { ...ignored(source, "a tap outside of a shopper's chat"), callbackId };
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const title = buttons.find((button) => button.callback_data === data)?.text;
  return {
    kind: "event",
    opening: openingOf(from, source.account),
    event: {
      kind: "tap",
      key: source.key,
      at: source.now.toISOString(),
      value: data,
      ...(title !== undefined && { title }),
    },
    callbackId,
  };
}

/** In a private chat it comes only when the shopper blocks the bot, or ends that. */
function ofMemberChange(change: MemberChange | undefined, source: Source): TelegramArrival {
  if (!change) return ignored(source, "a change of membership of an unknown form");
  const { from, chat, date } = change;
  const { status } = change.new_chat_member;
  if (!isShopper(from, chat) || (status !== "kicked" && status !== "member"))
    return ignored(source, "a change of membership outside of a shopper's chat");
  return {
    kind: "consent",
    opening: openingOf(from, source.account),
    key: source.key,
    wantsMessages: status === "member",
    at: isoOf(date),
  };
}

const isShopper = (from: User, chat: { id: number; type: string }): boolean =>
  chat.type === "private" && chat.id === from.id && from.is_bot !== true;

const ignored = ({ account }: Source, what: string): TelegramArrival => ({ kind: "ignored", account, what });

const isoOf = (unixSeconds: number): string => new Date(unixSeconds * 1000).toISOString();
