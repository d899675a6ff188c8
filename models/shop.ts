import { z } from "zod";
import { Payment } from "./commerce.ts";
import { Language, LocalisedText } from "./language.ts";
import { PromoCode } from "./promo.ts";
import { ReturnPolicy } from "./return-policy.ts";

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 09:30");

const mostMessages = z.int().min(1, "at least 1: a shop that sends none gives its sequences no steps");

/** The facts about a shop that replies may state: `locales/shop.yaml`. Amounts are minor units of `currency`. */
export const Shop = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, "small letters, digits and hyphens"),
  name: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 code such as MAD"),
  timeZone: z.string().refine(isTimeZone, "an IANA time zone such as Africa/Casablanca"),
  /** ISO 3166 code of the country that phone numbers without a prefix belong to. */
  country: z.string().regex(/^[A-Z]{2}$/, "an ISO 3166 code such as MA"),
  /** The first one is used until we know better. */
  languages: z.array(Language).min(1),
  /** Arabizi may be answered in Arabic script or in French. */
  arabiziAnsweredIn: z.enum(["ar", "fr"]),
  phone: z.string(),
  email: z.email(),
  address: LocalisedText,
  mapUrl: z.url().optional(),
  /** WGS 84, in degrees: shown on a map where the channel can. */
  location: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    })
    .optional(),
  hours: z.array(z.strictObject({ days: z.array(z.enum(weekdays)).min(1), open: time, close: time })),
  delivery: z.strictObject({
    /** On these days the courier comes. */
    weekdays: z
      .array(z.enum(weekdays))
      .min(1)
      .default(() => weekdays.filter((day) => day !== "sunday")),
    /** Orders from this total on are delivered free. */
    freeFromMinor: z.int().positive().optional(),
    zones: z
      .array(
        z.strictObject({
          name: LocalisedText,
          /** Keys of cities in `entities.yaml`; none for the last zone, "everywhere else". */
          cities: z.array(z.string()),
          costMinor: z.int().min(0),
          days: z.strictObject({ min: z.int().min(0), max: z.int().min(0) }),
        }),
      )
      .min(1),
  }),
  payment: z.array(Payment).min(1),
  /** Where transfers go, as shoppers are told; without it they are not offered. */
  bank: z.string().min(1).optional(),
  promoCodes: z.array(PromoCode).default([]),
  /** Days after delivery in which something may come back. */
  returnDays: z.int().min(0),
  returns: ReturnPolicy,
  /** What an invoice says beside what was bought. */
  invoice: z
    .strictObject({
      /** Numbers by which the shop is registered, such as "ICE 001234567000089", as the law of its country wants them. */
      legal: z.array(z.string().min(1)).default([]),
      /** Contained in its prices; without it, no tax is mentioned. */
      vatPercent: z.number().positive().max(50).optional(),
    })
    .default({ legal: [] }),
  /** Whether something is put aside when the shopper asks for it, or as soon as the one article asked about is there. */
  reservation: z.enum(["offered", "automatic"]).default("offered"),
  /** For how long something is put aside, and how much longer when the shopper asks; hours. */
  reservationHours: z.int().min(2).max(168).default(24),
  /** For how long an order by card or transfer waits for its money before it is cancelled; days. */
  unpaidDays: z.int().min(1).max(60).default(3),
  /** What is done about orders that are paid at the door, by their risk of being refused there (0 to 100). */
  cod: z
    .strictObject({
      /** From this risk on the shopper is asked to confirm in the chat. */
      askFrom: z.int().min(0).max(101),
      /** From this risk on people phone. */
      callFrom: z.int().min(0).max(101),
      /** What becomes of an order that nobody confirmed for 72 hours: `hold` gives it to people. */
      unanswered: z.enum(["cancel", "hold"]),
    })
    .default({ askFrom: 25, callFrom: 60, unanswered: "hold" }),
  /** What the shop may write unasked. */
  outreach: z
    .strictObject({
      /** In these hours of its time zone it begins nothing. */
      quiet: z.strictObject({ from: time, to: time }).optional(),
      /** Messages of marketing to one shopper, on all channels together. */
      perDay: mostMessages,
      perWeek: mostMessages,
    })
    .default({ quiet: { from: "21:00", to: "09:00" }, perDay: 1, perWeek: 3 }),
  /** The colour of buttons on the chat page, `#rrggbb`. */
  color: z.string().regex(/^#[0-9a-f]{6}$/i, "a colour such as #0f766e"),
});
export type Shop = z.infer<typeof Shop>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
