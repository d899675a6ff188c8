import { z } from "zod";

/**
 * Entries, changes and what is in them are parsed one by one, so that one of a new form is ignored by itself: a call that
 * is refused comes again for up to seven days. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export const Envelope = z.looseObject({ object: z.string(), entry: z.array(z.unknown()) });

export const Entry = z.looseObject({ changes: z.array(z.unknown()) });

const Things = z.array(z.unknown()).optional().catch(undefined);

/** A phone number in digits, or a user id that is theirs for one business (`FR.1a2B…`). */
const Id = z.string().min(1).max(200).optional().catch(undefined);

/** Seconds since 1970, until the year 9999; as digits or as a number. One that is none is left out. */
const UnixSeconds = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(0).max(253_402_300_799))
  .optional()
  .catch(undefined);

/** Whom messages are from. https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids */
const Contact = z.looseObject({
  wa_id: Id,
  user_id: Id,
  profile: z
    .looseObject({
      name: z.string().optional().catch(undefined),
      username: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type Contact = z.infer<typeof Contact>;

export const Change = z.looseObject({
  field: z.string(),
  value: z.looseObject({
    metadata: z.looseObject({ phone_number_id: z.string().min(1).max(100) }),
    contacts: z.array(Contact.catch({})).optional().catch(undefined),
    messages: Things,
    statuses: Things,
    errors: Things,
    message_echoes: Things,
    user_preferences: Things,
    user_id_update: Things,
  }),
});
export type Value = z.infer<typeof Change>["value"];

/** Of a failed status, of a message that WhatsApp does not show us, or of the whole account. */
export const VendorError = z.looseObject({
  code: z.coerce.number(),
  title: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error_data: z
    .looseObject({ details: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type VendorError = z.infer<typeof VendorError>;

const File = z
  .looseObject({
    id: z.string().min(1).optional().catch(undefined),
    filename: z.string().optional().catch(undefined),
    caption: z.string().optional().catch(undefined),
    mime_type: z.string().optional().catch(undefined),
  })
  .optional()
  .catch(undefined);

const Reply = z
  .looseObject({ id: z.string().min(1), title: z.string().optional() })
  .optional()
  .catch(undefined);

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/order */
const Order = z.looseObject({
  text: z.string().optional(),
  product_items: z
    .array(
      z.looseObject({
        product_retailer_id: z.string(),
        quantity: z.number(),
        item_price: z.number(),
        currency: z.string(),
      }),
    )
    .min(1),
});
export type Order = z.infer<typeof Order>;

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/contacts */
const SharedContact = z.looseObject({
  phones: z
    .array(z.looseObject({ phone: z.string().optional() }))
    .optional()
    .catch(undefined),
});

/** What a shopper sent. Parts of a new form are left out: that something was sent still counts. */
export const Message = z.looseObject({
  id: z.string().min(1),
  /** Missing for shoppers whose number is hidden behind a username. */
  from: Id,
  from_user_id: Id,
  group_id: Id,
  timestamp: UnixSeconds,
  type: z.string(),
  text: z.looseObject({ body: z.string() }).optional().catch(undefined),
  button: z
    .looseObject({ payload: z.string().optional(), text: z.string().optional() })
    .optional()
    .catch(undefined),
  interactive: z.looseObject({ button_reply: Reply, list_reply: Reply }).optional().catch(undefined),
  image: File,
  video: File,
  document: File,
  location: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional().catch(undefined),
  order: Order.optional().catch(undefined),
  contacts: z.array(SharedContact).optional().catch(undefined),
  system: z
    .looseObject({
      type: z.string(),
      wa_id: Id,
      user_id: Id,
      previous_user_id: Id,
    })
    .optional()
    .catch(undefined),
});
export type Message = z.infer<typeof Message>;

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status */
export const Status = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  timestamp: UnixSeconds,
  biz_opaque_callback_data: z.string().optional().catch(undefined),
  /** In one of the statuses of a message. */
  pricing: z
    .looseObject({
      billable: z.boolean().catch(true),
      category: z.string(),
      type: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  errors: z.array(z.unknown()).optional().catch(undefined),
});
export type Status = z.infer<typeof Status>;

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/smb_message_echoes */
export const Echo = z.looseObject({
  id: z.string().min(1),
  to: Id,
  to_user_id: Id,
  group_id: Id,
  timestamp: UnixSeconds,
  type: z.string(),
  text: z.looseObject({ body: z.string() }).optional().catch(undefined),
  image: File,
  video: File,
  document: File,
  biz_opaque_callback_data: z.string().optional().catch(undefined),
});
export type Echo = z.infer<typeof Echo>;

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences */
export const Preference = z.looseObject({
  wa_id: Id,
  user_id: Id,
  category: z.string(),
  value: z.string(),
  timestamp: UnixSeconds,
});
export type Preference = z.infer<typeof Preference>;

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids */
export const UserIdUpdate = z.looseObject({
  wa_id: Id,
  user_id: z.looseObject({ previous: z.string().min(1).max(200), current: z.string().min(1).max(200) }),
  timestamp: UnixSeconds,
});
