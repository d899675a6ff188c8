import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { isWhatsApp, serviceOf } from "../../channels/twilio/sender.ts";
import { basic, type Finding, note, tried, well, wrong } from "./finding.ts";
import type { Place } from "./place.ts";
import type { TwilioReads } from "./twilio-reads.ts";
import { checkNumber, checkSender, checkService } from "./twilio-senders.ts";
import { checkContents } from "./twilio-templates.ts";

/** https://www.twilio.com/docs/iam/api/account */
const Account = z.looseObject({ status: z.string(), type: z.string().optional() });

export async function checkTwilio(
  { apiUrl, accountSid, authToken, from }: SettingsOf<"twilio">,
  { webhook, ask, templates }: Place,
): Promise<Finding[]> {
  const credentials = basic(accountSid, authToken);
  const api = apiUrl ?? "https://api.twilio.com";
  const reads: TwilioReads = {
    api,
    account: `${api}/2010-04-01/Accounts/${accountSid}`,
    messaging: apiUrl ?? "https://messaging.twilio.com",
    content: apiUrl ?? "https://content.twilio.com",
    read: (url) => ask(url, credentials),
  };
  const answer = await reads.read(`${reads.account}.json`);
  const told = Account.safeParse(answer.body);
  if (answer.status !== 200 || !told.success)
    return [
      wrong(
        `TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not accepted (${answer.status})`,
        "copy both from the Console's first page",
      ),
    ];
  return [
    told.data.status === "active"
      ? well("the account is accepted")
      : wrong(`the account is ${told.data.status}`, "see the Console"),
    ...(told.data.type === "Trial" ? [note("a trial account writes to verified numbers only")] : []),
    ...(await tried(() => checkFrom(from, webhook, reads))),
    ...(isWhatsApp(from) ? await tried(() => checkContents(templates, reads)) : []),
  ];
}

async function checkFrom(from: string, webhook: string, reads: TwilioReads): Promise<Finding[]> {
  const service = serviceOf(from);
  if (service !== undefined) return checkService(service, { webhook, reads, onlyWhatsApp: isWhatsApp(from) });
  if (isWhatsApp(from)) return checkSender(from, webhook, reads);
  if (from.startsWith("+")) return checkNumber(from, webhook, reads);
  return [note(`${from} is a name: shoppers cannot answer it`)];
}
