import type { Card, Content, DocumentFile, Picture, Place } from "../../models/activity.ts";
import { decodePayload } from "../../models/payload.ts";
import { absoluteUrl } from "../shared/absolute-url.ts";
import { numbered } from "../shared/numbered.ts";
import { type Call, callsOf, type Part } from "./calls.ts";
import { inlineKeyboard, locationKeyboard, locationLabel, mostButtons } from "./keyboard.ts";

export interface RenderOptions {
  publicUrl?: string | undefined;
  locale?: string | undefined;
}

/**
 * Content as calls, in their order: the text with its picture or document, then the cards, each a photo with a caption
 * and buttons of its own, as an album can have none. Choices are buttons under the last of them, next to where one
 * writes; too many are numbers in the text. A template is its text: Telegram never closes the way for free words.
 */
export function toCalls(content: Content, { publicUrl, locale }: RenderOptions): Call[] {
  const { cards = [], choices = [], asksLocation } = content;
  const offered = choices.length > mostButtons ? [] : choices;
  const label = locationLabel(locale);
  const introduction = introductionOf({ ...content, text: textOf(content, label) }, publicUrl);
  const parts = [
    ...introduction.map((part) => ({ part, buttons: [] })),
    ...cards.map((card) => ({ part: ofCard(card, publicUrl), buttons: card.buttons })),
  ];
  const said = parts.flatMap(({ part, buttons }, place) => {
    if (asksLocation && place === 0) return callsOf(part, locationKeyboard(label, offered));
    const isLast = place === parts.length - 1;
    return callsOf(part, inlineKeyboard(buttons, isLast && !asksLocation ? offered : []));
  });
  return content.place ? [ofPlace(content.place), ...said] : said;
}

/** https://core.telegram.org/bots/api#sendvenue */
const ofPlace = ({ latitude, longitude, name, address }: Place): Call => ({
  method: "sendVenue",
  payload: { latitude, longitude, title: name, address },
});

/**
 * What is said. A keyboard needs words above it. The server counts the cards on offer before the choices, but not while
 * these answer a question.
 */
function textOf(content: Content, locationLabel: string): string {
  const { choices = [], cards = [], image, document, asksLocation } = content;
  const text = (content.text ?? "").trim();
  const titles = choices.map(({ title }) => title);
  if (choices.length > mostButtons) {
    const asks = choices.some(({ value }) => decodePayload(value)?.kind === "answer");
    const before = asks ? [] : cards.filter(({ buttons }) => buttons.length > 0).map(({ title }) => title);
    return numbered(text, [...before, ...titles]);
  }
  if (text || image || document) return text;
  if (asksLocation) return locationLabel;
  return cards.length > 0 ? "" : numbered("", titles);
}

function introductionOf(content: Content, publicUrl: string | undefined): Part[] {
  const { text = "", image, document } = content;
  if (image && document) return [ofPicture(image, text, publicUrl), ofDocument(document, "", publicUrl)];
  if (image) return [ofPicture(image, text, publicUrl)];
  if (document) return [ofDocument(document, text, publicUrl)];
  return text ? [{ words: text }] : [];
}

/** What a picture shows is told as well, unless the text does so. */
function ofPicture({ url, alt }: Picture, text: string, publicUrl: string | undefined): Part {
  const words = text.includes(alt) ? text : [alt, text].filter(Boolean).join("\n\n");
  return withPhoto(words, url, publicUrl);
}

const ofCard = ({ title, price, subtitle, image }: Card, publicUrl: string | undefined): Part =>
  withPhoto([title, price, subtitle].filter(Boolean).join("\n"), image, publicUrl);

function withPhoto(words: string, image: string | undefined, publicUrl: string | undefined): Part {
  const photo = image === undefined ? null : absoluteUrl(image, publicUrl);
  return photo === null ? { words } : { words, photo };
}

/** What Telegram fetches itself; of anything else the shopper gets the address. https://core.telegram.org/bots/api#sending-files */
const fetched = new Set(["application/pdf", "application/zip"]);

function ofDocument(file: DocumentFile, text: string, publicUrl: string | undefined): Part {
  const url = absoluteUrl(file.url, publicUrl);
  const lines = (name: string): string => [text, name].filter(Boolean).join("\n");
  if (url === null) return { words: lines(file.name) };
  if (!fetched.has(file.contentType)) return { words: lines(`${file.name}: ${url}`) };
  // Its name is then the end of the address.
  return { words: lines(url.endsWith(`/${encodeURIComponent(file.name)}`) ? "" : file.name), document: url };
}
