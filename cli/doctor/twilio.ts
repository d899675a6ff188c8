import { z } from "zod";
import type { SettingsOf } from "../../bots/channel-settings.ts";
import { type Ask, basic, type Finding, well, wrong } from "./finding.ts";

/** https://www.twilio.com/docs/iam/api/account */
const Account = z.looseObject({ status: z.string() });
/** https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
const Numbers = z.object({
  incoming_phone_numbers: z.array(
    z.looseObject({ sms_url: z.string().nullish(), sms_fallback_url: z.string().nullish() }),
  ),
});

/** Twilio tries again only where its webhook asks so. https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const override = "#rc=5&rp=all";

export async function checkTwilio(
  { apiUrl = "https://api.twilio.com", accountSid, authToken, from }: SettingsOf<"twilio">,
  { webhook, ask }: { webhook: string; ask: Ask },
): Promise<Finding[]> {
  const account = `${apiUrl}/2010-04-01/Accounts/${accountSid}`;
  const credentials = basic(accountSid, authToken);
  const answer = await ask(`${account}.json`, credentials);
  const read = Account.safeParse(answer.body);
  if (answer.status !== 200 || !read.success)
    return [
      wrong(
        `TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not accepted (${answer.status})`,
        "copy both from the Console's first page",
      ),
    ];
  const accepted =
    read.data.status === "active"
      ? well("the account is accepted")
      : wrong(`the account is ${read.data.status}`, "see the Console");
  if (!from.startsWith("+"))
    return [
      accepted,
      wrong(
        `the webhook of ${from} cannot be read`,
        `see in the Console that it is ${webhook}${override}, and the fallback the same`,
      ),
    ];
  const listed = await ask(
    `${account}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(from)}`,
    credentials,
  );
  const number = Numbers.safeParse(listed.body).data?.incoming_phone_numbers[0];
  if (!number)
    return [accepted, wrong(`TWILIO_FROM ${from} is not of this account`, "set a number of the account")];
  return [
    accepted,
    checkAddress("webhook", number.sms_url ?? "", webhook),
    checkAddress("fallback", number.sms_fallback_url ?? "", webhook),
  ];
}

/** What the Console calls `name` has to be ours, with the override. */
function checkAddress(name: string, address: string, webhook: string): Finding {
  const [url, fragment = ""] = address.split("#");
  const asks = new URLSearchParams(fragment);
  if (url === webhook && asks.get("rc") === "5" && asks.get("rp") === "all")
    return well(`the ${name} is ${address}`);
  return wrong(
    address === "" ? `no ${name} is set` : `the ${name} is ${address}`,
    `set it to ${webhook}${override}`,
  );
}
