import { z } from "zod";
import type { Inbound, Recipient } from "../../models/ports/channel.ts";
import type { Contact } from "./envelope.ts";

/** Whom something is from. Each of the ids may be missing, and one is there. */
export interface Shopper {
  /** The number that they write from, in digits. */
  phone?: string | undefined;
  /** What WhatsApp knows the number by: in some countries it differs from the number. */
  waId?: string | undefined;
  /** Theirs for one business portfolio; another number means another one. */
  userId?: string | undefined;
  name?: string | undefined;
}

const longestName = 300;

export const shopperOf = (
  from: string | undefined,
  userId: string | undefined,
  contact: Contact | undefined,
): Shopper => ({
  phone: withoutPlus(from),
  waId: withoutPlus(contact?.wa_id),
  userId: userId ?? contact?.user_id,
  name: nameOf(contact),
});

/** The username, which can be given to somebody else, only stands in for a name. */
function nameOf(contact: Contact | undefined): string | undefined {
  const { name, username } = contact?.profile ?? {};
  return (name?.trim() || (username && `@${username}`))?.slice(0, longestName);
}

/**
 * Null: from nobody. The user id goes first: a number can be given to somebody else.
 * `before` are the ids that the same shopper had until now.
 */
export function openingOf(
  { phone, waId, userId, name }: Shopper,
  account: string,
  before: readonly (string | undefined)[] = [],
): Inbound["opening"] | null {
  const peer = phone ?? waId ?? userId;
  if (peer === undefined) return null;
  const ids = new Set([...before, userId, phone, waId].filter((id) => id !== undefined));
  const number = phone ?? waId;
  return {
    channel: "whatsapp",
    account,
    peer,
    identities: [...ids].map((id) => identityOf(account, id)),
    ...(number !== undefined && isNumber(number) && { phone: `+${number}` }),
    ...(name && { claimed: { name } }),
    reference: addressOf(peer),
  };
}

export const identityOf = (account: string, id: string): string => `whatsapp:${account}:${id}`;

export const withoutPlus = (id: string | undefined): string | undefined => id?.replace(/^\+/, "");

/** E.164. */
export const isNumber = (id: string): boolean => /^\d{6,15}$/.test(id);

/** Whom a message is for: a number, or a user id. https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids */
const Address = z.union([z.strictObject({ to: z.string() }), z.strictObject({ recipient: z.string() })]);
type Address = z.infer<typeof Address>;

const addressOf = (id: string): Address =>
  /^\+?\d+$/.test(id) ? { to: id.replace("+", "") } : { recipient: id };

/** The newest address is in the reference: since the conversation began a shopper may have another number, or hide it. */
export function recipientOf({ peer, reference }: Recipient): Address {
  const newest = Address.safeParse(reference);
  return newest.success ? newest.data : addressOf(peer);
}
