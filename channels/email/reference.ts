import { z } from "zod";
import { shorten } from "../shared/shorten.ts";

/** The last e-mail of a shopper, which the next of ours answers. */
export const Reference = z.object({
  messageId: z.string(),
  /** Those before it, the oldest first. */
  references: z.array(z.string()),
  /** Without `Re:`; where there is none, its first words. Empty when it has none of these either. */
  subject: z.string(),
});
export type Reference = z.infer<typeof Reference>;

/** A line of a header has at most 998 characters. https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1 */
const mostReferencesChars = 900;
const longestSubject = 250;

/**
 * @param words what the shopper wrote
 * @returns null when the e-mail has no id to be answered by.
 */
export function referenceOf(
  messageId: string | null | undefined,
  { subject, words }: { subject: string; words: string },
  headers: ReadonlyMap<string, string>,
): Reference | null {
  const [id] = messageIds(messageId ?? headers.get("message-id") ?? "");
  if (id === undefined) return null;
  const before = messageIds(headers.get("references") ?? headers.get("in-reply-to") ?? "");
  return { messageId: id, references: before, subject: withoutPrefixes(subject) || subjectOf(words) };
}

/** What mail programs put an answer into its thread by. https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4 */
export const threadHeaders = ({ messageId, references }: Reference): Record<string, string> => ({
  "In-Reply-To": messageId,
  References: withinLine([...references.filter((id) => id !== messageId), messageId]).join(" "),
});

/** Gmail keeps a thread together only under the same subject. Empty when the e-mail has none to be answered under. */
export const answerSubject = ({ subject }: Reference): string => subject && `Re: ${subject}`;

/** Phones show some 40 characters of a subject, other screens 70. */
const mostSubjectChars = 70;

/** The first line of a text, as a subject. */
export const subjectOf = (text: string): string =>
  shorten(oneLine(text.trim().split("\n")[0]!), mostSubjectChars);

/** Fits into one line of a header. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();

const answerPrefix = /^(?:re|ref|rép|rep|رد|الرد)\s?(?:\[\d{1,3}\])?\s?:\s*/i;
const forwardPrefix = /^(?:fwd?|tr|إعادة توجيه|اعادة توجيه)\s?:/i;

export const isAnswer = (subject: string): boolean => answerPrefix.test(subject.trim());
export const isForwarded = (subject: string): boolean => forwardPrefix.test(withoutPrefixes(subject));

/** "Re: RE : Robe Lina" is about "Robe Lina". */
function withoutPrefixes(subject: string): string {
  let bare = oneLine(subject).slice(0, longestSubject);
  while (answerPrefix.test(bare)) bare = bare.replace(answerPrefix, "");
  return bare.trim();
}

const messageIds = (header: string): string[] => header.slice(0, 20_000).match(/<[^<>\s]{1,300}>/g) ?? [];

/** The first tells which thread it is, the last ones where in it: those between may go. */
function withinLine(ids: readonly string[]): string[] {
  const [first = "", ...others] = ids;
  const kept: string[] = [];
  let room = mostReferencesChars - first.length;
  for (const id of others.toReversed()) {
    room -= id.length + 1;
    if (room < 0) break;
    kept.unshift(id);
  }
  return [first, ...kept];
}
