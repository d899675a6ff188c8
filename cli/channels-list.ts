import {
  type AccountSettings,
  pathOf,
  polls,
  type Vendor,
  variablesOf,
  vendors,
} from "../bots/channel-settings.ts";
import type { Config } from "../bots/config.ts";

const pages: Readonly<Record<Vendor, string>> = {
  whatsapp: "whatsapp",
  messenger: "messenger",
  telegram: "telegram",
  twilio: "twilio",
  resend: "email",
};

/** Every channel, on or off, with what its vendor calls, or where its set-up is told, and the variables that switch it on. */
export function channelsList({
  accounts,
  listed,
  microsoft,
  publicUrl,
}: Pick<Config, "accounts" | "microsoft" | "publicUrl"> & { listed: readonly AccountSettings[] }): string[] {
  const origin = publicUrl ?? "<PUBLIC_URL>";
  const lineOf = (account: AccountSettings): string =>
    on(pathOf(account), polls(account) ? "it asks Telegram itself" : `${origin}/webhooks/${pathOf(account)}`);
  return [
    ...vendors.flatMap((vendor) => {
      const account = accounts.find((one) => one.vendor === vendor);
      return [
        account ? lineOf(account) : off(vendor, `docs/channels/${pages[vendor]}.md`),
        indented(variablesOf(vendor)),
        ...listed
          .filter((one) => one.vendor === vendor)
          .flatMap((one) => [lineOf(one), indented(["CHANNELS_FILE"])]),
      ];
    }),
    microsoft
      ? on("bot-framework", `${origin}/api/messages`)
      : on("bot-framework", "for this machine only: docs/channels/bot-framework.md"),
    indented(["MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID"]),
  ];
}

const on = (name: string, where: string): string => `on   ${name.padEnd(16)}${where}`;
const off = (name: string, where: string): string => `off  ${name.padEnd(16)}${where}`;
const indented = (variables: readonly string[]): string => `     ${variables.join(", ")}`;
