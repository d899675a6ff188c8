import type { Entry } from "../../chats.ts";
import type { Desk, Shopper } from "../../vendor.ts";
import { type FileKind, fileOf, newFile } from "../files.ts";
import { account } from "./account.ts";
import { emailId, messageIdOf, uuidOf } from "./ids.ts";
import { Request } from "./request.ts";

/** E-mails that came in, by Resend's ids, as `GET /emails/receiving/<id>` tells them. */
export type Inbox = Map<string, ReceivedEmail>;

export interface ReceivedEmail {
  object: "email";
  id: string;
  to: string[];
  from: string;
  subject: string;
  message_id: string;
  bcc: string[];
  cc: string[];
  reply_to: string[];
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  created_at: string;
  attachments: Attachment[];
}

export interface Attachment {
  id: string;
  filename: string;
  content_type: string;
  content_disposition: "attachment";
  size: number;
}

export interface Written {
  text: string;
  /** Without it the e-mail answers the newest one of the shop. */
  subject?: string | undefined;
  file?: { name: string; kind: FileKind };
}

/** What a mail program sends: an answer has its place in the thread, and the words that it answers below its own. */
export function compose(shopper: Shopper, { text, subject, file }: Written, desk: Desk): ReceivedEmail {
  const id = emailId(desk);
  const answered =
    subject === undefined ? desk.chat("email", shopper.id).findLast(({ by }) => by === "shop") : undefined;
  const domain = shopper.id.split("@")[1]!;
  return {
    object: "email",
    id,
    to: [account.address],
    from: `${shopper.name} <${shopper.id}>`,
    subject: subject ?? (answered ? answerSubject(answered) : ""),
    message_id: messageIdOf(id, domain),
    bcc: [],
    cc: [],
    reply_to: [],
    html: null,
    text: answered ? `${text}\n\n${quoted(answered)}` : text,
    headers: answered ? threadOf(answered) : {},
    created_at: desk.clock.now().toISOString(),
    attachments: file ? [attachmentOf(file, desk)] : [],
  };
}

function attachmentOf({ name, kind }: NonNullable<Written["file"]>, desk: Desk): Attachment {
  const number = newFile(desk, kind);
  const { bytes, contentType } = fileOf(number)!;
  return {
    id: uuidOf(number),
    filename: name,
    content_type: contentType,
    content_disposition: "attachment",
    size: bytes.length,
  };
}

function answerSubject({ request }: Entry): string {
  const { subject } = Request.parse(request);
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`;
}

/** https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4 */
function threadOf({ id, request }: Entry): Record<string, string> {
  const own = messageIdOf(id, account.domain);
  const before = Request.parse(request).headers?.References;
  return { "in-reply-to": own, references: [before, own].filter(Boolean).join(" ") };
}

/** As Gmail does it in French. */
function quoted({ at, request }: Entry): string {
  const day = new Date(at).toLocaleDateString("fr-FR", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const words = (Request.parse(request).text ?? "").split("\n").map((line) => `> ${line}`);
  return [`Le ${day} à ${at.slice(11, 16)}, ${account.from} a écrit :`, "", ...words].join("\n");
}
