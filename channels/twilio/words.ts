import type { Card, Content } from "../../models/activity.ts";
import { decodePayload } from "../../models/payload.ts";
import { absoluteUrl } from "../shared/absolute-url.ts";
import { numbered } from "../shared/numbered.ts";

/** How an option reads at its number, counted from 1. */
export type Label = (title: string, number: number) => string;

/**
 * A message without buttons. The numbers are those that the server understands: first the cards that have a button,
 * each standing for its first one, then the choices; while a question is open, its choices alone.
 */
export function inWords(content: Content, label: Label = (title) => title): string {
  const { cards = [], choices = [] } = content;
  const asks = choices.some(({ value }) => decodePayload(value)?.kind === "answer");
  const isOffered = (card: Card): boolean => !asks && card.buttons.length > 0;
  const shown = cards.filter((card) => !isOffered(card)).map(cardLine);
  const options = [...cards.filter(isOffered).map(cardLine), ...choices.map(({ title }) => title)];
  const text = [content.text, ...shown].filter(Boolean).join("\n");
  return numbered(
    text,
    options.map((title, place) => label(title, place + 1)),
  );
}

/** "Robe Lina – 349 MAD – tailles 38, 40". Buttons after the first have no number: their words are there to be written. */
function cardLine({ title, price, subtitle, buttons }: Card): string {
  const others = buttons.slice(1).map((button) => button.title);
  const line = [title, price, subtitle].filter(Boolean).join(" – ");
  return others.length > 0 ? `${line} (${others.join(", ")})` : line;
}

/** Something to look at, where it cannot be shown: what it is, and where it is found. */
export const asLink = (name: string, url: string, publicUrl: string | undefined): string =>
  [name, absoluteUrl(url, publicUrl)].filter(Boolean).join(": ");

/** The one picture of a message: its own, or that of its only card. */
export function pictureOf({ image, cards = [] }: Content, publicUrl: string | undefined): string | null {
  const url = image?.url ?? (cards.length === 1 ? cards[0]!.image : undefined);
  return url === undefined ? null : absoluteUrl(url, publicUrl);
}
