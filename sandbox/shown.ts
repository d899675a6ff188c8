/** Something a shopper can tap. */
export interface Tap {
  label: string;
  /** What it is in that vendor's words (`button`, `row`, `quick-reply`, ...): the call that a tap makes follows from it. */
  as: string;
  /** What the tap brings back to the shop. */
  value?: string;
  description?: string;
  /** It only opens this address. */
  url?: string;
}

/** One message as the vendor's app shows it, whoever wrote it. */
export interface Shown {
  text?: string;
  image?: string;
  file?: { name: string; url?: string };
  /** A pin on a map. */
  place?: { latitude: number; longitude: number; name: string; address: string };
  cards?: { title: string; subtitle?: string; image?: string; taps: Tap[] }[];
  /** Under the words. */
  taps?: Tap[];
  /** Behind one button. */
  list?: { opens: string; rows: Tap[] };
  /** Above the keyboard, until the shopper writes or taps. */
  replies?: Tap[];
  /** Of an e-mail. */
  subject?: string;
  html?: string;
  /** In small letters: what is no message of its own, such as "Salma reacted with 👍". */
  note?: string;
}

/** Everything that can be tapped in a message. */
export const tapsOf = ({ taps = [], list, replies = [], cards = [] }: Shown): Tap[] => [
  ...cards.flatMap((card) => card.taps),
  ...taps,
  ...(list?.rows ?? []),
  ...replies,
];

/** All that can be read in a message, as one text. */
export const readable = (shown: Shown): string =>
  [
    shown.subject,
    shown.image !== undefined && "[picture]",
    shown.place && `[place: ${shown.place.name}, ${shown.place.address}]`,
    shown.text,
    shown.note && `(${shown.note})`,
    shown.file?.name,
    ...(shown.cards ?? []).flatMap(({ title, subtitle }) => [title, subtitle]),
    ...tapsOf(shown).flatMap(({ label, description }) => [`[${label}]`, description]),
  ]
    .filter(Boolean)
    .join("\n");
