import type { Contact } from "../conversation.ts";
import type { OpeningRow } from "./rows.ts";

/** Somebody who writes for the first time. */
export const newContact = (id: string, { shopId, claimed, language, phone }: OpeningRow): Contact => {
  const { name, ...told } = claimed;
  return {
    id,
    shopId,
    name: name ?? null,
    language,
    wantsMessages: true,
    claimed: told,
    ...(phone !== null && { phone }),
  };
};

/** What an opening tells anew of somebody who is known. */
export function refreshed(contact: Contact, { claimed, phone }: OpeningRow): Contact {
  const { name, ...told } = claimed;
  return {
    ...contact,
    name: contact.name ?? name ?? null,
    claimed: { ...contact.claimed, ...told },
    ...(phone !== null && { phone }),
  };
}

export const tellsOfContact = ({ claimed, phone }: OpeningRow): boolean =>
  phone !== null || Object.keys(claimed).length > 0;

/** Two that have turned out to be one: who has said STOP on one channel has said it on all. */
export const joined = (stays: Contact, goes: Contact): Contact => ({
  ...goes,
  ...stays,
  name: stays.name ?? goes.name,
  language: stays.language ?? goes.language,
  wantsMessages: stays.wantsMessages && goes.wantsMessages,
  claimed: { ...goes.claimed, ...stays.claimed },
});
