import type { Choice } from "../../models/activity.ts";
import { shortValue } from "../shared/short-value.ts";
import { shorten } from "../shared/shorten.ts";
import type { Row } from "./message.ts";

export const mostButtons = 3;
export const mostRows = 10;
/** UTF-16 units. */
const mostButtonTitle = 20;
const mostRowTitle = 24;
const mostDescription = 72;
/** WhatsApp counts characters. */
const mostButtonIdBytes = 256;
const mostRowIdBytes = 200;

/** Something to choose, with more words about it than a title has room for. */
export interface Option extends Choice {
  description?: string;
}

/** Options as a vendor's buttons or rows; `isWhole`: all their words can be read there. */
interface Shown<Item> {
  items: Item[];
  isWhole: boolean;
}

/** Up to three. Titles and ids have to differ. */
export function replyButtons(options: readonly Option[]): Shown<{ id: string; title: string }> {
  const titles: string[] = [];
  const items = distinct(options, mostButtonIdBytes).map(({ id, option }) => {
    const title = unlike(titles, option.title, mostButtonTitle);
    titles.push(title);
    return { id, title };
  });
  const isWhole =
    items.length === options.length &&
    options.every(({ title, description }, at) => title === titles[at] && !description);
  return { items, isWhole };
}

/** Up to ten. */
export function listRows(options: readonly Option[]): Shown<Row> {
  const items = distinct(options, mostRowIdBytes).map(({ id, option: { title, description } }) => ({
    id,
    title: shorten(title, mostRowTitle),
    ...(description && { description: shorten(description, mostDescription) }),
  }));
  const isWhole =
    items.length === options.length &&
    items.every(({ title, description = "" }, at) => {
      const option = options[at]!;
      return title === option.title && description === (option.description ?? "");
    });
  return { items, isWhole };
}

/** Two with the same payload are the same tap: WhatsApp refuses the second. */
function distinct(options: readonly Option[], mostBytes: number): { id: string; option: Option }[] {
  const byId = new Map<string, Option>();
  for (const option of options) {
    const id = shortValue(option.value, mostBytes);
    if (!byId.has(id)) byId.set(id, option);
  }
  return [...byId].map(([id, option]) => ({ id, option }));
}

/** A title within the limit that none of the others is: "Taille 38, rouge fo… 2". */
function unlike(others: readonly string[], title: string, most: number): string {
  const short = shorten(title, most);
  if (!others.includes(short)) return short;
  const mark = ` ${others.length + 1}`;
  return shorten(title, most - mark.length) + mark;
}
