import type { Card, Choice, Content } from "../../models/activity.ts";
import { decodePayload } from "../../models/payload.ts";
import { pictureOf } from "./introduction.ts";
import { mostButtons, mostRows, type Option } from "./options.ts";
import type { Part } from "./part.ts";
import { mostBodyChars } from "./text.ts";

/**
 * As many as a page of a search has are each a message of its own, for the picture. More would be a flood, and cost: each
 * may be paid, and after a burst of 45 a shopper gets one in six seconds.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/about-the-platform#pair-rate-limits
 */
export const mostShown = 5;

/** Each card as a picture with its words and buttons, below the introduction; the choices go under the last. */
export function shown(
  introduction: readonly Part[],
  { cards = [], choices = [] }: Content,
  publicUrl: string | undefined,
): Part[] {
  const parts = cards.map(
    (card): Part => ({
      words: [card.title, card.price, card.subtitle].filter(Boolean).join("\n"),
      ...pictureOf(card.image, publicUrl),
      options: card.buttons,
    }),
  );
  return withChoices(joined(introduction, parts), choices);
}

/** A single card has the words that introduce it. */
function joined(introduction: readonly Part[], cards: readonly Part[]): Part[] {
  const [intro, ...more] = introduction;
  const [card, ...others] = cards;
  if (!intro || !card || more.length > 0 || others.length > 0) return [...introduction, ...cards];
  const words = `${intro.words.trim()}\n\n${card.words}`;
  const isOne = !intro.picture && !intro.document && words.length <= mostBodyChars;
  return isOne ? [{ ...card, words }] : [intro, card];
}

/** Where the last card's own buttons leave no room, the choices follow by themselves. */
function withChoices(parts: readonly Part[], choices: readonly Choice[]): Part[] {
  const last = parts.at(-1);
  const options = [...(last?.options ?? []), ...choices];
  if (last && options.length <= mostButtons) return [...parts.slice(0, -1), { ...last, options }];
  return choices.length === 0 ? [...parts] : [...parts, { words: "", options: choices }];
}

/**
 * More cards as options in their order, each standing for its first button. Where they have to be numbers, these are those
 * that the server counts: first the cards that have a button, then the choices; while a question is open, its choices alone.
 */
export function listed(introduction: readonly Part[], { cards = [], choices = [] }: Content): Part[] {
  const withButton = cards.filter(({ buttons }) => buttons.length > 0);
  const asks = choices.some(({ value }) => decodePayload(value)?.kind === "answer");
  const offered = asks && withButton.length + choices.length > mostRows ? [] : withButton;
  const told = cards.filter((card) => !offered.includes(card)).map(lineOf);
  const last = introduction.at(-1) ?? { words: "" };
  return [
    ...introduction.slice(0, -1),
    {
      ...last,
      words: [last.words, ...told].filter(Boolean).join("\n"),
      options: [...offered.map(optionOf), ...choices],
    },
  ];
}

const optionOf = (card: Card): Option => ({
  title: card.title,
  value: card.buttons[0]!.value,
  description: detailsOf(card),
});

const lineOf = (card: Card): string => [card.title, detailsOf(card)].filter(Boolean).join(" – ");

/** "349 MAD – tailles 38, 40". Of the buttons after the first the words are there to be written. */
function detailsOf({ price, subtitle, buttons }: Card): string {
  const others = buttons.slice(1).map(({ title }) => title);
  return [price, subtitle, others.length > 0 && `(${others.join(", ")})`].filter(Boolean).join(" – ");
}
