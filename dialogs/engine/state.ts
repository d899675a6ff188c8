import { z } from "zod";
import type { Content } from "../../models/activity.ts";
import { Language } from "../../models/language.ts";
import { Proven } from "../../models/proof.ts";
import { Unclear } from "../../models/unclear.ts";

const SlotValue = z.union([z.string(), z.number(), z.boolean()]);

const Choice = z.object({ title: z.string(), value: z.string() });

/** A question that was asked and not yet answered. */
const Question = z.object({
  slot: z.string(),
  askedAt: z.iso.datetime(),
  /** The tappable answers, so that "2" or a part of a label counts as the tap. */
  options: z.array(Choice),
});

/** A call that was decided: where it stands, and what it was made from. */
const Made = z.object({
  key: z.string(),
  action: z.string(),
  args: z.record(z.string(), z.unknown()),
  /** Keys of the events that led to it: what is said after its result answers them. */
  causes: z.array(z.string()).default([]),
  /** The values it used, as text, to see whether they changed. */
  inputs: z.string(),
  outcome: z
    .discriminatedUnion("ok", [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: z.string() }),
    ])
    .optional(),
});

export type Made = z.infer<typeof Made>;

/** Calls that were taken back, or are to be. */
const Undone = z.object({
  /** Taken back: such a call made again needs a key of its own. */
  keys: z.array(z.string()),
  /** Given up before it was known that they succeeded: taken back if they do after all. */
  pending: z.array(
    z.object({ key: z.string(), action: z.string(), args: z.record(z.string(), z.unknown()) }),
  ),
});
export type Undone = z.infer<typeof Undone>;

/** One run of a flow. */
const Frame = z.object({
  id: z.string(),
  flow: z.string(),
  version: z.int(),
  slots: z.record(z.string(), SlotValue),
  /** Step name → fingerprint of what was said there. */
  said: z.record(z.string(), z.string()),
  made: z.record(z.string(), Made),
  question: Question.nullable(),
  /** Begun by the shop (a reminder, a confirmation), not by the shopper. */
  proactive: z.boolean(),
});
export type Frame = z.infer<typeof Frame>;

/** What the conversation was last about, so that "c'est combien ?" needs no name. */
const Memory = z.object({
  product: z.string().optional(),
  /** The version of it that they asked about. */
  variant: z
    .object({ product: z.string(), color: z.string().optional(), size: z.string().optional() })
    .optional(),
  /** Products that were last shown as cards. */
  shown: z.array(z.string()).default([]),
  /** How many they said they want of one of these products, and have not chosen yet. */
  wanted: z.object({ quantity: z.string(), products: z.array(z.string()) }).optional(),
  order: z.string().optional(),
  city: z.string().optional(),
  /** The language they asked for; what they write in changes nothing any more. */
  language: Language.optional(),
  /** What this shopper proved to be theirs, with the end of that proof. */
  proven: z.array(Proven.extend({ until: z.iso.datetime() })).default([]),
});
export type Memory = z.infer<typeof Memory>;

const StoredContent = z.custom<Content>((value) => typeof value === "object" && value !== null);

export const DialogState = z.object({
  /** The language of our replies; null until the first message. */
  language: Language.nullable(),
  /** What the shopper writes in: Arabizi may be answered in French. */
  spoken: Language.nullable(),
  /** A different language seen in short messages; twice in a row is a change. */
  otherLanguage: Language.nullable(),
  introduced: z.boolean(),
  /** When they were last told that a person is on the way. */
  reassuredAt: z.iso.datetime().nullable(),
  /** Raised by each turn; picks the variants of replies. */
  turns: z.int(),
  frames: z.int(),
  /** The flow under way is last. */
  stack: z.array(Frame).max(8),
  /** The flow that ended last, kept for "et en 40 ?". */
  recent: Frame.extend({ endedAt: z.iso.datetime() }).nullable(),
  /** Flows that ended although a call of theirs had failed: it may be tried again by staff, and succeed. */
  failed: z.array(Frame),
  undone: Undone,
  /** Messages in a row that were not understood. */
  misses: z.int(),
  /** The last message when we may have misread it: what they do next tells. */
  doubtful: Unclear.omit({ chosen: true }).nullable(),
  /** Taps that were offered last outside a question (cards, next steps). */
  offered: z.array(Choice),
  /** What we said last, for "repeat". */
  last: z.array(StoredContent),
  memory: Memory,
});
export type DialogState = z.infer<typeof DialogState>;

export const newState: DialogState = {
  language: null,
  spoken: null,
  otherLanguage: null,
  introduced: false,
  reassuredAt: null,
  turns: 0,
  frames: 0,
  stack: [],
  recent: null,
  failed: [],
  undone: { keys: [], pending: [] },
  misses: 0,
  doubtful: null,
  offered: [],
  last: [],
  memory: { shown: [], proven: [] },
};

/** Reads a stored state. What an older version wrote and we can no longer read is forgotten, never an error. */
export function readState(stored: unknown): DialogState {
  return (
    DialogState.safeParse({ ...newState, ...(stored as object | null) }).data ?? structuredClone(newState)
  );
}
