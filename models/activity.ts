import type { Activity } from "botframework-schema";

/**
 * What the engine shows a shopper: the small set of things every channel can render, degrading (carousel → cards one by one → numbered text). The wire form is a Bot Framework activity.
 */
export interface Content {
  text?: string;
  choices?: Choice[];
  cards?: Card[];
  image?: Picture;
}

/** A tappable answer. `value` is the payload that a tap brings back (see `models/payload.ts`). */
export interface Choice {
  title: string;
  value: string;
}

export interface Card {
  title: string;
  subtitle?: string;
  /** Absolute path on this server or an https address. */
  image?: string;
  /** Formatted for the shopper, e.g. "349 MAD". */
  price?: string;
  buttons: Choice[];
}

export interface Picture {
  url: string;
  alt: string;
}

const heroCard = "application/vnd.microsoft.card.hero";

/** Content as a Bot Framework message activity: hero cards, suggested actions, a carousel when there are several. */
export function toActivity(content: Content, locale: string): Partial<Activity> {
  const cards = (content.cards ?? []).map((card) => ({
    contentType: heroCard,
    content: {
      title: card.title,
      ...(card.subtitle !== undefined && { subtitle: card.subtitle }),
      ...(card.price !== undefined && { text: card.price }),
      ...(card.image !== undefined && { images: [{ url: card.image }] }),
      buttons: card.buttons.map(toAction),
    },
  }));
  const pictures = content.image
    ? [{ contentType: imageType(content.image.url), contentUrl: content.image.url, name: content.image.alt }]
    : [];
  const attachments = [...pictures, ...cards];
  return {
    type: "message",
    locale,
    ...(content.text !== undefined && { text: content.text, inputHint: "acceptingInput" }),
    ...(attachments.length > 0 && { attachments }),
    ...(cards.length > 1 && { attachmentLayout: "carousel" }),
    ...(content.choices?.length && { suggestedActions: { to: [], actions: content.choices.map(toAction) } }),
  };
}

/** The reverse of {@link toActivity}, for channels that render content rather than activities. */
export function fromActivity(activity: Partial<Activity>): Content {
  const attachments = activity.attachments ?? [];
  const cards = attachments
    .filter((attachment) => attachment.contentType === heroCard)
    .map(({ content }) => ({
      title: String(content.title ?? ""),
      ...(content.subtitle !== undefined && { subtitle: String(content.subtitle) }),
      ...(content.text !== undefined && { price: String(content.text) }),
      ...(content.images?.[0]?.url !== undefined && { image: String(content.images[0].url) }),
      buttons: ((content.buttons ?? []) as CardAction[]).map(fromAction),
    }));
  const picture = attachments.find((attachment) => attachment.contentType.startsWith("image/"));
  const actions = activity.suggestedActions?.actions ?? [];
  return {
    ...(activity.text !== undefined && { text: activity.text }),
    ...(actions.length > 0 && { choices: actions.map(fromAction) }),
    ...(cards.length > 0 && { cards }),
    ...(picture?.contentUrl && { image: { url: picture.contentUrl, alt: picture.name ?? "" } }),
  };
}

type CardAction = NonNullable<Activity["suggestedActions"]>["actions"][number];

const toAction = (choice: Choice): CardAction => ({
  type: "postBack",
  title: choice.title,
  value: choice.value,
});
const fromAction = (action: CardAction): Choice => ({ title: action.title, value: String(action.value) });
const imageType = (url: string): string => (url.endsWith(".png") ? "image/png" : "image/jpeg");
