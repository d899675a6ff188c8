import type { CodFacts, FeatureName } from "./facts.ts";
import type { CodReason } from "./risk.ts";

/** In words for staff. */
const words: Record<Exclude<FeatureName, "base">, (facts: CodFacts) => string> = {
  delivered: ({ delivered }) => `took ${count(delivered, "order")} before`,
  refused: ({ refused, delivered }) => `refused ${refused} of ${count(refused + delivered, "parcel")} before`,
  unknown: () => "first order",
  repeated: () => "ordered the same twice within two days",
  conflicting: () => "the same number has an order under another name or to another city",
  address: ({ addressGap }) =>
    addressGap > 0.6 ? "a courier will not find the address" : "the address is not complete",
  remote: () => "outside the named delivery zones",
  city: () => "parcels to this city come back more often",
  amount: ({ usualMinor }) =>
    `much more than ${usualMinor === null ? "orders here usually cost" : "they usually pay"}`,
  night: () => "ordered at night",
  phone: ({ phone }) =>
    phone === "foreign" ? "a phone number from abroad" : "the phone number cannot be right",
  verified: () => "writes from the number of the order",
  silence: ({ silentHours }) => `silent for ${count(Math.round(silentHours ?? 0), "hour")} since asked`,
};

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

/** "refused 2 of 3 parcels before", the strongest first. */
export const reasonsInWords = (reasons: readonly CodReason[], facts: CodFacts): string[] =>
  reasons.flatMap(({ feature }) => (feature === "base" ? [] : [words[feature](facts)]));
