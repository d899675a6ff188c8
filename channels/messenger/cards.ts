import type { Card, Choice } from "../../models/activity.ts";
import { absoluteUrl } from "../shared/absolute-url.ts";
import { shortValue } from "../shared/short-value.ts";
import { shorten } from "../shared/shorten.ts";
import type { Element, Message, PostbackButton } from "./message.ts";

const mostElements = 10;
const mostButtons = 3;
/** UTF-16 units. */
const mostLineChars = 80;
export const mostTitleChars = 20;
/** Meta counts characters. */
export const mostPayloadBytes = 1000;

/** Cards to be swiped through, in as many messages as they need; those with a title only are told in words. */
export function carousels(cards: readonly Card[], publicUrl: string | undefined): Message[] {
  const elements = cards
    .map((card) => withAbsoluteImage(card, publicUrl))
    .filter(hasMoreThanTitle)
    .flatMap(elementsOf);
  return inGroups(elements, mostElements).map((group) => ({
    attachment: { type: "template", payload: { template_type: "generic", elements: group } },
  }));
}

/** Whether all that a card says can be read in its carousel. */
export const showsWhole = (card: Card, publicUrl: string | undefined): boolean =>
  hasMoreThanTitle(withAbsoluteImage(card, publicUrl)) &&
  card.title.length <= mostLineChars &&
  subtitleOf(card).length <= mostLineChars;

/** "Robe Lina – 349 MAD – tailles 38, 40". */
export const cardLine = (card: Card): string => [card.title, subtitleOf(card)].filter(Boolean).join(" – ");

/** One with more buttons than there is room for is shown again with the others. */
function elementsOf(card: Card): Element[] {
  const subtitle = subtitleOf(card);
  const shown = {
    title: shorten(card.title, mostLineChars),
    ...(subtitle && { subtitle: shorten(subtitle, mostLineChars) }),
    ...(card.image !== undefined && { image_url: card.image }),
  };
  if (card.buttons.length === 0) return [shown];
  return inGroups(card.buttons.map(buttonOf), mostButtons).map((buttons) => ({ ...shown, buttons }));
}

const buttonOf = ({ title, value }: Choice): PostbackButton => ({
  type: "postback",
  title: shorten(title, mostTitleChars),
  payload: shortValue(value, mostPayloadBytes),
});

const subtitleOf = ({ price, subtitle }: Card): string => [price, subtitle].filter(Boolean).join(" – ");

/** Meta refuses an element that has nothing but a title. */
const hasMoreThanTitle = (card: Card): boolean =>
  card.image !== undefined || card.buttons.length > 0 || subtitleOf(card) !== "";

function withAbsoluteImage({ image, ...card }: Card, publicUrl: string | undefined): Card {
  const url = image === undefined ? null : absoluteUrl(image, publicUrl);
  return url === null ? card : { ...card, image: url };
}

const inGroups = <Item>(items: readonly Item[], most: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, at) => items.slice(at * most, (at + 1) * most));
