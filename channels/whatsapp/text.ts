import { splitText } from "../shared/split-text.ts";
import type { Message } from "./message.ts";

/** UTF-16 units; WhatsApp counts characters, of which there are never more. */
export const mostTextChars = 4096;
export const mostBodyChars = 1024;
export const mostCaptionChars = 1024;

/** A text in as many messages as it needs. */
export const textMessages = (text: string): Message[] =>
  splitText(text, mostTextChars).map((body) => ({ type: "text", text: { body } }));

/** The end of a text, within a limit, and what goes before it. */
export function endOf(text: string, most: number): { before: string; end: string } {
  const whole = text.trim();
  const end = splitText(whole, most).at(-1) ?? "";
  return { before: whole.slice(0, whole.length - end.length), end };
}
