import type { Activity } from "botframework-schema";
import { z } from "zod";
import type { MessageTerms } from "./conversation.ts";

/**
 * What can happen to a conversation. Every event has a key (the vendor's id, or the name of the business
 * thing); an event whose key was seen is the same event delivered again.
 */
const common = {
  key: z.string().min(1).max(200),
  /** When it happened, by the vendor's clock; ISO 8601, UTC. */
  at: z.iso.datetime(),
};

/** What a shopper did. */
const ofShopper = {
  ...common,
  /** For so long from `at` the vendor takes free words, where that is longer than its usual time (`Way`). */
  freeWordsMs: z.int().positive().optional(),
};

/** Vendors' addresses of pictures have some 500 characters. */
export const longestVendorMedia = 2000;
export const longestFileName = 200;
export const longestPhone = 40;

export const MediaKind = z.enum(["image", "audio", "video", "document", "sticker", "contact", "unsupported"]);

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;
const Slots = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
/** `marketing`: a shopper would not miss it. `asked`: they have asked for it elsewhere, and wait for it. */
export const Purpose = z.enum(["service", "marketing", "asked"]);
export type Purpose = z.infer<typeof Purpose>;

/**
 * Why a file that a shopper sent is not kept: `too-large`; `wrong-type`, as only pictures and PDF are; `gone` at the
 * vendor's; `refused`, for it was to come from elsewhere, or not with our credentials; `unanswered` by the vendor.
 */
export const NotKept = z.enum(["too-large", "wrong-type", "gone", "refused", "unanswered"]);
export type NotKept = z.infer<typeof NotKept>;

export const InboundEvent = z.discriminatedUnion("kind", [
  /** The shopper wrote something. */
  z.object({ ...ofShopper, kind: z.literal("text"), text: z.string() }),
  /** The shopper tapped a button; `value` is its payload, `title` what it said. */
  z.object({ ...ofShopper, kind: z.literal("tap"), value: z.string(), title: z.string().optional() }),
  /**
   * The shopper sent a picture, a voice note, ...; `mediaId` names it in the media store when it was kept. From a vendor
   * it comes with `vendorMedia`, by which its channel finds it there, until it is fetched, or known not to be had.
   */
  z.object({
    ...ofShopper,
    kind: z.literal("media"),
    media: MediaKind,
    mediaId: z.string().optional(),
    vendorMedia: z.string().min(1).max(longestVendorMedia).optional(),
    notKept: NotKept.optional(),
    /** What the shopper's device calls it. For people to read, and never a name of a file of ours. */
    fileName: z.string().max(longestFileName).optional(),
    /** Of a contact, as the shopper's device writes it: whose number it is, it does not prove. */
    phone: z.string().max(longestPhone).optional(),
    caption: z.string().optional(),
  }),
  z.object({ ...ofShopper, kind: z.literal("location"), latitude: z.number(), longitude: z.number() }),
  /**
   * Something came of which the vendor's call tells only that it is there; its channel fetches the rest by `told`
   * (`Channel.complete`), which becomes events of its own.
   */
  z.object({ ...common, kind: z.literal("announced"), told: z.record(z.string(), z.unknown()) }),
  /** A `call` effect came back. */
  z.object({
    ...common,
    kind: z.literal("result"),
    call: z.string(),
    outcome: z.discriminatedUnion("ok", [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: z.string() }),
    ]),
  }),
  /** A member of staff took the conversation, wrote to the shopper, or handed back. */
  z.object({
    ...common,
    kind: z.literal("staff"),
    action: z.enum(["take", "reply", "handBack"]),
    by: z.string(),
    text: z.string().optional(),
  }),
  /** The shop begins a flow of its own: a reminder, a confirmation. */
  z.object({
    ...common,
    kind: z.literal("start"),
    flow: z.string(),
    slots: Slots,
    /** Absent: `service`. */
    purpose: Purpose.optional(),
  }),
  /** A message that was put off, or did not arrive, goes out again. `item` is what it was in the outbox. */
  z.object({
    ...common,
    kind: z.literal("resend"),
    item: z.string(),
    activity: z.custom<Partial<Activity>>(isObject),
    terms: z.custom<MessageTerms>(isObject),
  }),
  /** A message of the bot came to nothing: people see it here. */
  z.object({ ...common, kind: z.literal("undelivered"), item: z.string(), reason: z.string() }),
  /** The shopper forbade, or allowed again, that the shop writes first, by a button or a word that the vendor answers. */
  z.object({ ...common, kind: z.literal("consent"), wantsMessages: z.boolean() }),
  /** Something could not be answered and was given to people: tell the shopper. */
  z.object({ ...common, kind: z.literal("parked") }),
  /** More arrived than the mailbox holds: tell the shopper, once. */
  z.object({ ...common, kind: z.literal("flood") }),
]);
export type InboundEvent = z.infer<typeof InboundEvent>;
export type EventOf<K extends InboundEvent["kind"]> = Extract<InboundEvent, { kind: K }>;

/** An event that was accepted: `seq` is its place in the conversation. */
export type StoredEvent = InboundEvent & { seq: number };
