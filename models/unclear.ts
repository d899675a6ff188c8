import { z } from "zod";
import { inShop } from "./commerce.ts";
import { Language } from "./language.ts";
import type { RecordKind } from "./ports/records.ts";

/**
 * Why a message is looked at: it was not understood; two wishes were equally likely, so that we asked; or what it
 * began was dropped at once.
 */
export const UnclearReason = z.enum(["not_understood", "which_wish", "dropped"]);
export type UnclearReason = z.infer<typeof UnclearReason>;

export const UnclearState = z.enum(["open", "labelled", "dismissed"]);
export type UnclearState = z.infer<typeof UnclearState>;

const IntentScore = z.object({ name: z.string(), score: z.number() });

/** A message that we may have misread, without personal data; what several shoppers wrote alike is one. */
export const UnclearMessage = z.object({
  /** `shop/<digest of language and text>`. */
  id: z.string(),
  shopId: z.string(),
  text: z.string(),
  language: Language,
  reason: UnclearReason,
  /** What we made of it the last time, best first. */
  intents: z.array(IntentScore),
  /** What shoppers chose afterwards from the buttons we offered: intent → how often. */
  chosen: z.record(z.string(), z.int()),
  count: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  state: UnclearState,
  /** Given by a person, once it is labelled. */
  label: z.string().nullable(),
});
export type UnclearMessage = z.infer<typeof UnclearMessage>;

export const unclearState = (shopId: string, state: UnclearState): string => inShop(shopId, state);

export const unclearKind: RecordKind<UnclearMessage, "state"> = {
  name: "unclear_messages",
  schema: UnclearMessage,
  id: ({ id }) => id,
  indexes: { state: ({ shopId, state }) => [unclearState(shopId, state)] },
};

/** What a turn tells of a message. */
export const Unclear = UnclearMessage.pick({
  text: true,
  language: true,
  reason: true,
  intents: true,
}).extend({
  chosen: z.string().nullable(),
});
export type Unclear = z.infer<typeof Unclear>;

/** The message with one more sighting. One that a person has dealt with stays as they left it. */
export function withSighting(
  known: UnclearMessage | null,
  place: Pick<UnclearMessage, "id" | "shopId">,
  { chosen, ...seen }: Unclear,
  now: Date,
): UnclearMessage {
  const at = now.toISOString();
  const before = known ?? {
    ...place,
    chosen: {},
    count: 0,
    firstAt: at,
    state: "open" as const,
    label: null,
  };
  const counts: Record<string, number> = { ...before.chosen };
  if (chosen !== null) counts[chosen] = (counts[chosen] ?? 0) + 1;
  // A choice is told after its message: it is no second message.
  return { ...before, ...seen, chosen: counts, count: before.count + (chosen === null ? 1 : 0), lastAt: at };
}
