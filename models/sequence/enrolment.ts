import { z } from "zod";
import { inShop } from "../commerce.ts";
import type { RecordKind } from "../ports/records.ts";
import { SequenceKind } from "./definition.ts";

/** A message of a sequence that was begun. */
export const Touch = z.object({
  at: z.iso.datetime(),
  step: z.int(),
  /** Which words: with several, that is the variant. */
  say: z.string(),
  purpose: z.enum(["service", "marketing"]),
});
export type Touch = z.infer<typeof Touch>;

/** Why a sequence has ended; for people. */
export const endings = ["done", "opted-out", "reply", "purchase", "handover", "untrue", "gone"] as const;

/** Where a shopper is in a sequence about one thing. */
export const Enrolment = z.object({
  shopId: z.string(),
  contactId: z.string(),
  kind: SequenceKind,
  /** What it is about: a conversation's cart or one of the shop's page, an order's number, a variant's SKU. */
  subject: z.string(),
  /** Where it began; what the shop writes goes there, or where the shopper is better reached. */
  conversationId: z.string(),
  /** Of that conversation then: a handover since has raised it. */
  epoch: z.int(),
  /** What the messages need to know beside the subject. */
  slots: z.record(z.string(), z.union([z.string(), z.number()])),
  startedAt: z.iso.datetime(),
  /** The next one. */
  step: z.int(),
  /** When it is looked at next; null: once something happens. */
  dueAt: z.iso.datetime().nullable(),
  /** Also those of former runs about the same thing: a purchase may be owed to them. */
  touches: z.array(Touch),
  ended: z.object({ at: z.iso.datetime(), why: z.enum(endings) }).nullable(),
});
export type Enrolment = z.infer<typeof Enrolment>;

/** Those of one contact follow each other in the order of their ids. */
export const enrolmentId = ({
  shopId,
  contactId,
  kind,
  subject,
}: Pick<Enrolment, "shopId" | "contactId" | "kind" | "subject">): string =>
  inShop(shopId, `${contactId}/${kind}/${subject}`);

export const enrolmentKind: RecordKind<Enrolment, "contact" | "watched"> = {
  name: "enrolments",
  schema: Enrolment,
  id: enrolmentId,
  indexes: {
    contact: ({ shopId, contactId }) => [inShop(shopId, contactId)],
    /** Variants whose price is watched. */
    watched: ({ shopId, kind, subject, ended, dueAt }) =>
      kind === "price_drop" && !ended && dueAt === null ? [inShop(shopId, subject)] : [],
  },
};

const keptTouches = 10;

/** A new run about the same thing: what went before only counts for what it may have sold. */
export const begun = (
  wanted: Pick<Enrolment, "shopId" | "contactId" | "kind" | "subject" | "conversationId" | "epoch" | "slots">,
  startedAt: string,
  dueAt: string | null,
  before: Enrolment | null,
): Enrolment => ({
  ...wanted,
  startedAt,
  step: 0,
  dueAt,
  touches: (before?.touches ?? []).slice(-keptTouches),
  ended: null,
});

export const endedFor = (enrolment: Enrolment, why: (typeof endings)[number], now: Date): Enrolment => ({
  ...enrolment,
  dueAt: null,
  ended: { at: now.toISOString(), why },
});
