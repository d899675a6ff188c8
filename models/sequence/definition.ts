import { z } from "zod";

/** What a shopper is written to about, in steps. */
export const sequenceKinds = [
  /** Something is in the cart of a chat, or of the shop's page, and was not ordered. */
  "abandoned_cart",
  /** After an order was placed. */
  "thanks",
  /** After one was delivered: is all well? */
  "news",
  /** After one was delivered: what do they think of it? */
  "review",
  /** What is in a cart has become cheaper: the first step counts from then. */
  "price_drop",
  /** They have not bought for long. */
  "win_back",
] as const;
export const SequenceKind = z.enum(sequenceKinds);
export type SequenceKind = z.infer<typeof SequenceKind>;

const unitsMs: Record<string, number> = { min: 60_000, h: 3_600_000, d: 86_400_000 };

/** "30 min", "24 h", "7 d"; in milliseconds. */
const Delay = z
  .string()
  .regex(/^\d{1,4} (?:min|h|d)$/, 'a time such as "30 min", "24 h" or "7 d"')
  .transform((text) => {
    const [count, unit] = text.split(" ");
    return Number(count) * unitsMs[unit!]!;
  });

/** The last part of a reply's key: `sequence.thanks.<word>`. */
const Word = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, "a name in small letters, as in replies.yaml");

const Step = z.strictObject({
  /** Since the sequence began. */
  after: Delay,
  /** Several: each shopper always gets the same one, each of them as many shoppers. */
  say: z.union([Word.transform((word) => [word]), z.array(Word).min(2)]),
  /** Whoever has not asked for news gets no `marketing`. */
  purpose: z.enum(["service", "marketing"]),
  /** One of the shop's promo codes, which the words may name. */
  code: z.string().optional(),
  /** Only when what it is about is worth so much; minor units of the shop's currency. */
  fromMinor: z.int().positive().optional(),
});
export type SequenceStep = z.infer<typeof Step>;

export const stops = ["reply", "purchase", "handover"] as const;

export const Sequence = z
  .strictObject({
    /** What ends it before its last step. An opt-out always does. */
    stopOn: z.array(z.enum(stops)).default([...stops]),
    /** Names of channels: the first one on which the shopper can be reached. Else where it began. */
    channels: z.array(z.string()).default([]),
    /** None: the shop does without. */
    steps: z.array(Step),
  })
  .refine(({ steps }) => steps.every(({ after }, at) => at === 0 || after > steps[at - 1]!.after), {
    path: ["steps"],
    message: "each step comes after the one before it",
  });
export type Sequence = z.infer<typeof Sequence>;

const Reservation = z.strictObject({
  /** The shopper is reminded so long before it is over. */
  remindBefore: Delay,
});

/** Of an order that is paid at the door. */
const Cod = z
  .strictObject({
    /** Since the order: not in the very minute in which one has ordered. */
    ask: Delay,
    /** Since then, if nobody answers. */
    again: Delay,
    last: Delay,
    /** Nobody waits any longer. */
    end: Delay,
  })
  .refine(({ again, last, end }) => again < last && last < end, {
    message: "again, last and end come one after the other",
  });

/** `jobs/sequences.yaml` */
export const Sequences = z.strictObject({
  reservation: Reservation.prefault({ remindBefore: "1 h" }),
  cod: Cod.prefault({ ask: "10 min", again: "24 h", last: "48 h", end: "72 h" }),
  /** A purchase counts for the last message before it, for so many days. */
  attributionDays: z.int().min(1).max(90).default(7),
  ...(Object.fromEntries(sequenceKinds.map((kind) => [kind, Sequence.optional()])) as Record<
    SequenceKind,
    z.ZodOptional<typeof Sequence>
  >),
});
export type Sequences = z.infer<typeof Sequences>;

/** Every word that may stand in the file, to suggest one for a mistyped one. */
export const sequenceWords: readonly string[] = [
  "attributionDays",
  "reservation",
  ...Object.keys(Reservation.shape),
  "cod",
  ...Object.keys(Cod.shape),
  ...sequenceKinds,
  ...Object.keys(Sequence.shape),
  ...Object.keys(Step.shape),
];

/** The reply that a step says. */
export const sequenceReply = (kind: SequenceKind, word: string): string => `sequence.${kind}.${word}`;

/** A shop that begins nothing. */
export const noSequences: Sequences = Sequences.parse({});
