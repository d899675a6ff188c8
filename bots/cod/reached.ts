import type { Unasked } from "../withhold.ts";
import type { CodServices } from "./services.ts";

/** Names each of the questions once. */
export const questionKey = (step: string, number: string): string => `${step}:cod:${number}`;

/** On a page, which is read where it is written, a row keeps no terms, but the key of what began it. */
const isAbout = (unasked: Unasked | undefined, number: string): boolean =>
  unasked?.flow === "cod.confirmation" && unasked.slots.number === number;

/** What a shopper writes between two questions is less than that. */
const rowsRead = 100;

/**
 * Whether a question about an order went out, there or on another channel of the same shopper. One that nobody got, for want
 * of an approved template or of a way, must not end in a cancelled order.
 */
export async function wasAsked(
  number: string,
  conversationId: string,
  { conversations }: Pick<CodServices, "conversations">,
): Promise<boolean> {
  const known = await conversations.get(conversationId);
  const all = known ? await conversations.ofContact(known.contact.id) : [];
  for (const { conversation } of all) {
    const rows = await conversations.latest(conversation.id, rowsRead);
    const isQuestion = rows.some(
      ({ status, terms, causes = [] }) =>
        status === "sent" &&
        (isAbout(terms?.unasked, number) || causes.some((key) => key.endsWith(questionKey("", number)))),
    );
    if (isQuestion) return true;
  }
  return false;
}
