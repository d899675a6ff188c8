import { isWhatsApp } from "./sender.ts";

/**
 * The words by which Twilio itself stops, or lets through again, all that we send to a number. YES would do the latter
 * as well, but is an answer to many a question.
 * https://help.twilio.com/articles/223134027-Twilio-support-for-opt-out-keywords-SMS-STOP-filtering-
 */
const stopWords = new Set(["STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"]);
const startWords = new Set(["START", "UNSTOP"]);

/** Whether a shopper who answers this word by SMS gets no message any more. */
export const isStopWord = (text: string): boolean => stopWords.has(text.trim().toUpperCase());

/**
 * Whether Twilio took a message for an opt-out (false) or the end of one (true), and has answered it. With Advanced
 * Opt-Out it says so, in every language that is configured there; HELP is a question like any other. Without, by SMS
 * to a number of its own, its English words apply. Null: an ordinary text, in which the server knows more such words.
 */
export function wantsMessages(message: {
  to: string;
  text: string;
  service?: string | undefined;
  optOutType?: string | undefined;
}): boolean | null {
  if (message.optOutType === "STOP") return false;
  if (message.optOutType === "START") return true;
  if (message.optOutType || message.service || isWhatsApp(message.to)) return null;
  if (isStopWord(message.text)) return false;
  return startWords.has(message.text.trim().toUpperCase()) ? true : null;
}
