import { z } from "zod";
import { ApiMessage } from "../../channels/web/index.ts";

/** Printable ASCII: the client's own name of a message. */
const clientId = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, "1 to 100 printable ASCII characters without blanks");
const mediaId = z.string().regex(/^[\w-]{32}\.(png|jpg|webp|gif)$/, "an id from POST …/media");
const seq = z.coerce.number<string>().int().min(0);

export const OpenConversation = z.strictObject({
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/, "a language tag such as fr or ar-MA")
    .optional()
    .describe("Language to begin in; the first of the shop when it is not served"),
  contact: z
    .strictObject({
      name: z.string().min(1).max(100).optional(),
      phone: z.string().min(3).max(30).optional(),
      email: z.email().max(254).optional(),
    })
    .optional()
    .describe("What the page says of its visitor: a claim, never a proof"),
  metadata: z
    .record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean()]))
    .refine((value) => Object.keys(value).length <= 20, "at most 20 entries")
    .optional()
    .describe("Kept with the conversation"),
});

export const OpenedConversation = z.strictObject({
  id: z.string(),
  token: z.string().describe("Shown once; send it as Bearer token"),
});

export const SendMessage = z
  .strictObject({
    id: clientId.optional().describe("The same id again is the same message"),
    text: z.string().min(1).optional(),
    value: z.string().min(1).max(2000).optional().describe("The value of a tapped choice or button"),
    title: z.string().min(1).max(200).optional().describe("What the tapped button said; only with value"),
    attachments: z.array(z.strictObject({ mediaId })).length(1).optional(),
  })
  .refine(
    ({ text, value, attachments }) =>
      [text, value, attachments].filter((one) => one !== undefined).length === 1,
    "exactly one of text, value and attachments",
  )
  .refine(({ title, value }) => title === undefined || value !== undefined, {
    path: ["title"],
    message: "only together with value",
  });

export const AcceptedMessage = z.strictObject({ id: z.string(), duplicate: z.boolean() });

export const ReadMessages = z.strictObject({
  after: seq.default(0).describe("Cursor of the last answer"),
  wait: z.coerce
    .number<string>()
    .int()
    .min(0)
    .max(25)
    .default(0)
    .describe("Seconds to wait for a message when there is none"),
});

export const MessagePage = z.strictObject({
  messages: z.array(ApiMessage),
  cursor: z.int().describe("Send it as `after` next time"),
});

export const StreamMessages = z.strictObject({ after: seq.default(0) });
export const StoredMedia = z.strictObject({ id: z.string() });
