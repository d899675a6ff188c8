import { z } from "zod";
import type { RecordKind } from "./ports/records.ts";

/**
 * A code that shows that the shopper of one conversation is the one of another: it was sent there, and is typed here.
 * One for each conversation that asks; a new one takes the place of the one before.
 */
export const LinkCode = z.object({
  /** `shop/<conversation>`: the one that asks. */
  id: z.string(),
  /** The conversation that it was sent into; null: there is none, and no code is right. */
  target: z.string().nullable(),
  hash: z.string(),
  until: z.iso.datetime(),
  tries: z.int(),
  /** The call that brought it: it is good for one. */
  usedBy: z.string().nullable(),
});
export type LinkCode = z.infer<typeof LinkCode>;

export const linkCodeKind: RecordKind<LinkCode, never> = {
  name: "link_codes",
  schema: LinkCode,
  id: ({ id }) => id,
  indexes: {},
};

export const linkCodeLifeMs = 10 * 60 * 1000;
const mostTries = 5;

/** What came of asking for a code. `sent` whether or not there is anybody to send it to. */
export type CodeAsked = "sent" | "already" | "too_many";
/** `over`: there is no code any more that could be right. */
export type CodeTried = "right" | "wrong" | "over";

/** One try at a code, by a call; the same call again is answered as before. */
export function tried(
  code: LinkCode,
  { hash, by }: { hash: string; by: string },
  now: Date,
): { code: LinkCode; outcome: CodeTried } {
  if (code.usedBy === by) return { code, outcome: "right" };
  const isOver = code.usedBy !== null || code.tries >= mostTries || now >= new Date(code.until);
  if (isOver) return { code, outcome: "over" };
  const tries = code.tries + 1;
  if (code.target !== null && hash === code.hash)
    return { code: { ...code, tries, usedBy: by }, outcome: "right" };
  return { code: { ...code, tries }, outcome: tries < mostTries ? "wrong" : "over" };
}
