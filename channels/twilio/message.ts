import { splitText } from "../shared/split-text.ts";

/**
 * A message by the names that the package has for the parameters of the Messages API.
 * https://www.twilio.com/docs/messaging/api/message-resource#request-body-parameters
 */
export interface Message {
  body?: string;
  mediaUrl?: string[];
  contentSid?: string;
  /** JSON. */
  contentVariables?: string;
}

/** More is refused with 21617. UTF-16 units. */
export const mostChars = 1600;

/** A text in as many messages as it needs. The picture goes with the first. */
export function toMessages(text: string, picture: string | null, most = mostChars): Message[] {
  const pieces = splitText(text, most);
  if (picture === null) return pieces.map((body) => ({ body }));
  const [caption, ...rest] = pieces;
  return [
    { ...(caption !== undefined && { body: caption }), mediaUrl: [picture] },
    ...rest.map((body) => ({ body })),
  ];
}
