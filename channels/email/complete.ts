import { z } from "zod";
import type { InboundEvent } from "../../models/events.ts";
import { type Completed, DeliveryError } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import { shorten } from "../shared/shorten.ts";
import { vendorMedia } from "../shared/vendor-media.ts";
import { Attachment, mediaOf } from "./attachments.ts";
import { automaticHeader } from "./automatic.ts";
import { dataOf, type UseResend } from "./client.ts";
import { isNotFound } from "./delivery-error.ts";
import { eventKey } from "./event-key.ts";
import { referenceOfFile } from "./fetch-media.ts";
import { htmlText } from "./html-text.ts";
import { openingOf } from "./opening.ts";
import { isUnsubscribing, type Received } from "./received.ts";
import { isAnswer, isForwarded, referenceOf } from "./reference.ts";
import { replyText } from "./reply-text.ts";

/** https://resend.com/docs/api-reference/emails/retrieve-received-email */
const Email = z.looseObject({
  text: z.string().nullish().catch(null),
  html: z.string().nullish().catch(null),
  headers: z.record(z.string(), z.unknown()).nullish().catch(null),
  message_id: z.string().nullish().catch(null),
  attachments: z.array(z.unknown()).nullish().catch(null),
});
type Email = z.infer<typeof Email>;

/** UTF-16 units. Nobody writes as much to a shop. */
const mostTextChars = 10_000;
/** More than ten pictures or files count for ten. */
const mostMedia = 10;
/** For so long after it came, an e-mail that Resend has told of may not be there yet. */
const youngMs = 60_000;

/**
 * What a shopper did by an e-mail: its words, or each picture and file, the first of which has the words. One that a
 * program sent is only recorded. An e-mail that Resend has no more is told by its subject.
 * @throws {DeliveryError}
 */
export async function complete(
  received: Received,
  { use, clock }: { use: UseResend; clock: Clock },
  signal: AbortSignal,
): Promise<Completed[]> {
  const answer = await use(signal, (resend, options) =>
    // Without the pictures that stand in the words.
    resend.emails.receiving.get(received.id, { html_format: "cid" }, options),
  );
  const now = clock.now();
  if (isNotFound(answer) && now.getTime() - Date.parse(received.at) >= youngMs)
    return whatWasDone(received, {});
  if (isNotFound(answer)) throw new DeliveryError("retry", "Resend does not have the e-mail yet");
  const email = Email.safeParse(dataOf(answer, now));
  if (!email.success) throw new DeliveryError("retry", "Resend answered with something that is no e-mail");
  return whatWasDone(received, email.data);
}

function whatWasDone(received: Received, email: Email): Completed[] {
  const { account, from, subject } = received;
  const headers = headersOf(email);
  const words = shorten(wordsOf(subject, email, headers).slice(0, 2 * mostTextChars), mostTextChars);
  if (automaticHeader(headers) !== null)
    return events(received, email, words).map((event) => ({
      opening: openingOf(from, account),
      event,
      recordedOnly: true,
    }));
  const reference = referenceOf(received.messageId ?? email.message_id, { subject, words }, headers);
  const opening = openingOf(from, account, reference);
  return events(received, email, words).map((event) => ({ opening, event }));
}

function events({ id, at, subject }: Received, email: Email, words: string): InboundEvent[] {
  const media = (email.attachments ?? [])
    .flatMap((value) => fileOf(id, Attachment.safeParse(value).data) ?? [])
    .slice(0, mostMedia);
  if (media.length > 0)
    return media.map((file, place) => ({
      kind: "media",
      key: eventKey(id, place),
      at,
      ...file,
      ...(place === 0 && words && { caption: words }),
    }));
  if (words) return [{ kind: "text", key: eventKey(id), at, text: words }];
  return isUnsubscribing(subject) ? [] : [{ kind: "media", key: eventKey(id), at, media: "unsupported" }];
}

function fileOf(emailId: string, attachment: z.infer<typeof Attachment> | undefined) {
  const media = mediaOf(attachment);
  const part = attachment?.id;
  const reference = part && referenceOfFile(emailId, part);
  return media && { media, ...vendorMedia(media, reference, attachment?.filename) };
}

/** Its own words; before them the subject where it begins something new and says more. */
function wordsOf(subject: string, email: Email, headers: ReadonlyMap<string, string>): string {
  const whole = email.text?.trim() ? email.text : htmlText(email.html ?? "");
  const own = isForwarded(subject) ? whole.trim() : replyText(whole);
  if (isUnsubscribing(subject)) return sentenceOfProgram.test(own) ? "" : own;
  const isNew = !isAnswer(subject) && !headers.has("in-reply-to");
  const says = isNew && !own.toLowerCase().includes(subject.trim().toLowerCase());
  return [says && subject.trim(), own].filter(Boolean).join("\n\n");
}

/** Below the subject that unsubscribes, which has been obeyed. */
const sentenceOfProgram = /^.{0,40}(?:automatically generated|généré automatiquement|Apple Mail)/i;

/** By their names in lower case. */
const headersOf = ({ headers }: Email): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), [value].flat().join(" ")]),
  );
