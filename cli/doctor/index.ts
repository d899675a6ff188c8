import { type AccountSettings, pathOf, polls } from "../../bots/channel-settings.ts";
import type { Templates } from "../../models/templates.ts";
import { type Ask, type Finding, well, wrong } from "./finding.ts";
import { checkMessenger } from "./messenger.ts";
import { checkResend } from "./resend.ts";
import { checkTelegram } from "./telegram.ts";
import { checkTwilio } from "./twilio.ts";
import { checkWhatsApp } from "./whatsapp.ts";

/** What was found of one account, or of the server's own address. */
export interface Examined {
  name: string;
  findings: Finding[];
}

/** Only reads: nothing is changed at a vendor. One that does not answer is a finding. */
export async function examine(
  { accounts, publicUrl }: { accounts: readonly AccountSettings[]; publicUrl: string | undefined },
  { ask, now, templates }: { ask: Ask; now: Date; templates: Templates },
): Promise<Examined[]> {
  const examined: Examined[] = [];
  if (!accounts.every(polls))
    examined.push({ name: "PUBLIC_URL", findings: await answered(() => checkPublicUrl(publicUrl, ask)) });
  for (const account of accounts) {
    const webhook = `${publicUrl ?? "https://<PUBLIC_URL>"}/webhooks/${pathOf(account)}`;
    const findings = await answered(() => examineAccount(account, { webhook, ask, now, templates }));
    examined.push({ name: pathOf(account), findings });
  }
  return examined;
}

async function examineAccount(
  account: AccountSettings,
  place: { webhook: string; ask: Ask; now: Date; templates: Templates },
): Promise<Finding[]> {
  switch (account.vendor) {
    case "whatsapp":
      return checkWhatsApp(account.settings, place);
    case "messenger":
      return checkMessenger(account.settings, place);
    case "telegram":
      return checkTelegram(account.settings, place);
    case "twilio":
      return checkTwilio(account.settings, place);
    case "resend":
      return checkResend(account.settings, place);
  }
}

async function checkPublicUrl(publicUrl: string | undefined, ask: Ask): Promise<Finding[]> {
  if (!publicUrl?.startsWith("https:"))
    return [wrong("PUBLIC_URL is no https address", "set it to the one under which vendors find the server")];
  const { status } = await ask(`${publicUrl}/healthz`);
  return [
    status === 200
      ? well(`the server answers at ${publicUrl}`)
      : wrong(`${publicUrl}/healthz answers ${status}`, "start the server, and lead the address to it"),
  ];
}

async function answered(check: () => Promise<Finding[]>): Promise<Finding[]> {
  return check().catch((error: Error) => [wrong(error.message, "see that this machine reaches it")]);
}
