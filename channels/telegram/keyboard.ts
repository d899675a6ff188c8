import type { Choice } from "../../models/activity.ts";
import { shortValue } from "../shared/short-value.ts";
import { shorten } from "../shared/shorten.ts";

/** https://core.telegram.org/bots/api#inlinekeyboardmarkup */
export interface InlineKeyboard {
  inline_keyboard: { text: string; callback_data: string }[][];
}
/** https://core.telegram.org/bots/api#replykeyboardmarkup */
export interface ReplyKeyboard {
  keyboard: { text: string; request_location?: true }[][];
  resize_keyboard: true;
  one_time_keyboard: true;
}

/** More are no longer read as buttons. Telegram's own limits are not documented: 100 buttons, 10 kB in all. */
export const mostButtons = 20;
/** Bytes, in UTF-8. */
const mostDataBytes = 64;
/** A phone shows no more of a title in one line. UTF-16 units. */
const mostTitle = 40;
/** Two of at most this length have room beside each other. */
const mostTitleOfTwo = 16;

/** Buttons under a message, each group beginning a row of its own; without any there is no keyboard. */
export function inlineKeyboard(...groups: readonly Choice[][]): InlineKeyboard | undefined {
  const rows = groups.flatMap(inRows);
  if (rows.length === 0) return undefined;
  const button = ({ title, value }: Choice) => ({
    text: shorten(title, mostTitle),
    callback_data: shortValue(value, mostDataBytes),
  });
  return { inline_keyboard: rows.map((row) => row.map(button)) };
}

/**
 * A button that sends where the shopper is, in the place of the letters. A message has one keyboard only: choices are
 * buttons below, which send their titles as text, and the server knows a title as its choice.
 */
export const locationKeyboard = (label: string, choices: readonly Choice[]): ReplyKeyboard => ({
  keyboard: [
    [{ text: label, request_location: true }],
    ...inRows(choices).map((row) => row.map(({ title }) => ({ text: title }))),
  ],
  resize_keyboard: true,
  one_time_keyboard: true,
});

export const locationLabel = (locale = "en"): string => labels[locale.slice(0, 2)] ?? labels.en!;

const labels: Record<string, string> = {
  fr: "📍 Envoyer ma position",
  ar: "📍 إرسال موقعي",
  en: "📍 Send my location",
};

function inRows(choices: readonly Choice[]): Choice[][] {
  const rows: Choice[][] = [];
  for (const choice of choices) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row?.length === 1 && isShort(first!) && isShort(choice)) row.push(choice);
    else rows.push([choice]);
  }
  return rows;
}

const isShort = ({ title }: Choice): boolean => title.length <= mostTitleOfTwo;
