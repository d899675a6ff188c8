import type { Contact } from "./envelope.ts";

/** Who of a call's contacts it is. In some countries `wa_id` is not the number that somebody writes from. */
export function contactOf(
  contacts: readonly Contact[],
  from: string | undefined,
  userId: string | undefined,
): Contact | undefined {
  return contacts.find(
    ({ wa_id, user_id }) =>
      (userId !== undefined && user_id === userId) || (from !== undefined && wa_id === from),
  );
}
