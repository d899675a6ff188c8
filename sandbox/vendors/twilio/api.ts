import { segments } from "../../../channels/twilio/segments.ts";
import type { Shown } from "../../shown.ts";
import type { Answer, Asked, Desk, Reported, Shopper } from "../../vendor.ts";
import { account, channelOf } from "./account.ts";
import { twilioError } from "./errors.ts";
import { messageSid } from "./ids.ts";
import { type Inbox, listMedia, listMessages, media, rfc2822 } from "./lists.ts";
import { faultsOf } from "./schema.ts";

const windowMs = 24 * 3_600_000;
const mostChars = 1600;

/** Answers as api.twilio.com does. https://www.twilio.com/docs/messaging/api/message-resource */
export function answer({ method, path, headers, body }: Asked, desk: Desk, inbox: Inbox): Answer {
  const basic = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64");
  if (headers.authorization !== `Basic ${basic}`) return twilioError(20003);
  const [, sid, rest = "", query] =
    /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})\/([^?]*)(?:\?(.*))?$/i.exec(path) ?? [];
  if (sid !== account.accountSid) return twilioError(20404);
  if (method === "GET") return read(rest, query, inbox);
  if (method !== "POST" || rest !== "Messages.json") return twilioError(20404);
  return send(new URLSearchParams(body.toString("utf8")), desk);
}

function read(rest: string, query: string | undefined, inbox: Inbox): Answer {
  if (rest === "Messages.json") return listMessages(new URLSearchParams(query), inbox);
  const [, message = "", file] = /^Messages\/(\w+)\/Media(?:\/(ME\w+)|\.json)$/.exec(rest) ?? [];
  return file === undefined ? listMedia(message, inbox) : media(file);
}

function send(form: URLSearchParams, desk: Desk): Answer {
  const [from, to, text] = [form.get("From"), form.get("To") ?? "", form.get("Body") ?? ""];
  const channel = channelOf(from);
  if (channel === null) return twilioError(from?.startsWith("whatsapp:") ? 63007 : 21606);
  if (!(channel === "sms" ? /^\+\d{6,15}$/ : /^whatsapp:(?:\+\d{6,15}|[A-Z]{2}\.\w+)$/).test(to))
    return twilioError(21211, to);
  if (text.length > mostChars) return twilioError(21617);
  if (!text && !form.has("MediaUrl") && !form.has("ContentSid")) return twilioError(21602);
  const faults = faultsOf(form);
  if (faults.length > 0) return twilioError(20001, faults.join("; "));
  const shopper = desk.shopper(channel, to);
  if (channel === "sms" && shopper?.optedOut) return twilioError(21610);
  const sid = messageSid(desk, form.has("MediaUrl") ? "MM" : "SM");
  const entry = desk.take(channel, {
    to,
    id: sid,
    request: Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name).join(" ")])),
    shows: shownOf(form),
  });
  desk.report(entry, fate(form, shopper, desk));
  return { status: 201, json: resourceOf(sid, form, desk) };
}

/** Twilio takes what WhatsApp will not, and says so afterwards. */
function fate(form: URLSearchParams, shopper: Shopper | undefined, { clock }: Desk): Reported[] {
  if (channelOf(form.get("From")) === "sms") return [{ state: "sent" }, { state: "delivered" }];
  const open = shopper?.wroteAt && clock.now().getTime() - shopper.wroteAt.getTime() < windowMs;
  if (!open && !form.has("ContentSid")) return [{ state: "failed", code: 63016 }];
  return shopper?.blocks ? [{ state: "sent" }] : [{ state: "sent" }, { state: "delivered" }];
}

/** A message of SMS says what it costs, which its shopper does not see. Pure. */
export function shownOf(form: URLSearchParams): Shown {
  const [text, content] = [form.get("Body"), form.get("ContentSid")];
  const [media] = form.getAll("MediaUrl");
  const isPicture = media !== undefined && /\.(?:jpe?g|png|webp)$/i.test(media);
  const { encoding, count } = segments(text ?? "");
  const isSms = channelOf(form.get("From")) === "sms";
  return {
    ...(text && { text }),
    ...(content && { text: form.get("ContentVariables") ?? "", note: `content ${content}` }),
    ...(isPicture && { image: media }),
    ...(media !== undefined && !isPicture && { file: { name: media.split("/").at(-1)!, url: media } }),
    ...(isSms && text && { note: `${encoding} × ${count}` }),
  };
}

function resourceOf(sid: string, form: URLSearchParams, { clock }: Desk): object {
  const now = rfc2822(clock.now());
  const text = form.get("Body") ?? "";
  return {
    sid,
    account_sid: account.accountSid,
    api_version: "2010-04-01",
    body: text,
    date_created: now,
    date_updated: now,
    date_sent: null,
    direction: "outbound-api",
    error_code: null,
    error_message: null,
    from: form.get("From"),
    to: form.get("To"),
    messaging_service_sid: form.get("MessagingServiceSid"),
    num_media: String(form.getAll("MediaUrl").length),
    num_segments: String(segments(text).count),
    price: null,
    price_unit: "USD",
    status: "queued",
    subresource_uris: { media: `/2010-04-01/Accounts/${account.accountSid}/Messages/${sid}/Media.json` },
    uri: `/2010-04-01/Accounts/${account.accountSid}/Messages/${sid}.json`,
  };
}
