import type { Answer } from "../../vendor.ts";
import { fileOf } from "../files.ts";
import { account } from "./account.ts";
import { twilioError } from "./errors.ts";

/** What shoppers sent, by the id of the message: the form of the webhook, and when it was. */
export type Inbox = Map<string, { form: Readonly<Record<string, string>>; at: Date }>;

const base = `/2010-04-01/Accounts/${account.accountSid}`;

/** As Twilio writes times. https://www.rfc-editor.org/rfc/rfc2822#section-3.3 */
export const rfc2822 = (at: Date): string => at.toUTCString().replace("GMT", "+0000");

const page = (name: string, list: object[]): Answer => ({
  status: 200,
  json: {
    [name]: list,
    page: 0,
    page_size: 1000,
    start: 0,
    end: Math.max(0, list.length - 1),
    first_page_uri: `${base}/Messages.json?Page=0`,
    next_page_uri: null,
    previous_page_uri: null,
    uri: `${base}/Messages.json`,
  },
});

/** The newest first. https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources */
export function listMessages(query: URLSearchParams, inbox: Inbox): Answer {
  const to = query.get("To");
  const since = Date.parse(query.get("DateSent>") ?? "") || 0;
  const found = [...inbox].filter(
    ([, { form, at }]) => (to === null || form.To === to) && at.getTime() >= since,
  );
  return page(
    "messages",
    found.reverse().map(([sid, { form, at }]) => ({
      sid,
      account_sid: account.accountSid,
      api_version: "2010-04-01",
      body: form.Body,
      date_created: rfc2822(at),
      date_sent: rfc2822(at),
      date_updated: rfc2822(at),
      direction: "inbound",
      error_code: null,
      error_message: null,
      from: form.From,
      to: form.To,
      messaging_service_sid: null,
      num_media: form.NumMedia,
      num_segments: form.NumSegments,
      price: null,
      price_unit: "USD",
      status: "received",
      subresource_uris: { media: `${base}/Messages/${sid}/Media.json` },
      uri: `${base}/Messages/${sid}.json`,
    })),
  );
}

/** https://www.twilio.com/docs/messaging/api/media-resource#read-multiple-media-resources */
export function listMedia(sid: string, inbox: Inbox): Answer {
  const kept = inbox.get(sid);
  if (!kept) return twilioError(20404);
  const address = kept.form.MediaUrl0;
  const media = address?.split("/").at(-1);
  return page(
    "media_list",
    media === undefined
      ? []
      : [
          {
            sid: media,
            account_sid: account.accountSid,
            parent_sid: sid,
            content_type: kept.form.MediaContentType0,
            date_created: rfc2822(kept.at),
            date_updated: rfc2822(kept.at),
            uri: `${base}/Messages/${sid}/Media/${media}.json`,
          },
        ],
  );
}

/** A file itself, by its id. */
export function media(id: string): Answer {
  const file = fileOf(Number.parseInt(id.slice("ME".length), 16));
  return file ? { status: 200, file } : twilioError(20404);
}
