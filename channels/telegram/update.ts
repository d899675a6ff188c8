import { z } from "zod";

/** What we ask Telegram to tell us; everything else is nothing to answer. */
export const allowedUpdates = ["message", "callback_query", "my_chat_member"] as const;

/**
 * The kinds are parsed one by one, so that one of a new form is ignored by itself: a call that is refused comes again
 * and again, and holds up those behind it. https://core.telegram.org/bots/api#update
 */
export const Update = z.looseObject({
  update_id: z.int(),
  message: z.unknown().optional(),
  callback_query: z.unknown().optional(),
  my_chat_member: z.unknown().optional(),
});
export type Update = z.infer<typeof Update>;

/** Seconds since 1970; until the year 9999. */
const UnixTime = z.int().min(0).max(253_402_300_799);

const Chat = z.looseObject({ id: z.int(), type: z.string() });

/** https://core.telegram.org/bots/api#user */
const User = z.looseObject({
  id: z.int(),
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  /** An IETF language tag. */
  language_code: z.string().optional(),
});
export type User = z.infer<typeof User>;

/** https://core.telegram.org/bots/api#message */
export const Message = z.looseObject({
  date: UnixTime,
  chat: Chat,
  from: User.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  /** Of a venue as well. */
  location: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional(),
  contact: z.looseObject({ phone_number: z.string(), user_id: z.int().optional() }).optional(),
  /** The same picture in several sizes, the largest last. https://core.telegram.org/bots/api#photosize */
  photo: z
    .array(z.looseObject({ file_id: z.string() }))
    .optional()
    .catch(undefined),
  document: z
    .looseObject({
      mime_type: z.string().optional(),
      file_id: z.string().optional().catch(undefined),
      file_name: z.string().optional().catch(undefined),
    })
    .optional(),
});
export type Message = z.infer<typeof Message>;

const Buttons = z.array(z.array(z.looseObject({ text: z.string(), callback_data: z.string().optional() })));

/** https://core.telegram.org/bots/api#callbackquery */
export const CallbackQuery = z.looseObject({
  id: z.string().min(1),
  from: User,
  /** Missing for a message that was sent through inline mode; without its keyboard when it is too old. */
  message: z
    .looseObject({
      chat: Chat,
      reply_markup: z.looseObject({ inline_keyboard: Buttons }).optional(),
    })
    .optional(),
  /** Missing for a game. */
  data: z.string().optional(),
});
export type CallbackQuery = z.infer<typeof CallbackQuery>;

/** https://core.telegram.org/bots/api#chatmemberupdated */
export const MemberChange = z.looseObject({
  chat: Chat,
  from: User,
  date: UnixTime,
  new_chat_member: z.looseObject({ status: z.string() }),
});
export type MemberChange = z.infer<typeof MemberChange>;
