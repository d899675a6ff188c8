import type { Twilio } from "twilio";
import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import type { Arrival } from "../../models/ports/webhook.ts";
import { fileOf } from "./fetch-media.ts";
import { type Attached, toArrivals } from "./incoming.ts";
import { serves } from "./sender.ts";

/** https://www.twilio.com/docs/messaging/api/message-resource#message-properties */
const Listed = z.object({
  sid: z.string(),
  direction: z.string(),
  from: z.string().min(1),
  to: z.string().min(1),
  body: z.string().nullish(),
  numMedia: z.coerce.number().int().min(0).max(10).catch(0),
  messagingServiceSid: z.string().nullish(),
  /** Of an incoming one: when Twilio called our webhook. */
  dateSent: z.date().nullish().catch(null),
  dateCreated: z.date().nullish().catch(null),
});
type Listed = z.infer<typeof Listed>;

/** The most that Twilio gives at a time. */
const pageSize = 1000;

/**
 * What shoppers sent since a time, the oldest first, under the keys that it had in its webhook: Twilio does not call
 * again when it was refused, or when nobody answered for long. Of what only a webhook tells, this has nothing: the
 * payload of a button (its words come as a text), a location, a profile's name, an opt-out in another language.
 * https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
 */
export async function listMissed(client: Twilio, account: string, since: Date): Promise<Arrival[]> {
  const found = await client.messages.list({
    ...(isNumber(account) && { to: account }),
    dateSentAfter: since,
    pageSize,
  });
  const arrivals: Arrival[] = [];
  for (const message of found.reverse()) {
    const parsed = Listed.safeParse(message);
    if (!parsed.success) arrivals.push({ kind: "ignored", account, what: "a listed message without sender" });
    else if (isOurs(parsed.data, account)) arrivals.push(...(await told(client, parsed.data, account)));
  }
  return arrivals;
}

/** The list can be asked for those to a number, not for those of a messaging service. */
const isNumber = (account: string): boolean => /^(?:whatsapp:)?\+/.test(account);

const isOurs = ({ direction, to, messagingServiceSid }: Listed, account: string): boolean =>
  direction === "inbound" && serves(account, to, messagingServiceSid ?? undefined);

async function told(client: Twilio, message: Listed, account: string): Promise<Arrival[]> {
  const { sid, from, to, numMedia } = message;
  const attached = numMedia > 0 ? await listAttached(client, sid) : [];
  return toArrivals(
    {
      sid,
      from,
      to,
      at: message.dateSent ?? message.dateCreated ?? new Date(0),
      text: message.body ?? "",
      service: message.messagingServiceSid ?? undefined,
      media: Array.from({ length: numMedia }, (_, place) => attached[place] ?? { contentType: "" }),
    },
    account,
  );
}

/** None when they are deleted: that something was sent still counts. */
async function listAttached(client: Twilio, message: string): Promise<Attached[]> {
  try {
    const listed = await client.messages(message).media.list();
    return listed.map(({ sid, contentType }) => ({ contentType, file: fileOf(message, sid) }));
  } catch (cause) {
    if (cause instanceof DeliveryError && cause.kind === "never") return [];
    throw cause;
  }
}
