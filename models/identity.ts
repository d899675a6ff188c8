/** By which the contact is known, whatever channel they write on. `phone` is E.164, and a vendor vouches for it. */
export const phoneIdentity = (phone: string): string => `phone:${phone}`;
