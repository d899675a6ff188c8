import { isLoopbackUrl } from "../channels/bot-framework/loopback.ts";
import { type AccountSettings, placeOf, type Vendor } from "./channel-settings.ts";
import type { Config } from "./config.ts";

/** What a vendor lets us in by. Only tokens of the sandbox begin so; a real one never does. */
const tokens: Record<Vendor, string> = {
  whatsapp: "accessToken",
  messenger: "pageToken",
  telegram: "botToken",
  twilio: "authToken",
  resend: "apiKey",
};
const tokenPrefix = "sandbox-";

/**
 * Time that can be moved sends reminders days too early: it is for shoppers who are not there. So every vendor has to be a
 * stand-in on this machine, by its address and by its token.
 */
export class NotSandboxedError extends Error {
  override readonly name = "NotSandboxedError";
  readonly kind = "not-sandboxed";
}

/** @throws {NotSandboxedError} naming every variable that leads to a real vendor, or may. */
export function requireSandbox(accounts: readonly AccountSettings[], microsoft: Config["microsoft"]): void {
  const faults = [
    ...accounts.flatMap(faultsOf),
    ...(microsoft ? ["MICROSOFT_APP_ID: must be absent, so that only this machine is talked to"] : []),
  ];
  if (faults.length > 0)
    throw new NotSandboxedError(
      `A clock that can be moved is for the sandbox only:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
    );
}

function faultsOf(account: AccountSettings): string[] {
  const values: Record<string, string | undefined> = account.settings;
  const token = tokens[account.vendor];
  return [
    // Without an address it is the vendor's own.
    ...(isLoopbackUrl(values.apiUrl ?? "")
      ? []
      : [`${placeOf(account, "apiUrl")}: must be an address on this machine`]),
    ...(values[token]?.startsWith(tokenPrefix)
      ? []
      : [`${placeOf(account, token)}: must begin with ${tokenPrefix}`]),
  ];
}
