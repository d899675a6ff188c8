import { createHmac } from "node:crypto";
import type { Entry } from "../../chats.ts";
import {
  type Act,
  type Call,
  CannotError,
  type Desk,
  type Done,
  type Reported,
  type Shopper,
} from "../../vendor.ts";
import { picturePath } from "../files.ts";
import { account } from "./account.ts";
import { emailId } from "./ids.ts";
import { compose, type Inbox, type Written } from "./inbox.ts";
import { Request } from "./request.ts";

/** Signed anew at each try. https://docs.svix.com/receiving/verifying-payloads/how-manual */
function call(type: string, data: object, desk: Desk): Call {
  const body = JSON.stringify({ type, created_at: desk.clock.now().toISOString(), data });
  const id = `msg_sandbox${desk.nextNumber()}`;
  const key = Buffer.from(account.webhookSecret.slice("whsec_".length), "base64");
  return {
    path: "/webhooks/resend",
    body,
    headers(now) {
      const seconds = String(Math.floor(now.getTime() / 1000));
      const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
      return {
        "content-type": "application/json",
        "user-agent": "Svix-Webhooks/1.24.0",
        "svix-id": id,
        "svix-timestamp": seconds,
        "svix-signature": `v1,${signature}`,
      };
    },
  };
}

export function act(shopper: Shopper, deed: Act, desk: Desk, inbox: Inbox): Done {
  switch (deed.kind) {
    case "text":
      return write(shopper, deed, desk, inbox);
    case "image":
      return write(
        shopper,
        { text: deed.caption ?? "", file: { name: "IMG_2041.jpg", kind: "picture" } },
        desk,
        inbox,
      );
    case "file":
      return write(
        shopper,
        { text: deed.caption ?? "", file: { name: deed.name, kind: "pdf" } },
        desk,
        inbox,
      );
    case "consent":
      if (deed.wantsMessages)
        throw new CannotError("By e-mail one only unsubscribes; write START to come back.");
      // What List-Unsubscribe makes a mail program send.
      return write(shopper, { subject: "STOP", text: "" }, desk, inbox);
    case "blocks":
      return complain(shopper, deed.blocks, desk);
    case "tap":
      throw new CannotError("In an e-mail one answers with words.");
    default:
      throw new CannotError("By e-mail one sends words and files.");
  }
}

function write(shopper: Shopper, written: Written, desk: Desk, inbox: Inbox): Done {
  const email = compose(shopper, written, desk);
  inbox.set(email.id, email);
  const { id, created_at, from, to, cc, bcc, subject, message_id, attachments } = email;
  const data = {
    email_id: id,
    created_at,
    from,
    to,
    cc,
    bcc,
    subject,
    message_id,
    attachments: attachments.map(({ size: _, ...attachment }) => attachment),
  };
  const isPicture = written.file?.kind === "picture";
  return {
    id,
    shows: {
      subject,
      ...(written.text && { text: written.text }),
      ...(isPicture && { image: picturePath }),
      ...(written.file && !isPicture && { file: { name: written.file.name } }),
    },
    calls: [call("email.received", data, desk)],
  };
}

/** "This is spam." From then on Resend sends nothing there. https://resend.com/docs/webhooks/emails/complained */
function complain(shopper: Shopper, blocks: boolean, desk: Desk): Done {
  shopper.blocks = blocks;
  const last = desk.chat("email", shopper.id).findLast(({ by }) => by === "shop");
  if (!last) throw new CannotError("There is no e-mail to complain about.");
  return {
    id: emailId(desk),
    shows: { note: blocks ? "marked the shop as spam" : "takes the shop out of spam" },
    calls: blocks ? [call("email.complained", dataOf(last), desk)] : [],
  };
}

function dataOf({ id, at, request }: Entry): object {
  const { from, to, subject, tags = [] } = Request.parse(request);
  return {
    email_id: id,
    created_at: at,
    from,
    to: [to].flat(),
    subject,
    tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
    headers: [],
  };
}

/** https://resend.com/docs/webhooks/event-types */
export function receipt(entry: Entry, { state, code }: Reported, desk: Desk): Call {
  const data = dataOf(entry);
  switch (state) {
    case "sent":
      return call("email.sent", data, desk);
    case "delivered":
      return call("email.delivered", data, desk);
    case "read":
      return call("email.opened", data, desk);
    case "failed":
      return code === undefined
        ? call("email.suppressed", { ...data, suppressed: suppression }, desk)
        : call("email.bounced", { ...data, bounce }, desk);
  }
}

const bounce = {
  type: "Permanent",
  subType: "General",
  message: "The recipient's email provider sent a hard bounce message.",
  diagnosticCode: ["smtp; 550 5.1.1 user unknown"],
};
const suppression = {
  type: "OnAccountSuppressionList",
  reason: "previous_complaint",
  message: "Resend has suppressed sending to this address because it is on the suppression list.",
};
