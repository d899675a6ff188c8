import type { Activity } from "botframework-schema";

/**
 * What the engine shows a shopper: the small set of things every channel can render, degrading (carousel → cards one by one → numbered text). The wire form is a Bot Framework activity.
 */
export interface Content {
  text?: string;
  choices?: Choice[];
  cards?: Card[];
  image?: Picture;
  document?: DocumentFile;
  /** Asks the shopper to share where they are, where the channel has a button for it. */
  asksLocation?: boolean;
  /** A place to be shown on a map, where the channel has one; `text` tells of it as well. */
  place?: Place;
  /** Words that the vendor has approved, for when free ones are not allowed; `text` says the same. */
  template?: Template;
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

export interface DocumentFile {
  url: string;
  /** With its ending, as the shopper sees it. */
  name: string;
  contentType: string;
}

/** WGS 84, in degrees. */
export interface Place {
  latitude: number;
  longitude: number;
  name: string;
  address: string;
}

/** A template by its name in the shop's catalogue, with the values of its placeholders in their order. */
export interface Template {
  name: string;
  language: string;
  values: string[];
}

/** What the Activity schema has no field for. */
interface Extras {
  asksLocation?: boolean;
  template?: Template;
}

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
  const documents = content.document
    ? [
        {
          contentType: content.document.contentType,
          contentUrl: content.document.url,
          name: content.document.name,
        },
      ]
    : [];
  const { place } = content;
  const entities = place ? [placeEntity(place)] : [];
  const attachments = [...pictures, ...documents, ...cards];
  const extras: Extras = {
    ...(content.asksLocation && { asksLocation: true }),
    ...(content.template && { template: content.template }),
  };
  return {
    type: "message",
    locale,
    ...(content.text !== undefined && { text: content.text, inputHint: "acceptingInput" }),
    ...(attachments.length > 0 && { attachments }),
    ...(cards.length > 1 && { attachmentLayout: "carousel" }),
    ...(entities.length > 0 && { entities }),
    ...(Object.keys(extras).length > 0 && { channelData: extras }),
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
  const document = attachments.find(
    ({ contentType, contentUrl }) => contentUrl !== undefined && !contentType.startsWith("image/"),
  );
  const actions = activity.suggestedActions?.actions ?? [];
  const extras = (activity.channelData ?? {}) as Extras;
  const place = placeOf(activity.entities ?? []);
  return {
    ...(activity.text !== undefined && { text: activity.text }),
    ...(actions.length > 0 && { choices: actions.map(fromAction) }),
    ...(cards.length > 0 && { cards }),
    ...(picture?.contentUrl && { image: { url: picture.contentUrl, alt: picture.name ?? "" } }),
    ...(document?.contentUrl && {
      document: {
        url: document.contentUrl,
        name: document.name ?? "document",
        contentType: document.contentType,
      },
    }),
    ...(extras.asksLocation && { asksLocation: true }),
    ...(place && { place }),
    ...(extras.template && { template: extras.template }),
  };
}

/** https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md#entity */
const placeEntity = ({ latitude, longitude, name, address }: Place) => ({
  type: "Place",
  name,
  address,
  geo: { type: "GeoCoordinates", latitude, longitude, name },
});

function placeOf(entities: NonNullable<Activity["entities"]>): Place | null {
  const found = entities.find(({ type }) => type === "Place") as ReturnType<typeof placeEntity> | undefined;
  if (!found) return null;
  const { latitude, longitude } = found.geo;
  return { latitude, longitude, name: found.name, address: found.address };
}

type CardAction = NonNullable<Activity["suggestedActions"]>["actions"][number];

const toAction = (choice: Choice): CardAction => ({
  type: "postBack",
  title: choice.title,
  value: choice.value,
});
const fromAction = (action: CardAction): Choice => ({ title: action.title, value: String(action.value) });
const imageType = (url: string): string => (url.endsWith(".png") ? "image/png" : "image/jpeg");
