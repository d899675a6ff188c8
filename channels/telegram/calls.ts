import { splitText } from "../shared/split-text.ts";
import type { InlineKeyboard, ReplyKeyboard } from "./keyboard.ts";

type Markup = { reply_markup?: InlineKeyboard | ReplyKeyboard };

/**
 * A call of the Bot API, without whom it is for. There is no `parse_mode` in any: whatever a merchant writes is shown as
 * it is. https://core.telegram.org/bots/api#sendmessage
 */
export type Call =
  | { method: "sendMessage"; payload: { text: string } & Markup }
  | { method: "sendPhoto"; payload: { photo: string; caption?: string } & Markup }
  | { method: "sendVenue"; payload: { latitude: number; longitude: number; title: string; address: string } }
  | { method: "sendDocument"; payload: { document: string; caption?: string } & Markup };

/** What belongs together: words, below something to look at. */
export interface Part {
  words: string;
  photo?: string;
  document?: string;
}

/** UTF-16 units. */
const mostChars = 4096;
const mostCaptionChars = 1024;

/** A part in as many calls as it needs. The keyboard is under the last; words too long for a caption follow by themselves. */
export function callsOf({ words, photo, document }: Part, markup: Markup["reply_markup"]): Call[] {
  const keyboard = markup && { reply_markup: markup };
  const file = (fields: { caption?: string } & Markup): Call[] => {
    if (photo !== undefined) return [{ method: "sendPhoto", payload: { photo, ...fields } }];
    return document === undefined ? [] : [{ method: "sendDocument", payload: { document, ...fields } }];
  };
  const told = words.trim();
  const hasFile = photo !== undefined || document !== undefined;
  if (hasFile && told.length <= mostCaptionChars)
    return file({ ...(told && { caption: told }), ...keyboard });
  const pieces = splitText(told, mostChars);
  return [
    ...file({}),
    ...pieces.map((text, place): Call => {
      const isLast = place === pieces.length - 1;
      return { method: "sendMessage", payload: { text, ...(isLast && keyboard) } };
    }),
  ];
}
