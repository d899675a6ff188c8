import { z } from "zod";

/** https://resend.com/docs/webhooks/introduction */
export const Envelope = z.looseObject({
  type: z.string(),
  created_at: z.string().optional().catch(undefined),
  data: z.unknown(),
});

const Addresses = z.array(z.string()).nullish().catch(null);
const Words = z.string().nullish().catch(null);

/** An e-mail that came in; its words are not here. https://resend.com/docs/webhooks/emails/received */
export const ReceivedData = z.looseObject({
  email_id: z.string(),
  created_at: z.string().optional().catch(undefined),
  from: z.string(),
  to: Addresses,
  cc: Addresses,
  bcc: Addresses,
  /** For whom the sender's server brought it. */
  received_for: Addresses,
  subject: Words,
  message_id: Words,
});
export type ReceivedData = z.infer<typeof ReceivedData>;

const Detail = z
  .looseObject({ type: Words, subType: Words, message: Words, reason: Words })
  .optional()
  .catch(undefined);

/** An e-mail that went out. https://resend.com/docs/webhooks/emails/delivered */
export const SentData = z.looseObject({
  email_id: z.string().min(1).max(200),
  from: z.string(),
  to: Addresses,
  tags: z.record(z.string(), z.unknown()).optional().catch(undefined),
  bounce: Detail,
  failed: Detail,
  suppressed: Detail,
});
export type SentData = z.infer<typeof SentData>;

/** Resend writes "2024-02-22T23:41:11.894719+00:00", and at times "2024-11-22 23:41:11.894719+00". */
export function timeOf(written: string | undefined, now: Date): string {
  const at = Date.parse((written ?? "").replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
  return (Number.isNaN(at) ? now : new Date(at)).toISOString();
}
