import type { Card, Content } from "../../models/activity.ts";
import { decodePayload } from "../../models/payload.ts";
import { absoluteUrl } from "../shared/absolute-url.ts";
import { labelsOf } from "./labels.ts";

/** What an e-mail shows, from top to bottom: the plain text and the HTML are both made of it. */
export type Part =
  | { kind: "words"; text: string }
  /** `caption` is its description, unless the words have it. */
  | { kind: "picture"; url: string | null; alt: string; caption: string }
  /** A file; without an address it can only be named. */
  | { kind: "file"; url: string | null; name: string }
  | CardPart
  /** Counted on from the cards, whose first number is 1. */
  | { kind: "choices"; titles: string[]; from: number };

export interface CardPart {
  kind: "card";
  /** Null: it cannot be chosen. */
  number: number | null;
  title: string;
  details: string;
  picture: string | null;
}

/**
 * The numbers are those that the server understands: first the cards that have a button, each standing for its first
 * one, then the choices; while a question is open, its choices alone.
 */
export function partsOf(content: Content, locale: string, publicUrl: string | undefined): Part[] {
  const { text = "", image, document, cards = [], choices = [] } = content;
  const asks = choices.some(({ value }) => decodePayload(value)?.kind === "answer");
  const offered = asks ? [] : cards.filter(({ buttons }) => buttons.length > 0);
  const link = (url: string): string | null => webAddress(url, publicUrl);
  const parts: Part[] = [];
  const words = text.trim() || (content.asksLocation ? labelsOf(locale).location : "");
  if (words) parts.push({ kind: "words", text: words });
  if (image) {
    const { url, alt } = image;
    parts.push({ kind: "picture", url: link(url), alt, caption: words.includes(alt) ? "" : alt });
  }
  if (document) parts.push({ kind: "file", url: link(document.url), name: document.name });
  for (const card of cards) parts.push(cardPart(card, numberOf(card, offered), link));
  const hasNumbers = choices.length > 0 || offered.length > 0;
  if (hasNumbers) parts.push({ kind: "words", text: labelsOf(locale).answerByNumber });
  if (choices.length > 0)
    parts.push({ kind: "choices", titles: choices.map(({ title }) => title), from: offered.length + 1 });
  return parts;
}

const numberOf = (card: Card, offered: readonly Card[]): number | null => offered.indexOf(card) + 1 || null;

/** Buttons after the first have no number: their words are there to be written. */
function cardPart(
  { title, price, subtitle, image, buttons }: Card,
  number: number | null,
  link: (url: string) => string | null,
): CardPart {
  const others = buttons.slice(1).map((button) => button.title);
  const details = [price, subtitle, others.length > 0 && `(${others.join(", ")})`]
    .filter(Boolean)
    .join(" – ");
  return { kind: "card", number, title, details, picture: image === undefined ? null : link(image) };
}

/** One that a mail program can open. */
function webAddress(url: string, publicUrl: string | undefined): string | null {
  const address = absoluteUrl(url, publicUrl);
  return address !== null && /^https?:\/\//i.test(address) ? address : null;
}
