import type { Contact } from "../conversation.ts";
import { stored } from "./fault.ts";
import type { Collections } from "./schemas.ts";

/** Compare and set; writes only what is new. */
export async function changeContact(
  { contacts }: Collections,
  contactId: string,
  change: (contact: Contact) => Contact,
): Promise<void> {
  for (;;) {
    const before = (await readContact({ contacts }, contactId))!;
    const doc = JSON.stringify(change(JSON.parse(before) as Contact));
    if (doc === before) return;
    const { matchedCount } = await stored(() =>
      contacts.updateOne({ _id: contactId, doc: before }, { $set: { doc } }),
    );
    if (matchedCount === 1) return;
  }
}

/** @returns the contact as JSON. */
export async function readContact(
  { contacts }: Pick<Collections, "contacts">,
  contactId: string,
): Promise<string | undefined> {
  return (await stored(() => contacts.findById(contactId).lean()))?.doc;
}
