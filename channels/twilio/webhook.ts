import { z } from "zod";
import { type Arrival, WebhookBodyError, type WebhookRequest } from "../../models/ports/webhook.ts";
import { fileOfAddress } from "./fetch-media.ts";
import { type Attached, type Incoming, toArrivals, userIdAddress } from "./incoming.ts";
import { toReceipt } from "./receipt.ts";
import { serves } from "./sender.ts";

/**
 * Of a message to us, or about one of ours. Twilio adds parameters without notice.
 * https://www.twilio.com/docs/messaging/guides/webhook-request
 * https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
const Form = z.looseObject({
  MessageSid: z.string().min(1),
  From: z.string().min(1).max(200),
  To: z.string().min(1).max(200),
  MessagingServiceSid: z.string().optional(),
  MessageStatus: z.string().optional(),
  SmsStatus: z.string().optional(),
  Body: z.string().optional(),
  NumMedia: z.string().optional(),
  MessageType: z.string().optional(),
  OptOutType: z.string().optional(),
  ProfileName: z.string().optional(),
  ExternalUserIdentifier: z.string().optional(),
  ButtonPayload: z.string().optional(),
  ButtonText: z.string().optional(),
  Latitude: z.string().optional(),
  Longitude: z.string().optional(),
  ErrorCode: z.string().optional(),
  ErrorMessage: z.string().optional(),
  ChannelStatusMessage: z.string().optional(),
});
export type Form = z.infer<typeof Form>;

/** More than ten pictures or files come with no message. */
const mostMedia = 10;

/** One call tells of one message. Twilio says no time: it is the one of the call. */
export function parseForm({ url, body }: WebhookRequest, account: string, now: Date): Arrival[] {
  const fields = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  // A call, a conversation or an alarm: the address was entered in the wrong place as well.
  if (!fields.MessageSid && fields.AccountSid) return [{ kind: "ignored", what: "not about a message" }];
  const parsed = Form.safeParse(fields);
  if (!parsed.success) throw new WebhookBodyError("no form of a Twilio message", { cause: parsed.error });
  const form = parsed.data;
  const status = form.MessageStatus ?? form.SmsStatus ?? "received";
  if (status === "received" || status === "receiving")
    return toArrivals(incomingOf(form, now), accountOf(form, form.To, account));
  return [toReceipt(form, { status, account: accountOf(form, form.From, account), url, now })];
}

/** A number that is not this account's stands for itself: the server knows whether it is another one of ours. */
const accountOf = ({ MessagingServiceSid }: Form, number: string, account: string): string =>
  serves(account, number, MessagingServiceSid) ? account : number;

function incomingOf(form: Form, at: Date): Incoming {
  return {
    sid: form.MessageSid,
    from: form.From,
    to: form.To,
    at,
    text: form.Body ?? "",
    service: form.MessagingServiceSid || undefined,
    media: attachedTo(form),
    type: form.MessageType,
    optOutType: form.OptOutType,
    name: form.ProfileName,
    otherAddress: userIdAddress(form.From, form.ExternalUserIdentifier),
    button: form.ButtonPayload ? { payload: form.ButtonPayload, text: form.ButtonText } : undefined,
    place: placeOf(form),
  };
}

function attachedTo(form: Form): Attached[] {
  const length = Math.min(Math.max(Math.trunc(Number(form.NumMedia)) || 0, 0), mostMedia);
  return Array.from({ length }, (_, place) => ({
    contentType: String(form[`MediaContentType${place}`] ?? ""),
    file: fileOfAddress(String(form[`MediaUrl${place}`] ?? "")),
  }));
}

function placeOf({ Latitude, Longitude }: Form): Incoming["place"] {
  if (!Latitude || !Longitude) return undefined;
  const [latitude, longitude] = [Number(Latitude), Number(Longitude)];
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : undefined;
}
