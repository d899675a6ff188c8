import { z } from "zod";
import type { Arrival } from "../../models/ports/webhook.ts";
import { isNobody } from "./automatic.ts";
import { ReceivedData, timeOf } from "./envelope.ts";
import { emailId, eventKey } from "./event-key.ts";
import { addressOf, Mailbox, mailboxOf } from "./mailbox.ts";
import { openingOf } from "./opening.ts";

/** What a webhook tells of an e-mail that came in, from which its words can be fetched. */
export const Received = z.object({
  id: z.string(),
  account: z.string(),
  from: Mailbox,
  at: z.string(),
  subject: z.string(),
  messageId: z.string().nullable(),
});
export type Received = z.infer<typeof Received>;

/** What our List-Unsubscribe header asks mail programs to write. */
export const unsubscribeSubject = "STOP";

export const isUnsubscribing = (subject: string): boolean =>
  subject.trim().toUpperCase() === unsubscribeSubject;

export function ofReceived(value: unknown, own: string, now: Date): Arrival[] {
  const parsed = ReceivedData.safeParse(value);
  if (!parsed.success || !emailId.test(parsed.data.email_id))
    return [ignored("an e-mail of an unknown form")];
  const { email_id: id, from: sender, created_at, subject, message_id: messageId = null } = parsed.data;
  const account = accountOf(parsed.data, own);
  if (account === undefined) return [ignored("an e-mail to nobody")];
  const from = mailboxOf(sender);
  if (!from) return [ignored("an e-mail from nobody", account)];
  if (from.address.toLowerCase() === account) return [ignored("an e-mail from this account itself", account)];
  if (isNobody(from.address)) return [ignored("an e-mail from an address that nobody reads", account)];
  const received = { id, account, from, at: timeOf(created_at, now), subject: subject ?? "", messageId };
  return [...unsubscribing(received), announced(received)];
}

/** Its thread is known once it is fetched: what is still said before then answers those before. */
const announced = (received: Received): Arrival => ({
  kind: "event",
  opening: openingOf(received.from, received.account),
  event: { kind: "announced", key: eventKey(received.id, "announced"), at: received.at, told: received },
});

/** It counts at once, whatever else the e-mail says. */
function unsubscribing({ id, account, from, at, subject }: Received): Arrival[] {
  if (!isUnsubscribing(subject)) return [];
  const opening = openingOf(from, account);
  return [{ kind: "consent", opening, key: eventKey(id, "stop"), wantsMessages: false, at }];
}

/** One that is not this account's stands for itself: the server knows whether it is another one of ours. */
function accountOf({ received_for, to, cc, bcc }: ReceivedData, own: string): string | undefined {
  const written = [received_for, to, cc, bcc].flatMap((list) => list ?? []);
  const addresses = written.flatMap((one) => addressOf(one) ?? []);
  return addresses.includes(own) ? own : addresses[0];
}

export const ignored = (what: string, account?: string): Extract<Arrival, { kind: "ignored" }> => ({
  kind: "ignored",
  ...(account !== undefined && { account }),
  what,
});
