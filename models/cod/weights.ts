import type { FeatureName } from "./facts.ts";

/**
 * What a shop begins with, before it has outcomes of its own to learn from: log odds of a refusal, each for its feature at
 * 1 (see `facts.ts`). They are our judgement, set so that a first order with all in order is at 19 of 100, and are meant
 * to be replaced by what the shop's own couriers bring back (`npm run cod -- train`).
 */
export const startingWeights: Record<FeatureName, number> = {
  /** A known shopper with all in order: one parcel in seven comes back. */
  base: -1.8,
  /** Whoever has taken eight parcels takes the ninth. The strongest sign there is that it will be taken. */
  delivered: -2.2,
  /** Whoever has refused before refuses again; one refusal counts for a third of eight. */
  refused: 5,
  /** A first order has no history to speak for it. */
  unknown: 0.35,
  /** Twice the same within two days is mostly a mistake: one of the two comes back. */
  repeated: 0.9,
  /** One number, two names or two cities: a joke, a reseller, or somebody else's number. */
  conflicting: 1.1,
  /** An address that no courier finds ends as "unreachable", which costs as much as a refusal. */
  address: 1.3,
  /** Longer on the road: more time to change one's mind. */
  remote: 0.3,
  /** What the shop's parcels to that city did, as far as it differs from elsewhere. */
  city: 0.8,
  /** Much more cash than usual has to be in the house on that day. */
  amount: 1.2,
  /** Bought late at night is regretted in the morning more often. */
  night: 0.4,
  /** A number that nobody answers: the courier calls before the door. */
  phone: 1.4,
  /** They write from the number of the parcel: it is theirs, and they can be asked. */
  verified: -0.7,
  /** Asked and silent for days: the strongest sign while an order waits. */
  silence: 1.6,
};
