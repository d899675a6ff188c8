import type { Card, Choice, Content, DocumentFile, Picture, Place } from "../../models/activity.ts";
import type { Language } from "../../models/language.ts";
import { encodePayload } from "../../models/payload.ts";
import type { Replies, ReplyParams } from "../../models/ports/replies.ts";

/** What to say, by the key of the shop's words, and what to show with it. */
export interface Reply {
  key: string;
  params?: ReplyParams;
  cards?: Card[];
  image?: Picture;
  document?: DocumentFile;
  place?: Place;
  /** Asks the shopper to share where they are, where the channel has a button for it. */
  asksLocation?: boolean;
  /** Next steps, each a tap that begins a flow. */
  next?: readonly Next[];
}

/** `title` is a reply key, or a text when `literal`. */
export interface Next {
  title: string;
  literal?: boolean;
  flow: string;
  slots?: Record<string, string | number | boolean>;
}

/** The tap that begins a flow. */
export function startPayload(flow: string, slots: Next["slots"] = {}): string {
  return encodePayload({ kind: "start", flow, slots: asTexts(slots) });
}

/** As payloads have them. */
export const asTexts = (slots: Next["slots"] = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(slots).map(([name, value]) => [name, String(value)]));

/** A reply in the shopper's words. `variant` picks among the merchant's variants. */
export function renderReply(reply: Reply, replies: Replies, language: Language, variant: number): Content {
  const choices = (reply.next ?? []).map(
    (next): Choice => ({
      title: next.literal ? next.title : replies.render(next.title, language, {}, variant),
      value: startPayload(next.flow, next.slots),
    }),
  );
  const template = replies.template(reply.key, language, reply.params);
  return {
    text: replies.render(reply.key, language, reply.params, variant),
    ...(template && { template }),
    ...(choices.length > 0 && { choices }),
    ...(reply.cards?.length && { cards: reply.cards }),
    ...(reply.image && { image: reply.image }),
    ...(reply.document && { document: reply.document }),
    ...(reply.place && { place: reply.place }),
    ...(reply.asksLocation && { asksLocation: true }),
  };
}

/** What a reply says, whatever the language: to know whether it was said before. */
export function fingerprint(reply: Reply | Reply[] | null): string {
  const one = ({ key, params, cards, image, document, next }: Reply): unknown => [
    key,
    params,
    cards?.map((card) => card.buttons.map((button) => button.value)),
    image?.url,
    document?.url,
    next?.map((step) => [step.flow, step.slots]),
  ];
  return JSON.stringify([reply ?? []].flat().map(one));
}

/**
 * Joins plain texts that follow each other into one message: one bubble, one SMS. A message with cards, a picture, a
 * document, a place or a template stands alone; choices belong to the last text.
 */
export function joinContents(contents: Content[]): Content[] {
  const joined: Content[] = [];
  for (const content of contents) {
    const before = joined.at(-1);
    const isPlain = ({ text, cards, image, document, place, template }: Content): boolean =>
      text !== undefined && !cards && !image && !document && !place && !template;
    if (before && isPlain(before) && !before.choices && isPlain(content)) {
      joined[joined.length - 1] = { ...content, text: `${before.text}\n${content.text}` };
    } else {
      joined.push(content);
    }
  }
  return joined;
}
