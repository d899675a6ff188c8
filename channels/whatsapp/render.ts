import type { Content, Place } from "../../models/activity.ts";
import { listed, mostShown, shown } from "./cards.ts";
import { introductionOf } from "./introduction.ts";
import { labelsOf } from "./labels.ts";
import type { Message } from "./message.ts";
import { mostRows } from "./options.ts";
import { messagesOf, type Part } from "./part.ts";
import { templateMessage } from "./template.ts";
import { endOf, mostBodyChars, textMessages } from "./text.ts";

export interface RenderOptions {
  publicUrl?: string | undefined;
  locale?: string | undefined;
}

/**
 * Content as messages, in their order: the words with their picture or document, then the cards, then the choices. Up to
 * five cards are each a picture with its own buttons, up to ten options a list without pictures; more are numbers.
 */
export function toMessages(content: Content, { publicUrl, locale }: RenderOptions): Message[] {
  if (content.template) return [templateMessage(content.template)];
  const { choose, location } = labelsOf(locale);
  const introduction = introductionOf(content, publicUrl);
  const messages = (parts: readonly Part[]) => parts.flatMap((part) => messagesOf(part, choose));
  const place = content.place ? [locationMessage(content.place)] : [];
  if (!content.asksLocation) return [...place, ...messages(partsOf(introduction, content, publicUrl))];
  // The button is under the words, so that what else there is goes before or after.
  const words = introduction.map((part) => part.words.trim()).filter(Boolean);
  return [
    ...messages(introduction.map((part) => ({ ...part, words: "" }))),
    ...locationRequest(words.join("\n\n") || location),
    ...messages(partsOf([], content, publicUrl)),
  ];
}

function partsOf(introduction: readonly Part[], content: Content, publicUrl: string | undefined): Part[] {
  const { cards = [], choices = [] } = content;
  const areShown = cards.length > 0 && cards.length <= mostShown && choices.length <= mostRows;
  return areShown ? shown(introduction, content, publicUrl) : listed(introduction, content);
}

const locationMessage = ({ latitude, longitude, ...words }: Place): Message => ({
  type: "location",
  location: { latitude: String(latitude), longitude: String(longitude), ...words },
});

/** WhatsApp's own button by which a shopper sends where they are. */
function locationRequest(words: string): Message[] {
  const { before, end } = endOf(words, mostBodyChars);
  return [
    ...textMessages(before),
    {
      type: "interactive",
      interactive: {
        type: "location_request_message",
        body: { text: end },
        action: { name: "send_location" },
      },
    },
  ];
}
