import { numbered } from "../shared/numbered.ts";
import type { Document, Message, Picture } from "./message.ts";
import { listRows, mostButtons, mostRows, type Option, replyButtons } from "./options.ts";
import { endOf, mostBodyChars, mostCaptionChars, textMessages } from "./text.ts";

/** What belongs together: words, below something to look at, above something to choose. */
export interface Part {
  words: string;
  picture?: Picture;
  document?: Document;
  options?: readonly Option[];
}

/**
 * A part in as many messages as it needs: up to three options are buttons under it, up to ten a list, more are numbers.
 * Whatever a button or row has no room for is read above it.
 */
export function messagesOf(part: Part, chooseLabel: string): Message[] {
  const { words, options = [] } = part;
  if (options.length === 0) return plain(part);
  if (options.length <= mostButtons) return withButtons(part, options);
  if (options.length <= mostRows) return withList(part, options, chooseLabel);
  return plain({ ...part, words: numbered(words, options.map(lineOf)) });
}

/** "Robe Lina – 349 MAD – tailles 38, 40". */
const lineOf = ({ title, description }: Option): string => [title, description].filter(Boolean).join(" – ");

/** Words too long for a caption follow by themselves. */
function plain({ words, picture, document }: Part): Message[] {
  const told = words.trim();
  const isCaption = told !== "" && told.length <= mostCaptionChars;
  const shown = fileMessage({ picture, document, ...(isCaption && { caption: told }) });
  return shown && isCaption ? [shown] : [...(shown ? [shown] : []), ...textMessages(told)];
}

/** Words too long for the body of a message go before it. */
function withButtons(part: Part, options: readonly Option[]): Message[] {
  const { items, isWhole } = replyButtons(options);
  const { before, end } = endOf(bodyOf(part.words, options, isWhole), mostBodyChars);
  const header = headerOf(part);
  return [
    ...textMessages(before),
    {
      type: "interactive",
      interactive: {
        type: "button",
        ...(header && { header }),
        body: { text: end },
        action: { buttons: items.map((reply) => ({ type: "reply", reply })) },
      },
    },
  ];
}

/** A list has no picture. */
function withList(part: Part, options: readonly Option[], chooseLabel: string): Message[] {
  const { items, isWhole } = listRows(options);
  const { before, end } = endOf(bodyOf(part.words, options, isWhole), mostBodyChars);
  const shown = fileMessage(part);
  return [
    ...(shown ? [shown] : []),
    ...textMessages(before),
    {
      type: "interactive",
      interactive: {
        type: "list",
        body: { text: end },
        action: { button: chooseLabel, sections: [{ rows: items }] },
      },
    },
  ];
}

/** A body is never empty. */
function bodyOf(words: string, options: readonly Option[], isWhole: boolean): string {
  const told = words.trim();
  if (isWhole && told !== "") return told;
  return [told, ...options.map(lineOf)].filter(Boolean).join("\n");
}

function headerOf({ picture, document }: Part) {
  if (picture) return { type: "image" as const, image: picture };
  return document && { type: "document" as const, document };
}

function fileMessage({
  picture,
  document,
  caption,
}: {
  picture?: Picture | undefined;
  document?: Document | undefined;
  caption?: string;
}): Message | null {
  const captioned = caption !== undefined && { caption };
  if (picture) return { type: "image", image: { ...picture, ...captioned } };
  return document ? { type: "document", document: { ...document, ...captioned } } : null;
}
