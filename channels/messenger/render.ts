import type { Content, DocumentFile } from "../../models/activity.ts";
import { decodePayload } from "../../models/payload.ts";
import { absoluteUrl } from "../shared/absolute-url.ts";
import { numbered } from "../shared/numbered.ts";
import { shortValue } from "../shared/short-value.ts";
import { shorten } from "../shared/shorten.ts";
import { splitText } from "../shared/split-text.ts";
import { cardLine, carousels, mostPayloadBytes, mostTitleChars, showsWhole } from "./cards.ts";
import type { Message, QuickReply } from "./message.ts";

/** UTF-16 units. */
const mostTextChars = 2000;
const mostQuickReplies = 13;

/**
 * Content as messages, in their order: the picture, the words, the document, the cards. Choices are quick replies, which
 * are gone after a tap, so that no old question is answered by chance; Messenger shows only those of the last message.
 * There is no button for a place, and a template is its text.
 */
export function toMessages(content: Content, publicUrl: string | undefined): Message[] {
  const { image, document, cards = [] } = content;
  const messages: Message[] = [
    ...ofFile("image", image?.url, publicUrl),
    ...splitText(wordsOf(content, publicUrl), mostTextChars).map((text) => ({ text })),
    ...ofFile("file", document?.url, publicUrl),
    ...carousels(cards, publicUrl),
  ];
  return withQuickReplies(messages, content);
}

/** They need something above them. */
function withQuickReplies(messages: readonly Message[], content: Content): Message[] {
  const replies = quickReplies(content);
  if (replies.length === 0) return [...messages];
  const last = messages.at(-1) ?? { text: numbered("", titlesOf(content)) };
  return [...messages.slice(0, -1), { ...last, quick_replies: replies }];
}

function ofFile(
  type: "image" | "file",
  address: string | undefined,
  publicUrl: string | undefined,
): Message[] {
  const url = address === undefined ? null : absoluteUrl(address, publicUrl);
  return url === null ? [] : [{ attachment: { type, payload: { url } } }];
}

/** What is said, and whatever cannot be read elsewhere. */
function wordsOf(content: Content, publicUrl: string | undefined): string {
  const { image, document, text = "", cards = [] } = content;
  const offered = cardsOffered(content);
  const told = cards.filter((card) => !offered.includes(card) && !showsWhole(card, publicUrl)).map(cardLine);
  const described =
    image && !text.includes(image.alt) ? [image.alt, text].filter(Boolean).join("\n\n") : text;
  const words = [described, document && nameOf(document, publicUrl), ...told].filter(Boolean).join("\n");
  return areListed(content) ? numbered(words, [...offered.map(cardLine), ...titlesOf(content)]) : words;
}

const titlesOf = ({ choices = [] }: Content): string[] => choices.map(({ title }) => title);

/** Choices are read in the words when they are too many, or one of them too long, for quick replies. */
const areListed = ({ choices = [] }: Content): boolean =>
  choices.length > mostQuickReplies || choices.some(({ title }) => title.length > mostTitleChars);

/**
 * The cards that have a number before those of the choices: the server counts each that has a button. While a question
 * is open, only its choices count.
 */
function cardsOffered(content: Content): NonNullable<Content["cards"]> {
  const { cards = [], choices = [] } = content;
  const asks = choices.some(({ value }) => decodePayload(value)?.kind === "answer");
  return areListed(content) && !asks ? cards.filter(({ buttons }) => buttons.length > 0) : [];
}

/** Where they are listed, each begins with its number there. */
function quickReplies(content: Content): QuickReply[] {
  const { choices = [] } = content;
  if (choices.length > mostQuickReplies) return [];
  const before = cardsOffered(content).length;
  return choices.map(({ title, value }, place) => ({
    content_type: "text",
    title: shorten(areListed(content) ? `${before + place + 1}. ${title}` : title, mostTitleChars),
    payload: shortValue(value, mostPayloadBytes),
  }));
}

/** A file is shown by the end of its address. */
function nameOf({ name, url }: DocumentFile, publicUrl: string | undefined): string {
  return absoluteUrl(url, publicUrl)?.endsWith(`/${encodeURIComponent(name)}`) ? "" : name;
}
