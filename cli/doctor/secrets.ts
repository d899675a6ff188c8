import type { AccountSettings } from "../../bots/channel-settings.ts";
import type { Config } from "../../bots/config.ts";
import { type Finding, reworded } from "./finding.ts";

/** Every other setting is a secret, one that is new as well. */
const open = new Set(["phoneNumberId", "pageId", "appId", "mode", "accountSid", "from", "apiUrl"]);
/** Shorter ones guard nothing, and are parts of ordinary words. */
const shortest = 8;

/** What must never be shown. */
export function secretsOf(accounts: readonly AccountSettings[], microsoft: Config["microsoft"]): string[] {
  const settings = accounts.flatMap((account) => Object.entries(account.settings));
  return [
    ...settings.flatMap(([name, value]) => (open.has(name) || value === undefined ? [] : [value])),
    ...(microsoft ? [microsoft.password] : []),
  ].filter((secret) => secret.length >= shortest);
}

/** What vendors tell may repeat a secret; an address that they know may have a password or a query of somebody else's. */
export function withoutSecrets(finding: Finding, secrets: readonly string[]): Finding {
  const clean = (text: string): string =>
    secrets
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .reduce((left, secret) => left.replaceAll(secret, "…"), text)
      .replaceAll(/(https?:\/\/)[^/\s@]*@/g, "$1…@")
      .replaceAll(/(https?:\/\/[^\s?#]*)\?[^\s#]*/g, "$1?…");
  return reworded(finding, clean);
}
