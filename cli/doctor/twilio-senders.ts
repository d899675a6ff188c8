import { z } from "zod";
import { isWhatsApp } from "../../channels/twilio/sender.ts";
import { type Finding, note, parsed, well, wrong } from "./finding.ts";
import { checkHook, type Hook, wanted } from "./twilio-hook.ts";
import { otherSender, readList, type TwilioReads } from "./twilio-reads.ts";

const text = z.string().nullish();

/** https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource and .../usage/api/applications */
const Sms = z.looseObject({
  sid: z.string(),
  sms_url: text,
  sms_method: text,
  sms_fallback_url: text,
  sms_fallback_method: text,
  /** A TwiML app, whose addresses count in place of the number's own. */
  sms_application_sid: text,
});

/** https://www.twilio.com/docs/messaging/api/service-resource */
const Service = z.looseObject({
  sid: z.string(),
  inbound_request_url: text,
  inbound_method: text,
  fallback_url: text,
  fallback_method: text,
  status_callback: text,
  /** What comes in is led by each sender's own webhook. */
  use_inbound_webhook_on_number: z.boolean().nullish(),
});
type Service = z.infer<typeof Service>;

/** https://www.twilio.com/docs/whatsapp/api/senders */
const Sender = z.looseObject({
  sid: z.string(),
  sender_id: z.string(),
  status: z.string(),
  webhook: z
    .looseObject({ callback_url: text, callback_method: text, fallback_url: text, fallback_method: text })
    .nullish(),
});

/** https://www.twilio.com/docs/messaging/api/phonenumber-resource and .../channelsender-resource */
const PooledNumber = z.looseObject({ sid: z.string() });
const PooledSender = z.looseObject({ sid: z.string(), sender: z.string() });

/** Everybody's number for trying WhatsApp. https://www.twilio.com/docs/whatsapp/sandbox */
const sandbox = "whatsapp:+14155238886";

export async function checkNumber(from: string, webhook: string, reads: TwilioReads): Promise<Finding[]> {
  const url = `${reads.account}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(from)}`;
  const what = "the numbers of the account";
  const [number] = await readList(url, { name: "incoming_phone_numbers", item: Sms, what }, reads);
  if (!number) return [wrong(`TWILIO_FROM ${from} is not of this account`, otherSender)];
  return ledBy({ from, pooled: `PhoneNumbers/${number.sid}` }, { webhook, reads }, async () =>
    checkHook(from, await hookOfNumber(number, reads), webhook),
  );
}

export async function checkSender(from: string, webhook: string, reads: TwilioReads): Promise<Finding[]> {
  if (from === sandbox)
    return [note(`only the Console shows the webhook of Twilio's sandbox: it has to be ${wanted(webhook)}`)];
  const url = `${reads.messaging}/v2/Channels/Senders?Channel=whatsapp&PageSize=100`;
  const what = "the WhatsApp senders of the account";
  const listed = await readList(url, { name: "senders", item: Sender, what }, reads);
  const found = listed.find(({ sender_id: id }) => id === from);
  if (!found) return [wrong(`TWILIO_FROM ${from} is no WhatsApp sender of this account`, otherSender)];
  const own = () => checkOwnHook(found.sid, webhook, reads);
  const pooled = `ChannelSenders/${found.sid}`;
  return [...checkOnline(found), ...(await ledBy({ from, pooled }, { webhook, reads }, own))];
}

interface Sought {
  webhook: string;
  reads: TwilioReads;
}

/** A messaging service leads what comes in to its senders, unless it defers to them. @param own of the sender. */
async function ledBy(
  { from, pooled }: { from: string; pooled: string },
  { webhook, reads }: Sought,
  own: () => Promise<Finding[]>,
): Promise<Finding[]> {
  const service = await serviceWith(pooled, reads);
  if (!service || service.use_inbound_webhook_on_number) return own();
  return [note(`${from} is of ${service.sid}, whose webhook counts`), ...checkServiceHook(service, webhook)];
}

export async function checkService(
  sid: string,
  { webhook, reads, onlyWhatsApp }: Sought & { onlyWhatsApp: boolean },
): Promise<Finding[]> {
  const url = `${reads.messaging}/v1/Services/${sid}`;
  const service = parsed(Service, await reads.read(url), `messaging service ${sid}`, otherSender);
  const what = `the senders of ${sid}`;
  const senders = await readList(
    `${url}/ChannelSenders?PageSize=100`,
    { name: "senders", item: PooledSender, what },
    reads,
  );
  const whatsapp = senders.filter(({ sender }) => isWhatsApp(sender));
  const numbers = onlyWhatsApp
    ? []
    : await readList(
        `${url}/PhoneNumbers?PageSize=100`,
        { name: "phone_numbers", item: PooledNumber, what },
        reads,
      );
  if (whatsapp.length + numbers.length === 0)
    return [
      wrong(
        `messaging service ${sid} has no ${onlyWhatsApp ? "WhatsApp sender" : "sender"}`,
        "add one to its Sender Pool",
      ),
    ];
  if (!service.use_inbound_webhook_on_number) return checkServiceHook(service, webhook);
  const found: Finding[] = [note(`${sid} defers to each sender's own webhook`)];
  for (const { sid: number } of numbers) {
    const answer = await reads.read(`${reads.account}/IncomingPhoneNumbers/${number}.json`);
    const read = parsed(Sms, answer, `number ${number}`, otherSender);
    found.push(...checkHook(nameOf(read), await hookOfNumber(read, reads), webhook));
  }
  for (const { sid: sender } of whatsapp) found.push(...(await checkOwnHook(sender, webhook, reads)));
  return found;
}

const nameOf = ({ sid, phone_number: number }: z.infer<typeof Sms>): string =>
  typeof number === "string" ? number : sid;

function checkServiceHook(service: Service, webhook: string): Finding[] {
  const { sid, inbound_request_url, inbound_method, fallback_url, fallback_method, status_callback } =
    service;
  const hook: Hook = {
    url: inbound_request_url,
    method: inbound_method,
    fallbackUrl: fallback_url,
    fallbackMethod: fallback_method,
  };
  return [
    ...checkHook(sid, hook, webhook),
    ...(status_callback
      ? [note(`the status callback of ${sid} is ${status_callback}: ours count, which each message names`)]
      : []),
  ];
}

/** The TwiML app's where the number is led by one. @throws {UnreadableError} */
async function hookOfNumber(number: z.infer<typeof Sms>, { read, account }: TwilioReads): Promise<Hook> {
  const app = number.sms_application_sid;
  const { sms_url, sms_method, sms_fallback_url, sms_fallback_method } = app
    ? parsed(Sms, await read(`${account}/Applications/${app}.json`), `TwiML app ${app}`, "see the Console")
    : number;
  return {
    url: sms_url,
    method: sms_method,
    fallbackUrl: sms_fallback_url,
    fallbackMethod: sms_fallback_method,
  };
}

async function checkOwnHook(sid: string, webhook: string, reads: TwilioReads): Promise<Finding[]> {
  const answer = await reads.read(`${reads.messaging}/v2/Channels/Senders/${sid}`);
  const sender = parsed(Sender, answer, `WhatsApp sender ${sid}`, otherSender);
  const { callback_url, callback_method, fallback_url, fallback_method } = sender.webhook ?? {};
  const hook: Hook = {
    url: callback_url,
    method: callback_method,
    fallbackUrl: fallback_url,
    fallbackMethod: fallback_method,
  };
  return checkHook(sender.sender_id, hook, webhook);
}

const checkOnline = ({ sender_id: id, status }: z.infer<typeof Sender>): Finding[] => [
  status.startsWith("ONLINE")
    ? well(`${id} is online`)
    : wrong(`${id} is ${status}`, "the Console tells why, under WhatsApp senders"),
];

/** The messaging service that has a sender, if one has. @param pooled its place below a service. */
async function serviceWith(pooled: string, reads: TwilioReads): Promise<Service | undefined> {
  const url = `${reads.messaging}/v1/Services?PageSize=100`;
  const what = "the messaging services of the account";
  const services = await readList(url, { name: "services", item: Service, what }, reads);
  for (const service of services) {
    const { status } = await reads.read(`${reads.messaging}/v1/Services/${service.sid}/${pooled}`);
    if (status === 200) return service;
  }
  return undefined;
}
