import { z } from "zod";

/**
 * What is known of an order that is paid at the door and tells whether it will be taken. Numbers and keys only: names,
 * numbers and streets stay with the order.
 */
export const CodFacts = z.object({
  /** Of the shopper's earlier orders. */
  delivered: z.int().min(0),
  /** At the door. */
  refused: z.int().min(0),
  /** The same article was ordered from that number two days ago or less, and is still to come. */
  repeated: z.boolean(),
  /** Another order from that number is to come under another name or to another city. */
  conflicting: z.boolean(),
  /** What a courier misses in the address: 0 nothing, 1 all. */
  addressGap: z.number().min(0).max(1),
  /** A key. */
  city: z.string(),
  /** Only "everywhere else" serves it, not a zone that names it. */
  remote: z.boolean(),
  totalMinor: z.int().min(0),
  /** Mean of what the shopper paid at the door before; null: nothing yet. */
  usualMinor: z.int().positive().nullable(),
  /** Ordered between 23:00 and 06:00, by the shop's clock. */
  atNight: z.boolean(),
  phone: z.enum(["valid", "foreign", "invalid"]),
  /** They write from the very number to which it goes, and a vendor vouches for it. */
  verified: z.boolean(),
  /** From the first question until they answered, or until now; null: they were not asked. */
  silentHours: z.number().min(0).nullable(),
});
export type CodFacts = z.infer<typeof CodFacts>;

/** What a shop has seen so far: what it is usually paid, and how often its cities refuse. */
export const CodExperience = z.object({
  /** Median of the totals; null: nothing yet. */
  usualMinor: z.int().positive().nullable(),
  refusedShare: z.number().min(0).max(1),
  /** By key. */
  cities: z.record(z.string(), z.object({ delivered: z.int().min(0), refused: z.int().min(0) })),
});
export type CodExperience = z.infer<typeof CodExperience>;

export const noExperience: CodExperience = { usualMinor: null, refusedShare: 0.2, cities: {} };

/** What the model sees of the facts, each about 0 to 1 so that weights may be compared. In this order. */
export const featureNames = [
  "base",
  "delivered",
  "refused",
  "unknown",
  "repeated",
  "conflicting",
  "address",
  "remote",
  "city",
  "amount",
  "night",
  "phone",
  "verified",
  "silence",
] as const;
export type FeatureName = (typeof featureNames)[number];

/** A tenth order says less than the second. */
const mostOrders = 8;
/** Eight times the usual is as odd as twenty times. */
const mostTimesUsual = 8;
/** After that nobody waits any longer. */
const mostSilentHours = 72;

const share = (count: number, most: number): number =>
  Math.log2(1 + Math.min(count, most)) / Math.log2(1 + most);

export function features(facts: CodFacts, experience: CodExperience): number[] {
  const of: Record<FeatureName, number> = {
    base: 1,
    delivered: share(facts.delivered, mostOrders),
    refused: share(facts.refused, mostOrders),
    unknown: Number(facts.delivered + facts.refused === 0),
    repeated: Number(facts.repeated),
    conflicting: Number(facts.conflicting),
    address: facts.addressGap,
    remote: Number(facts.remote),
    city: cityLean(facts.city, experience),
    amount: amountLean(facts, experience),
    night: Number(facts.atNight),
    phone: { valid: 0, foreign: 0.5, invalid: 1 }[facts.phone],
    verified: Number(facts.verified),
    silence: facts.silentHours === null ? 0 : share(facts.silentHours, mostSilentHours),
  };
  return featureNames.map((name) => of[name]);
}

/** So many orders of the shop's usual kind are added to those of a city: one refusal gives no city a name. */
const cityPrior = 20;

/** Log odds of the city's refusals above the shop's, from -1 to 1. */
function cityLean(city: string, { cities, refusedShare }: CodExperience): number {
  // Shoppers write what they like: a city may be called "valueOf".
  const { delivered, refused } = Object.hasOwn(cities, city) ? cities[city]! : { delivered: 0, refused: 0 };
  const usual = Math.min(0.95, Math.max(0.05, refusedShare));
  const seen = (refused + cityPrior * usual) / (delivered + refused + cityPrior);
  return Math.max(-1, Math.min(1, logOdds(seen) - logOdds(usual)));
}

const logOdds = (chance: number): number => Math.log(chance / (1 - chance));

/** How far above what this shopper, or else the shop's shoppers, usually pay: 1 at eight times it. */
function amountLean({ totalMinor, usualMinor }: CodFacts, experience: CodExperience): number {
  const usual = usualMinor ?? experience.usualMinor;
  if (usual === null || totalMinor <= usual) return 0;
  return Math.log2(Math.min(mostTimesUsual, totalMinor / usual)) / Math.log2(mostTimesUsual);
}
