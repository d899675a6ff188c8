import {
  type AccountSettings,
  pathOf,
  placeOf,
  polls,
  settingsOf,
  variableOf,
} from "../../bots/channel-settings.ts";
import type { Config } from "../../bots/config.ts";
import { isLoopbackUrl } from "../../channels/bot-framework/loopback.ts";
import type { Templates } from "../../models/templates.ts";
import { checkBotFramework } from "./bot-framework.ts";
import { type Ask, type Finding, reworded, tried, UnreadableError } from "./finding.ts";
import { checkMessenger } from "./messenger.ts";
import type { Place } from "./place.ts";
import { checkDoor, checkPublicUrl } from "./reach.ts";
import { checkResend } from "./resend.ts";
import { secretsOf, withoutSecrets } from "./secrets.ts";
import { checkTelegram } from "./telegram.ts";
import { checkTwilio } from "./twilio.ts";
import { checkWhatsApp } from "./whatsapp.ts";

/** What was found of one account, or of the server's own address. */
export interface Examined {
  name: string;
  findings: Finding[];
}

/** What is looked at. */
export interface Patient {
  accounts: readonly AccountSettings[];
  microsoft: Config["microsoft"];
  publicUrl: string | undefined;
}

/** Only reads: nothing is changed at a vendor. What cannot be read is a finding; no secret is in any. */
export async function examine(
  { accounts, microsoft, publicUrl }: Patient,
  { ask, now, templates }: { ask: Ask; now: Date; templates: Templates },
): Promise<Examined[]> {
  const onThisMachine = !microsoft && accounts.every(isStandIn);
  const isCalled = microsoft !== null || !accounts.every(polls);
  const own = isCalled ? await tried(() => checkPublicUrl(publicUrl, { ask, onThisMachine })) : [];
  const isReached = isCalled && own.every(({ mark }) => mark === "ok");
  const origin = publicUrl ?? "https://<PUBLIC_URL>";
  const door = async (address: string) => (isReached ? tried(() => checkDoor(address, ask)) : []);

  async function ofAccount(account: AccountSettings): Promise<Examined> {
    const webhook = `${origin}/webhooks/${pathOf(account)}`;
    const place: Place = { webhook, ask: vendors(ask), now, templates };
    const reached = polls(account) ? [] : await door(webhook);
    const checked = await tried(() => examineAccount(account, place));
    return {
      name: pathOf(account),
      findings: [...reached, ...checked.map((finding) => inItsPlace(finding, account))],
    };
  }
  async function ofBotFramework(settings: NonNullable<Config["microsoft"]>): Promise<Examined> {
    const endpoint = `${origin}/api/messages`;
    const checked = await tried(() => checkBotFramework(settings, { endpoint, ask: vendors(ask) }));
    return { name: "bot-framework", findings: [...(await door(endpoint)), ...checked] };
  }

  const secrets = secretsOf(accounts, microsoft);
  const examined = await Promise.all([
    ...accounts.map(ofAccount),
    ...(microsoft ? [ofBotFramework(microsoft)] : []),
  ]);
  return [...(isCalled ? [{ name: "PUBLIC_URL", findings: own }] : []), ...examined].map(
    ({ name, findings }) => ({ name, findings: findings.map((one) => withoutSecrets(one, secrets)) }),
  );
}

/** Its vendor is another server on this machine, such as the sandbox. */
const isStandIn = ({ settings }: AccountSettings): boolean => isLoopbackUrl(settings.apiUrl ?? "");

/** Checks name variables; what is from CHANNELS_FILE is to be mended there. */
const inItsPlace = (finding: Finding, account: AccountSettings): Finding =>
  reworded(finding, (text) =>
    settingsOf(account.vendor).reduce(
      (left, setting) => left.replaceAll(variableOf(account.vendor, setting), placeOf(account, setting)),
      text,
    ),
  );

/** A vendor that is busy or broken says nothing of the account. @throws {UnreadableError} then */
const vendors =
  (ask: Ask): Ask =>
  async (url, ...more) => {
    const answer = await ask(url, ...more);
    if (answer.status === 429 || answer.status >= 500)
      throw new UnreadableError(
        `${new URL(url).host} answers ${answer.status}`,
        "ask again in a few minutes",
      );
    return answer;
  };

async function examineAccount(account: AccountSettings, place: Place): Promise<Finding[]> {
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
