/** By which the contact is known, whatever channel they write on. `phone` is E.164, and a vendor vouches for it. */
export const phoneIdentity = (phone: string): string => `phone:${phone}`;

/**
 * Whether anybody can write there in anybody's name: the sender is a claim, so that what is proven of their contact
 * elsewhere is not proven there, and no other conversation is linked from there.
 */
export const isForgeable = (channel: string): boolean => channel === "email";
