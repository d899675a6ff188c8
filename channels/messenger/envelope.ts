import { z } from "zod";

/**
 * Entries and what is in them are parsed one by one, so that one of a new form is ignored by itself: a call that is
 * refused comes again, and after an hour of refusals Meta stops calling.
 * https://developers.facebook.com/docs/messenger-platform/webhooks
 */
export const Envelope = z.looseObject({ object: z.string(), entry: z.array(z.unknown()) });

/** Milliseconds since 1970, until the year 9999. One that is none is left out. */
const UnixMs = z.int().min(0).max(253_402_300_799_999).optional().catch(undefined);

export const Entry = z.looseObject({
  /** The page. */
  id: z.string().min(1).max(100),
  time: UnixMs,
  messaging: z.array(z.unknown()).optional(),
  /** What happens while another app has the conversation. */
  standby: z.array(z.unknown()).optional(),
});
export type Entry = z.infer<typeof Entry>;

/** A person by the id that is theirs for this page, or the page. Visitors of a web site may have none. */
const Party = z
  .looseObject({ id: z.string().min(1).max(100) })
  .optional()
  .catch(undefined);

const Words = z.string().optional().catch(undefined);

/** An app by its id, which comes as text or as a number. Null: none. */
const App = z
  .union([z.string().min(1).max(100), z.int()])
  .transform(String)
  .nullish()
  .catch(undefined);

const Watermark = z.looseObject({ watermark: z.int().min(0).max(253_402_300_799_999) });

/** Of one link, ad or code. https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_referrals */
const Referral = z.looseObject({
  ref: z.string().optional(),
  /** `ADS`: an ad that leads to Messenger. */
  source: Words,
  ad_id: z.union([z.string(), z.number()]).optional().catch(undefined),
});
export type Referral = z.infer<typeof Referral>;

/** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages */
const Attachment = z.looseObject({
  type: z.string(),
  title: z.string().nullish(),
  url: z.string().nullish(),
  payload: z
    .looseObject({
      url: z.string().optional(),
      title: z.string().optional(),
      sticker_id: z.union([z.number(), z.string()]).optional(),
      coordinates: z.looseObject({ lat: z.number(), long: z.number() }).optional(),
      product: z.looseObject({ elements: z.array(z.looseObject({ title: z.string() })) }).optional(),
    })
    .nullish()
    .catch(undefined),
});
export type Attachment = z.infer<typeof Attachment>;

export const Message = z.looseObject({
  mid: z.string().min(1),
  text: Words,
  quick_reply: z.looseObject({ payload: z.string() }).optional().catch(undefined),
  attachments: z.array(Attachment.catch({ type: "unknown" })).optional(),
  /** Of the ad that it comes from. */
  referral: Referral.optional().catch(undefined),
  /** Sent by the page. https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-echoes */
  is_echo: z.boolean().optional(),
  /** Of an echo: the app that sent it; missing when it was written in the page's inbox. */
  app_id: App,
  metadata: Words,
});
export type Message = z.infer<typeof Message>;

/** https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_postbacks */
export const Postback = z.looseObject({
  mid: z.string().min(1).optional(),
  title: Words,
  /** Only the app that sent the button hears it. */
  payload: z.string().optional(),
  referral: Referral.optional().catch(undefined),
});
export type Postback = z.infer<typeof Postback>;

/**
 * Who has a conversation, of the apps that share a page. An owner of before may be none, as the conversation was idle; Meta
 * left the new one out where it was whoever is told. `metadata`, which is of the apps among themselves, says nothing to us.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events/messaging_handovers
 */
const Handed = z.looseObject({ new_owner_app_id: App, previous_owner_app_id: App });

/** What happened in a conversation: one of the fields after the time. There are more kinds than we know. */
export const Happening = z.looseObject({
  sender: Party,
  recipient: Party,
  timestamp: UnixMs,
  message: Message.optional(),
  postback: Postback.optional(),
  referral: Referral.optional(),
  read: Watermark.optional(),
  delivery: Watermark.optional(),
  pass_thread_control: Handed.optional(),
  take_thread_control: Handed.optional(),
  request_thread_control: z.looseObject({ requested_owner_app_id: App }).optional(),
  /** Of the page, not of a conversation: what Meta made of each app. */
  app_roles: z.record(z.string(), z.array(z.string())).optional(),
});
export type Happening = z.infer<typeof Happening>;
